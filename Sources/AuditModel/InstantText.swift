/// Text forms of an instant given in nanoseconds since the Unix epoch, UTC.
package enum InstantText {
    /// RFC 3339 in UTC: `2026-11-14T02:00:00Z`, with as many fraction digits as are needed.
    package static func rfc3339(_ nanoseconds: Int64) -> String {
        let civil = CivilTime(nanoseconds: nanoseconds)
        var text =
            padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2) + "T"
            + padded(civil.hour, 2) + ":" + padded(civil.minute, 2) + ":" + padded(civil.second, 2)
        if civil.nanosecond != 0 {
            var digits = Substring(padded(civil.nanosecond, 9))
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        return text + "Z"
    }

    /// The compact form that begins a run's name: `20261117T080211Z`.
    package static func compact(_ nanoseconds: Int64) -> String {
        let civil = CivilTime(nanoseconds: nanoseconds)
        return padded(civil.year, 4) + padded(civil.month, 2) + padded(civil.day, 2) + "T"
            + padded(civil.hour, 2) + padded(civil.minute, 2) + padded(civil.second, 2) + "Z"
    }

    /// A non-negative number with leading zeros up to `width` digits.
    package static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
