import AuditModel

/// The ways in which exports write an instant, given in nanoseconds since the Unix epoch, UTC.
///
/// A coarser form cuts, it does not round.
enum TimeForm {
    /// `2026-11-14T02:00:00.123Z`, with exactly `digits` fraction digits; `offset` in seconds east of UTC writes the
    /// local time with `+01:00` instead of `Z`.
    static func iso(_ nanoseconds: Int64, digits: Int, offset: Int? = nil, joint: String = "T") -> String {
        let time = CivilTime(nanoseconds: nanoseconds + Int64(offset ?? 0) * 1_000_000_000)
        let date = InstantText.padded(time.year, 4) + "-" + two(time.month) + "-" + two(time.day)
        return date + joint + two(time.hour) + ":" + two(time.minute) + ":" + two(time.second)
            + fraction(time, digits) + (offset.map(zone) ?? "Z")
    }

    /// `11/14/2026, 2:00:00.391 AM`.
    static func monthFirst(_ nanoseconds: Int64, digits: Int, joint: String = ", ") -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        return "\(time.month)/\(time.day)/\(time.year)\(joint)\(hour):" + two(time.minute) + ":" + two(time.second)
            + fraction(time, digits) + (time.hour < 12 ? " AM" : " PM")
    }

    /// Fraction digits of a precision as scenarios name it; nil for another name.
    static func digits(ofPrecision name: String) -> Int? { ["s": 0, "ms": 3, "us": 6, "ns": 9][name] }

    private static func zone(_ offset: Int) -> String {
        (offset < 0 ? "-" : "+") + two(abs(offset) / 3600) + ":" + two(abs(offset) / 60 % 60)
    }

    private static func two(_ value: Int) -> String { InstantText.padded(value, 2) }

    private static func fraction(_ time: CivilTime, _ digits: Int) -> String {
        digits == 0 ? "" : "." + InstantText.padded(time.nanosecond, 9).prefix(digits)
    }
}
