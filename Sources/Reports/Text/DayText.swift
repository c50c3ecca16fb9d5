import AuditModel

/// Dates as people read them, UTC.
enum DayText {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    static let nanosecondsADay: Int64 = 86_400_000_000_000

    /// `Wed 11`.
    static func weekdayAndDay(_ nanoseconds: Int64) -> String {
        weekday(nanoseconds) + " " + String(CivilTime(nanoseconds: nanoseconds).day)
    }

    /// `11 Nov`.
    static func dayAndMonth(_ nanoseconds: Int64) -> String {
        let civil = CivilTime(nanoseconds: nanoseconds)
        return "\(civil.day) \(months[civil.month - 1])"
    }

    /// `Nov`, with the year when asked for.
    static func month(_ nanoseconds: Int64, withYear: Bool = false) -> String {
        let civil = CivilTime(nanoseconds: nanoseconds)
        return months[civil.month - 1] + (withYear ? " " + InstantText.padded(civil.year, 4) : "")
    }

    /// `Wed 11 Nov`, with the year when asked for.
    static func date(_ nanoseconds: Int64, withYear: Bool = false) -> String {
        weekday(nanoseconds) + " " + dayAndMonth(nanoseconds)
            + (withYear ? " " + InstantText.padded(CivilTime(nanoseconds: nanoseconds).year, 4) : "")
    }

    /// `02:14:07Z`, cut to the second.
    static func clock(_ nanoseconds: Int64) -> String {
        let civil = CivilTime(nanoseconds: nanoseconds)
        return [civil.hour, civil.minute, civil.second].map { InstantText.padded($0, 2) }.joined(separator: ":") + "Z"
    }

    /// `Wed 11 Nov 02:14:07Z to 05:22:41Z`; the second date only if it is another day.
    ///
    /// The start is cut to its second and the end moved up to one, so that the text covers the stretch.
    static func stretch(from: Int64, to: Int64, withYear: Bool) -> String {
        let rest = to - EventTime.floor(to, 1_000_000_000)
        let end = rest == 0 || to > .max - 1_000_000_000 ? to : to - rest + 1_000_000_000
        let sameDay = EventTime.floor(from, nanosecondsADay) == EventTime.floor(end, nanosecondsADay)
        let second = sameDay ? "" : date(end, withYear: withYear) + " "
        return date(from, withYear: withYear) + " " + clock(from) + " to " + second + clock(end)
    }

    private static func weekday(_ nanoseconds: Int64) -> String {
        let days = Int(EventTime.floor(nanoseconds, nanosecondsADay) / nanosecondsADay)
        return weekdays[CivilTime.weekday(daysSinceEpoch: days)]
    }
}
