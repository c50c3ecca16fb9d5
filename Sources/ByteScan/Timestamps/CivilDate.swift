/// Lengths of months in the proleptic Gregorian calendar.
enum CivilDate {
    /// Days of a month; month 1 to 12.
    @inline(__always)
    static func length(year: Int, month: Int) -> Int {
        guard month == 2 else { return 30 + ((month ^ (month >> 3)) & 1) }
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    }

    /// Whether the date exists; any numbers.
    static func exists(year: Int, month: Int, day: Int) -> Bool {
        1...12 ~= month && day >= 1 && day <= length(year: year, month: month)
    }
}
