import AuditModel

/// The ways in which services and SIEMs write an instant, given in nanoseconds since the Unix epoch, UTC.
///
/// A coarser form cuts, it does not round.
enum TimeText {
    /// `2026-11-14T02:00:00.1234567Z`, with exactly `digits` fraction digits.
    static func iso(_ nanoseconds: Int64, digits: Int = 0, zone: String = "Z", joint: String = "T") -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        return InstantText.padded(time.year, 4) + "-" + two(time.month) + "-" + two(time.day) + joint
            + clock(time, digits: digits) + zone
    }

    /// `11/14/2026, 2:00:00.391 AM`; `space` stands before AM or PM.
    static func monthFirst(
        _ nanoseconds: Int64, digits: Int = 0, joint: String = ", ", space: String = " ", padded: Bool = false,
        halves: [String] = ["AM", "PM"]
    ) -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        let month = padded ? two(time.month) : String(time.month)
        let day = padded ? two(time.day) : String(time.day)
        let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
        return "\(month)/\(day)/\(time.year)\(joint)\(hour):" + two(time.minute) + ":" + two(time.second)
            + fraction(time, digits: digits) + space + halves[time.hour / 12]
    }

    /// `14/11/2026, 02:00:00.000`.
    static func dayFirst(_ nanoseconds: Int64, digits: Int = 3) -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        return two(time.day) + "/" + two(time.month) + "/\(time.year), " + clock(time, digits: digits)
    }

    /// `14.11.2026 02:00:00`.
    static func dotted(_ nanoseconds: Int64) -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        return two(time.day) + "." + two(time.month) + ".\(time.year) " + clock(time, digits: 0)
    }

    /// `Nov 14, 2026 @ 02:00:00.000`.
    static func kibana(_ nanoseconds: Int64) -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        return "\(months[time.month - 1]) \(time.day), \(time.year) @ " + clock(time, digits: 3)
    }

    /// `Nov 14 02:00:00`, as syslog has it.
    static func syslog(_ nanoseconds: Int64) -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        let day = time.day < 10 ? " \(time.day)" : "\(time.day)"
        return "\(months[time.month - 1]) \(day) " + clock(time, digits: 0)
    }

    /// Whole milliseconds since the Unix epoch.
    static func milliseconds(_ nanoseconds: Int64) -> Int { Int(nanoseconds / 1_000_000) }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func two(_ value: Int) -> String { InstantText.padded(value, 2) }

    private static func clock(_ time: CivilTime, digits: Int) -> String {
        two(time.hour) + ":" + two(time.minute) + ":" + two(time.second) + fraction(time, digits: digits)
    }

    private static func fraction(_ time: CivilTime, digits: Int) -> String {
        digits == 0 ? "" : "." + InstantText.padded(time.nanosecond, 9).prefix(digits)
    }
}
