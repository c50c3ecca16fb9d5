/// A UTC instant taken apart by the proleptic Gregorian calendar.
package struct CivilTime: Hashable, Sendable {
    package let year: Int
    /// 1 to 12.
    package let month: Int
    /// 1 to 31.
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let nanosecond: Int

    /// Takes apart nanoseconds since the Unix epoch, UTC.
    package init(nanoseconds: Int64) {
        let seconds = Int(EventTime.floor(nanoseconds, 1_000_000_000) / 1_000_000_000)
        nanosecond = Int(nanoseconds) - seconds * 1_000_000_000
        let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
        let clock = seconds - days * 86_400
        (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60)
        (year, month, day) = Self.date(daysSinceEpoch: days)
    }

    /// Day of the week, Monday is 0.
    package static func weekday(daysSinceEpoch days: Int) -> Int { ((days + 3) % 7 + 7) % 7 }

    /// Days from 1970-01-01 to the given date; negative before it.
    package static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        // Counts years from 1 March, so that the leap day is a year's last one.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(daysSinceEpoch days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
