package import AuditModel

/// What several pulls of the same window say about each other.
package struct PullComparison: Hashable, Sendable {
    /// One of the pulls.
    package struct Pull: Hashable, Sendable {
        /// Records with repeats, distinct ids, and ids that no other pull has.
        package var records = 0
        package var events = 0
        package var unique = 0
        /// Records without an id, which take no part.
        package var unidentified = 0
        /// Where the records of `unique` lie; nil where there are none.
        package var places: Places?
        /// Whether every slice of it is whole; what one that is not lacks says nothing about the service.
        package var isWhole = false

        /// Nothing counted yet.
        package init() {}
    }

    /// Where records lie in their pages: those at the joints of pages tell of a fault in paging.
    package struct Places: Hashable, Sendable {
        /// Records that begin a page, end one, and others; and those whose page is not known any more.
        package internal(set) var first = 0
        package internal(set) var last = 0
        package internal(set) var inside = 0
        package internal(set) var unknown = 0
        /// The first of them, in the recording's order.
        package internal(set) var rows: [Row] = []

        /// A record's page, from 1 in its slice.
        package struct Row: Hashable, Sendable {
            package let slice: Int
            package let page: Int
            package let place: Place
        }

        /// Where in its page a record lies; the only one of its page is its first.
        package enum Place: String, Sendable { case first, last, inside }
    }

    /// An estimate of how many events the service has, from how far the pulls agree.
    ///
    /// Pulls of one service are not independent, so it is a lower bound.
    package struct Estimate: Hashable, Sendable {
        package let events: Double
        /// Nil where the method gives none.
        package let standardError: Double?
    }

    /// In the order they were made.
    package internal(set) var pulls: [Pull]
    /// Ids that any pull has, and those that all have.
    package internal(set) var unionEvents = 0
    package internal(set) var commonEvents = 0
    /// Ids that exactly one, and exactly two pulls have.
    private var seenOnce = 0
    private var seenTwice = 0

    init(pulls: [Pull]) { self.pulls = pulls }

    /// Whether one pull has an event that another has not.
    package var differs: Bool { commonEvents < unionEvents }

    /// Shared by all of all there are, 0 to 1; 1 when there are none.
    package var jaccard: Double { unionEvents == 0 ? 1 : Double(commonEvents) / Double(unionEvents) }

    /// Chapman's estimate of two pulls, Chao's lower bound of more; nil for one.
    ///
    /// N = (n1 + 1)(n2 + 1) / (m + 1) − 1, and union + f1² / (2 f2) with f1 and f2 seen by exactly one and two pulls.
    package var estimate: Estimate? {
        guard pulls.count > 1 else { return nil }
        guard pulls.count == 2 else {
            let more = seenTwice == 0 ? 0 : Double(seenOnce * seenOnce) / Double(2 * seenTwice)
            return Estimate(events: Double(unionEvents) + more, standardError: nil)
        }
        let (first, second, both) = (Double(pulls[0].events), Double(pulls[1].events), Double(commonEvents))
        let product = (first + 1) * (second + 1)
        let variance = product * (first - both) * (second - both) / ((both + 1) * (both + 1) * (both + 2))
        return Estimate(events: product / (both + 1) - 1, standardError: variance.squareRoot())
    }

    /// Takes the ids of one part of the hash space: for each pull its own, sorted, each once.
    ///
    /// - Returns: for each pull the ids that none before it has, and those that no other has; sorted.
    mutating func take(_ lists: [[IDHash]]) -> (new: [[IDHash]], lone: [[IDHash]]) {
        var (places, new) = ([Int](repeating: 0, count: lists.count), [[IDHash]](repeating: [], count: lists.count))
        var lone = new
        while true {
            var least: IDHash?
            for (pull, list) in lists.enumerated() where places[pull] < list.count {
                let hash = list[places[pull]]
                if least.map({ hash.precedes($0) }) ?? true { least = hash }
            }
            guard let least else { return (new, lone) }
            let holders = lists.indices.filter { places[$0] < lists[$0].count && lists[$0][places[$0]] == least }
            for pull in holders {
                places[pull] += 1
                pulls[pull].events += 1
            }
            if holders.count == 1 {
                pulls[holders[0]].unique += 1
                lone[holders[0]].append(least)
            }
            if let first = holders.first { new[first].append(least) }
            unionEvents += 1
            commonEvents += holders.count == lists.count ? 1 : 0
            seenOnce += holders.count == 1 ? 1 : 0
            seenTwice += holders.count == 2 ? 1 : 0
        }
    }

    /// What report.json holds as `authority.pulls`.
    package var json: JSONValue {
        [
            "pulls": .array(
                pulls.map { pull in
                    [
                        "records": .integer(pull.records), "events": .integer(pull.events),
                        "unique": .integer(pull.unique), "unidentified": .integer(pull.unidentified),
                        "whole": .bool(pull.isWhole), "unique_places": pull.places?.json ?? .null,
                    ]
                }),
            "union": .integer(unionEvents), "common": .integer(commonEvents), "jaccard": .number(jaccard),
            "estimate": estimate.map { estimate in
                [
                    "events": .number(estimate.events),
                    "standard_error": estimate.standardError.map { .number($0) } ?? .null,
                ]
            } ?? .null,
        ]
    }
}

extension PullComparison.Places {
    fileprivate var json: JSONValue {
        [
            "first": .integer(first), "last": .integer(last), "inside": .integer(inside),
            "unknown": .integer(unknown),
            "rows": .array(
                rows.map { row in
                    ["slice": .integer(row.slice), "page": .integer(row.page), "at": .string(row.place.rawValue)]
                }),
        ]
    }
}
