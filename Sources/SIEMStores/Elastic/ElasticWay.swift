import Synchronization

/// How the pages of a question can be had from one SIEM, as found out while asking.
///
/// Shared by all questions, so that what an old version refuses is tried once.
final class ElasticWay: Sendable {
    /// What is known so far.
    struct Known: Sendable {
        var listing = Listing.place
        /// The most hits an answer may have, where the SIEM allows fewer than were asked for.
        var mostPerPage: Int?
    }

    /// The ways, best first.
    enum Listing: Int, Sendable, Comparable {
        /// A point in time, ordered by the place in the shard: unique and cheap (Elasticsearch 7.12, OpenSearch 3.3).
        case place
        /// A point in time, ordered by document id and index, which are unique together.
        case documentID
        /// A scroll, for versions without points in time.
        case scroll

        static func < (left: Listing, right: Listing) -> Bool { left.rawValue < right.rawValue }

        /// The value of `sort`.
        var sort: String {
            switch self {
            case .place: #"[{"_shard_doc":"asc"}]"#
            case .documentID: #"[{"_id":"asc"},{"_index":"asc"}]"#
            case .scroll: #"["_doc"]"#
            }
        }
    }

    private let state = Mutex(Known())

    var known: Known { state.withLock { $0 } }

    /// Notes that a way is not there; others may have noted it before.
    func leave(_ listing: Listing) {
        state.withLock { known in
            guard let next = Listing(rawValue: listing.rawValue + 1) else { return }
            known.listing = max(known.listing, next)
        }
    }

    /// Notes that points in time are not there.
    func leavePointsInTime() { state.withLock { $0.listing = .scroll } }

    /// Notes how many hits an answer may have.
    func limit(to most: Int) { state.withLock { $0.mostPerPage = most } }
}
