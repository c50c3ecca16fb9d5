/// How long the events of a plan can still be had from the authority, and sent to the target.
package struct ExpiryForecast: Hashable, Sendable {
    /// Nanoseconds since the Unix epoch.
    package let now: Int64
    /// How long the authority keeps events, nanoseconds; nil when that is not known.
    package let retention: Int64?
    /// How old the target takes events, nanoseconds; nil for any age.
    package let oldest: Int64?
    /// Events that the authority does not keep any more: the run's files are the only copy at hand.
    package private(set) var gone = 0
    /// Events that leave the authority within the plan's validity.
    package private(set) var leaving = 0
    /// When the first event leaves that it still keeps, nanoseconds since the Unix epoch; nil when there is none.
    package private(set) var firstLeaves: Int64?
    /// Events that become too old for the target within the plan's validity.
    package private(set) var tooOldSoon = 0
    /// When the first of them does, nanoseconds since the Unix epoch.
    package private(set) var firstTooOld: Int64?

    init(now: Int64, retention: Int64?, oldest: Int64?) {
        self.now = now
        self.retention = retention
        self.oldest = oldest
    }

    /// Takes the time of one event.
    mutating func add(_ time: Int64?) {
        guard let time else { return }
        if let retention {
            let leaves = Self.sum(time, retention)
            if leaves <= now {
                gone += 1
            } else {
                firstLeaves = min(firstLeaves ?? .max, leaves)
                if leaves <= Self.sum(now, BackfillPlan.validity) { leaving += 1 }
            }
        }
        if let oldest {
            let ends = Self.sum(time, oldest)
            guard ends <= Self.sum(now, BackfillPlan.validity) else { return }
            tooOldSoon += 1
            firstTooOld = min(firstTooOld ?? .max, ends)
        }
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
