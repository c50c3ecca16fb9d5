/// A stretch of time that includes its start and excludes its end.
package struct TimeWindow: Hashable, Sendable {
    /// First nanosecond inside, since the Unix epoch, UTC.
    package let from: Int64
    /// First nanosecond after the window.
    package let to: Int64

    /// Makes the half-open window `[from, to)`; nanoseconds since the Unix epoch, UTC.
    package init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }

    /// The window with so many nanoseconds more on both sides; saturates.
    package func widened(by nanoseconds: Int64) -> TimeWindow {
        let (from, underflow) = from.subtractingReportingOverflow(nanoseconds)
        let (to, overflow) = to.addingReportingOverflow(nanoseconds)
        return TimeWindow(from: underflow ? .min : from, to: overflow ? .max : to)
    }

    /// Whether the instant lies inside.
    package func contains(_ nanoseconds: Int64) -> Bool { from <= nanoseconds && nanoseconds < to }

    /// Length in nanoseconds, at least 0; saturates.
    package var length: Int64 {
        let (length, overflow) = to.subtractingReportingOverflow(from)
        return overflow ? .max : max(0, length)
    }
}
