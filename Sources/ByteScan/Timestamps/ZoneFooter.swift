import AuditModel

/// The rule at the end of a TZif file, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneFooter {
    /// Summer time: its name, its offset east of UTC in seconds, and when in a year it starts and ends on the local clock.
    struct Daylight {
        let name: [UInt8]
        let offset: Int
        let start: Moment
        let end: Moment
    }

    /// A day of each year and a time of day on the clock that runs until then.
    struct Moment {
        /// How the day is named.
        enum Day {
            /// 1 to 365; 29 February is never counted.
            case julian(Int)
            /// 0 to 365; 29 February is counted.
            case ordinal(Int)
            /// Month 1 to 12, week 1 to 5 where 5 is the last, weekday with Sunday as 0.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        let day: Day
        /// Seconds after midnight, possibly negative or beyond a day.
        let time: Int

        /// Seconds since 1970-01-01T00:00:00 on the same clock.
        func seconds(year: Int) -> Int { days(year: year) * 86_400 + time }

        private func days(year: Int) -> Int {
            let newYear = CivilTime.daysSinceEpoch(year: year, month: 1, day: 1)
            switch day {
            case .ordinal(let number): return newYear + number
            case .julian(let number):
                let march = CivilTime.daysSinceEpoch(year: year, month: 3, day: 1)
                return number < 60 ? newYear + number - 1 : march + number - 60
            case .weekday(let month, let week, let weekday):
                let first = CivilTime.daysSinceEpoch(year: year, month: month, day: 1)
                let next = CivilTime.daysSinceEpoch(
                    year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
                let sundayBased = (CivilTime.weekday(daysSinceEpoch: first) + 1) % 7
                let day = first + (weekday - sundayBased + 7) % 7 + (week - 1) * 7
                return day < next ? day : day - 7
            }
        }
    }

    /// Abbreviation of standard time.
    let name: [UInt8]
    /// Seconds east of UTC of standard time.
    let offset: Int
    let daylight: Daylight?

    /// Reads a rule; nil if it does not have the form of POSIX's TZ.
    init?(parsing text: [UInt8]) {
        var rest = text[...]
        guard let name = Self.name(&rest), let west = Self.clock(&rest) else { return nil }
        self.name = name
        offset = -west
        guard !rest.isEmpty else {
            daylight = nil
            return
        }
        guard let summer = Self.name(&rest) else { return nil }
        let summerWest = rest.first == 0x2C ? west - 3600 : Self.clock(&rest)
        guard let summerWest, Self.take(0x2C, &rest), let start = Self.moment(&rest), Self.take(0x2C, &rest),
            let end = Self.moment(&rest), rest.isEmpty
        else { return nil }
        daylight = Daylight(name: summer, offset: -summerWest, start: start, end: end)
    }

    private static func name(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        if take(0x3C, &rest) {
            let name = rest.prefix { $0 != 0x3E }
            rest = rest.dropFirst(name.count)
            return take(0x3E, &rest) ? Array(name) : nil
        }
        let name = rest.prefix { (0x41...0x5A).contains($0.asciiUppercase) }
        rest = rest.dropFirst(name.count)
        return name.count >= 3 ? Array(name) : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    private static func clock(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let isNegative = take(0x2D, &rest)
        if !isNegative { _ = take(0x2B, &rest) }
        guard var seconds = number(&rest) else { return nil }
        seconds *= 3600
        for unit in [60, 1] where take(0x3A, &rest) {
            guard let part = number(&rest) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    private static func moment(_ rest: inout ArraySlice<UInt8>) -> Moment? {
        guard let day = day(&rest) else { return nil }
        guard take(0x2F, &rest) else { return Moment(day: day, time: 7200) }
        return clock(&rest).map { Moment(day: day, time: $0) }
    }

    private static func day(_ rest: inout ArraySlice<UInt8>) -> Moment.Day? {
        if take(0x4D, &rest) {
            guard let month = number(&rest), take(0x2E, &rest), let week = number(&rest), take(0x2E, &rest),
                let weekday = number(&rest), 1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
        let isJulian = take(0x4A, &rest)
        guard let number = number(&rest), number <= 365, !isJulian || number > 0 else { return nil }
        return isJulian ? .julian(number) : .ordinal(number)
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func take(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }
}
