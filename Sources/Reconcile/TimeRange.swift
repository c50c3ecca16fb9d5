import AuditModel

/// Earliest and latest of the times seen, in the order of `EventTime`: of equal instants the finer one comes first.
struct TimeRange: Sendable {
    private var earliest = Int64.max
    private var earliestPrecision = EventEntry.untimed
    private var latest = Int64.min
    private var latestPrecision = EventEntry.untimed

    /// Takes in a time; `precision` is the raw value of its precision, or 15 for no time.
    @inline(__always)
    mutating func widen(by nanoseconds: Int64, precision: UInt8) {
        guard precision != EventEntry.untimed else { return }
        if nanoseconds < earliest || (nanoseconds == earliest && isFiner(precision, than: earliestPrecision)) {
            (earliest, earliestPrecision) = (nanoseconds, precision)
        }
        if nanoseconds > latest || (nanoseconds == latest && precision < latestPrecision) {
            (latest, latestPrecision) = (nanoseconds, precision)
        }
    }

    /// Takes in all times of another range.
    mutating func widen(by other: TimeRange) {
        widen(by: other.earliest, precision: other.earliestPrecision)
        widen(by: other.latest, precision: other.latestPrecision)
    }

    /// The earliest time; nil when there is none.
    var first: EventTime? {
        TimePrecision(rawValue: earliestPrecision).map { EventTime(nanoseconds: earliest, precision: $0) }
    }

    /// The latest time; nil when there is none.
    var last: EventTime? {
        TimePrecision(rawValue: latestPrecision).map { EventTime(nanoseconds: latest, precision: $0) }
    }

    @inline(__always)
    private func isFiner(_ precision: UInt8, than other: UInt8) -> Bool {
        other == EventEntry.untimed || precision > other
    }
}
