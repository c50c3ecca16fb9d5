/// When one event happened and when it became visible, as far as that is known.
///
/// Instants are nanoseconds since the Unix epoch.
package struct ObservedDelay: Hashable, Sendable {
    /// When it happened, as the service says.
    package let event: Int64
    /// It was not visible yet at this instant; equal to `by` where the instant is known exactly.
    package let after: Int64
    /// It was visible at this instant.
    package let by: Int64
    /// The event's type, as a code of the caller's; 0 where there is one type only.
    package let type: Int

    /// Describes an event's delay.
    package init(event: Int64, after: Int64, by: Int64, type: Int = 0) {
        self.event = event
        self.after = after
        self.by = by
        self.type = type
    }
}
