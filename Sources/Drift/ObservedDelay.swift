import AuditModel

/// When one event happened and when it became visible, as far as that is known.
///
/// Instants are nanoseconds since the Unix epoch.
package struct ObservedDelay: BitwiseCopyable, Hashable, Sendable {
    /// When it happened, as the service says.
    package let event: Int64
    /// It was not visible yet at this instant; equal to `by` where the instant is known exactly.
    package let after: Int64
    /// It was visible at this instant.
    package let by: Int64
    /// Had it become visible later than this, it would not have been seen; the greatest number where nothing limits that.
    package let until: Int64
    /// The event's type, as a code of the caller's; 0 where there is one type only.
    package let type: Int

    /// Describes an event's delay.
    package init(event: Int64, after: Int64, by: Int64, until: Int64 = .max, type: Int = 0) {
        self.event = event
        self.after = after
        self.by = by
        self.until = until
        self.type = type
    }

    /// Seconds from the event to the middle of the interval in which it became visible; early when negative.
    ///
    /// What was not visible at an instant before the event says nothing.
    package var seconds: Double {
        let start = min(max(after, event), by)
        return (Double(start.since(event)) + Double(by.since(event))) / 2 / 1e9
    }

    /// Half the length of that interval, in seconds.
    package var uncertainty: Double { Double(by.since(min(max(after, event), by))) / 2 / 1e9 }

    /// The longest delay that would have been seen, in seconds.
    package var age: Double { until == .max ? .infinity : Double(until.since(event)) / 1e9 }
}
