/// Events of one bucket of time and one scope.
package struct CoverageCount: Hashable, Sendable {
    /// First nanosecond of the bucket since the Unix epoch, a multiple of the bucket's length; nil: events without a time.
    package let bucket: Int64?
    /// Code of the events' scope.
    package let scope: UInt16
    /// Events the authority holds, whatever became of them.
    package var authority = 0
    package var missing = 0
    package var unknown = 0
    package var unsettled = 0
    package var extra = 0
    package var unconfirmed = 0

    /// A bucket without events.
    package init(bucket: Int64?, scope: UInt16) {
        self.bucket = bucket
        self.scope = scope
    }

    /// Counts an event.
    package mutating func count(_ state: EventState) {
        switch state {
        case .matched: authority += 1
        case .missing: (authority, missing) = (authority + 1, missing + 1)
        case .accepted: authority += 1
        case .unknown: (authority, unknown) = (authority + 1, unknown + 1)
        case .unsettled: (authority, unsettled) = (authority + 1, unsettled + 1)
        case .extra: extra += 1
        case .unconfirmed: unconfirmed += 1
        }
    }

    /// Adds the events of the same bucket and scope.
    mutating func add(_ other: CoverageCount) {
        authority += other.authority
        missing += other.missing
        unknown += other.unknown
        unsettled += other.unsettled
        extra += other.extra
        unconfirmed += other.unconfirmed
    }
}
