import AuditModel

/// The form of times in HTTP headers (RFC 9110 §5.6.7).
package enum HTTPDate {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, from nanoseconds since the Unix epoch, UTC.
    package static func text(_ nanoseconds: Int64) -> String {
        let time = CivilTime(nanoseconds: nanoseconds)
        let day = CivilTime.daysSinceEpoch(year: time.year, month: time.month, day: time.day)
        func two(_ value: Int) -> String { InstantText.padded(value, 2) }
        return "\(days[CivilTime.weekday(daysSinceEpoch: day)]), \(two(time.day)) \(months[time.month - 1]) "
            + "\(InstantText.padded(time.year, 4)) \(two(time.hour)):\(two(time.minute)):\(two(time.second)) GMT"
    }
}
