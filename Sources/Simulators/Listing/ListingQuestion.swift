package import AuditModel

/// What a client asks a listing for, in the simulator's own terms.
package struct ListingQuestion: Hashable, Sendable {
    /// Which of a record's two times the window bounds.
    package enum Axis: String, Sendable { case event, availability }

    /// The scope value asked for, where the service has one; faults are limited by it.
    package var scope: String?
    /// Indexes of the types wanted; nil for all.
    package var types: Set<UInt8>?
    /// The operation wanted; nil for all.
    package var operation: String?
    /// Half-open, nanoseconds.
    package var window: TimeWindow
    package var axis = Axis.event
    package var isAscending = true
    /// The most records a page holds.
    package var limit: Int
    /// Where to go on; nil from the start.
    package var cursor: ListingCursor?
    /// Whether an answer that is drained still says where to go on.
    package var neverEnds = false

    /// Describes a question from its start.
    package init(window: TimeWindow, limit: Int) {
        self.window = window
        self.limit = limit
    }

    /// Whether records of the answer have been given out before.
    var isContinued: Bool {
        switch cursor?.place {
        case nil, .row(0): false
        case .record, .row: true
        }
    }

    /// Names the question without the place in it, the same for all its pages.
    var name: String {
        let wanted = types.map { $0.sorted().map(String.init).joined(separator: ",") } ?? "*"
        return "\(scope ?? "")|\(wanted)|\(operation ?? "")|\(window.from)|\(window.to)|\(axis)|\(isAscending)|\(limit)"
    }

    /// Names one page of the question, the same when it is asked for again.
    var pageName: String { name + "#" + (cursor.map { "\($0.place)" } ?? "") }
}
