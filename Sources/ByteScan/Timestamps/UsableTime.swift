import AuditModel

/// The years in which instants are accepted.
enum UsableTime {
    /// Seconds since the Unix epoch of 1678-01-01T00:00:00Z and of 2262-01-01T00:00:00Z.
    static let seconds = -9_214_560_000..<9_214_646_400

    /// The instant at `seconds` after the Unix epoch and a part of a second, or nil outside 1678 to 2261.
    @inline(__always)
    static func instant(seconds: Int, nanosecond: Int, precision: TimePrecision) -> EventTime? {
        guard seconds >= -9_214_560_000, seconds < 9_214_646_400 else { return nil }
        return EventTime(nanoseconds: Int64(seconds &* 1_000_000_000 &+ nanosecond), precision: precision)
    }
}
