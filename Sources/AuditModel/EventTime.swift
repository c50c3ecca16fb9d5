/// When an event happened: nanoseconds since 1970-01-01T00:00:00Z with the precision it was written in.
///
/// The range of `Int64` nanoseconds is 1677-09-21 to 2262-04-11; readers accept the years 1678 to 2261.
package struct EventTime: Hashable, Sendable {
    /// Nanoseconds since the Unix epoch, UTC; the beginning of the unit the text named.
    package let nanoseconds: Int64
    /// How finely the text named it.
    package let precision: TimePrecision

    /// Makes a time from nanoseconds since the Unix epoch, UTC.
    @inlinable
    package init(nanoseconds: Int64, precision: TimePrecision) {
        self.nanoseconds = nanoseconds
        self.precision = precision
    }

    /// Whether both name the same instant once cut, not rounded, at the coarser precision of the two,
    /// or lie no more than `tolerance` nanoseconds apart.
    package func agrees(with other: EventTime, tolerance: Int64 = 0) -> Bool {
        let unit = min(precision, other.precision).nanoseconds
        if Self.floor(nanoseconds, unit) == Self.floor(other.nanoseconds, unit) { return true }
        let (distance, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
        return !overflow && distance.magnitude <= tolerance.magnitude
    }

    /// The largest multiple of `unit` that is not above `value`; saturates at the lower end of the range.
    @inlinable
    package static func floor(_ value: Int64, _ unit: Int64) -> Int64 {
        let rest = value % unit
        guard rest < 0 else { return value - rest }
        let (result, overflow) = value.subtractingReportingOverflow(rest + unit)
        return overflow ? .min : result
    }
}

extension EventTime: Comparable {
    /// Earlier first; of two equal instants the finer one first.
    @inlinable
    package static func < (left: Self, right: Self) -> Bool {
        left.nanoseconds != right.nanoseconds
            ? left.nanoseconds < right.nanoseconds : left.precision > right.precision
    }
}
