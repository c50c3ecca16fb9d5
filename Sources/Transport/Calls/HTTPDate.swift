import AuditModel

/// Dates as HTTP headers write them (RFC 9110 §5.6.7), whole seconds, UTC.
package enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// Reads each of the three forms a recipient has to accept.
    ///
    /// - Returns: nanoseconds since the Unix epoch; nil for anything else.
    package static func nanoseconds(_ text: String) -> Int64? {
        let words = text.split { $0 == " " || $0 == "-" || $0 == "," }
        // `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
        let isAsctime = words.count == 5 && months.contains(String(words[1]))
        guard isAsctime || words.count == 6 && isUTC(words[5]) else { return nil }
        let (day, month) = isAsctime ? (words[2], words[1]) : (words[1], words[2])
        let (year, clock) = isAsctime ? (words[4], words[3]) : (words[3], words[4])
        guard let monthNumber = months.firstIndex(of: String(month)), let dayNumber = number(day),
            let yearNumber = fullYear(year), let seconds = secondsOfDay(clock), (1...31).contains(dayNumber)
        else { return nil }
        let date = CivilTime.daysSinceEpoch(year: yearNumber, month: monthNumber + 1, day: dayNumber)
        return (Int64(date) * 86_400 + seconds) * 1_000_000_000
    }

    /// The usual form, with the given words for UTC: `GMT` for HTTP, `-0000` for mail.
    ///
    /// - Parameter nanoseconds: since the Unix epoch; the fraction of a second is cut off.
    package static func text(_ nanoseconds: Int64, zone: String = "GMT") -> String {
        let civil = CivilTime(nanoseconds: nanoseconds)
        let days = CivilTime.daysSinceEpoch(year: civil.year, month: civil.month, day: civil.day)
        let clock = [civil.hour, civil.minute, civil.second].map { InstantText.padded($0, 2) }.joined(separator: ":")
        return Self.days[CivilTime.weekday(daysSinceEpoch: days)] + ", " + InstantText.padded(civil.day, 2) + " "
            + months[civil.month - 1] + " " + InstantText.padded(civil.year, 4) + " " + clock + " " + zone
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(text) : nil
    }

    private static func isUTC(_ word: Substring) -> Bool { ["GMT", "UTC", "Z", "0000", "+0000"].contains(word) }

    private static func fullYear(_ text: Substring) -> Int? {
        guard text.count == 4 || text.count == 2, let number = number(text) else { return nil }
        // Two digits stand for years from 1970 on; the form has not been sent in this century.
        return text.count == 4 ? number : number + (number < 70 ? 2000 : 1900)
    }

    private static func secondsOfDay(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return Int64(hour * 3600 + minute * 60 + second)
    }
}
