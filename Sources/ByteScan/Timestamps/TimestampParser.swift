/// Takes any written time apart, by the plain way that knows every form; allocates nothing.
enum TimestampParser {
    /// What the bytes say, spaces and quotes around them aside.
    static func parse(_ bytes: Span<UInt8>) -> TimestampText {
        var lexer = TimestampLexer(trimming: bytes)
        return parse(bytes, &lexer) ?? .unreadable
    }

    private static func parse(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> TimestampText? {
        let first = lexer.peek(bytes)
        if first.isASCIIDigit {
            var whole = lexer
            return numericDate(bytes, &lexer) ?? EpochNumber.parse(bytes, &whole)
        }
        if first.isASCIILetter { return named(bytes, &lexer) }
        return first == 0x2F || first == 0x5C ? EpochNumber.parseDotNet(bytes, &lexer) : nil
    }

    // MARK: - Dates that begin with a number

    private static func numericDate(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> TimestampText? {
        let run = lexer.digitRun(bytes)
        let separator = lexer.peek(bytes, run)
        switch (run, separator) {
        case (4, 0x2D), (4, 0x2F): return yearFirst(bytes, &lexer, separator)
        case (1...2, 0x2E): return dotted(bytes, &lexer)
        case (1...2, 0x2D), (1...2, 0x2F), (1...2, 0x20): return dayOrMonthFirst(bytes, &lexer, separator)
        case (_, _): return nil
        }
    }

    private static func yearFirst(
        _ bytes: Span<UInt8>, _ lexer: inout TimestampLexer, _ separator: UInt8
    ) -> TimestampText? {
        let digits = separator == 0x2D ? 2...2 : 1...2
        guard let year = lexer.number(bytes, 4...4), lexer.take(separator, bytes),
            let month = lexer.number(bytes, digits), lexer.take(separator, bytes), let day = lexer.number(bytes, digits)
        else { return nil }
        let date = WrittenDate.certain(year: year, month: month, day: day)
        if separator == 0x2F { return rest(bytes, &lexer, .yearSlashed, date) }
        guard lexer.peek(bytes).asciiUppercase == 0x54 else { return rest(bytes, &lexer, .isoSpaced, date) }
        lexer.skip(1)
        return timeOfDay(bytes, &lexer, .iso, date)
    }

    private static func dotted(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> TimestampText? {
        guard let day = lexer.number(bytes, 1...2), lexer.take(0x2E, bytes), let month = lexer.number(bytes, 1...2),
            lexer.take(0x2E, bytes), let year = lexer.number(bytes, 4...4)
        else { return nil }
        return rest(bytes, &lexer, .dotted, .certain(year: year, month: month, day: day))
    }

    private static func dayOrMonthFirst(
        _ bytes: Span<UInt8>, _ lexer: inout TimestampLexer, _ separator: UInt8
    ) -> TimestampText? {
        guard let first = lexer.number(bytes, 1...2) else { return nil }
        lexer.skip(1)
        if lexer.peek(bytes).isASCIILetter { return dayMonthNamed(bytes, &lexer, separator, day: first) }
        guard separator != 0x20, let second = lexer.number(bytes, 1...2), lexer.take(separator, bytes),
            let year = lexer.number(bytes, 4...4)
        else { return nil }
        return rest(bytes, &lexer, .slashed, .unordered(first: first, second: second, year: year))
    }

    private static func dayMonthNamed(
        _ bytes: Span<UInt8>, _ lexer: inout TimestampLexer, _ separator: UInt8, day: Int
    ) -> TimestampText? {
        guard let month = EnglishName(bytes, lexer.word(bytes)).month, lexer.take(separator, bytes),
            let year = lexer.number(bytes, 4...4)
        else { return nil }
        let date = WrittenDate.certain(year: year, month: month, day: day)
        if separator == 0x2F, lexer.take(0x3A, bytes) { return timeOfDay(bytes, &lexer, .dayMonthNamed, date) }
        return rest(bytes, &lexer, .dayMonthNamed, date)
    }

    // MARK: - Dates that begin with a name

    /// `Nov 14, 2026 …`, `Nov 14 02:00:00`, or a weekday before a date.
    private static func named(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> TimestampText? {
        var name = EnglishName(bytes, lexer.word(bytes))
        if name.isWeekday {
            _ = lexer.take(0x2C, bytes)
            guard lexer.spaces(bytes) else { return nil }
            if lexer.peek(bytes).isASCIIDigit { return numericDate(bytes, &lexer) }
            name = EnglishName(bytes, lexer.word(bytes))
        }
        guard let month = name.month else { return nil }
        _ = lexer.take(0x2E, bytes)
        guard lexer.spaces(bytes), let day = lexer.number(bytes, 1...2) else { return nil }
        var ahead = lexer
        _ = ahead.take(0x2C, bytes)
        if ahead.spaces(bytes), let year = ahead.number(bytes, 4...4) {
            return rest(bytes, &ahead, .monthNamed, .certain(year: year, month: month, day: day))
        }
        guard lexer.spaces(bytes) else { return nil }
        return timeOfDay(bytes, &lexer, .syslog, .yearless(month: month, day: day))
    }

    // MARK: - What follows a date

    /// Nothing, or a time of day after spaces, a comma or an `@`.
    private static func rest(
        _ bytes: Span<UInt8>, _ lexer: inout TimestampLexer, _ form: TimestampForm, _ date: WrittenDate
    ) -> TimestampText? {
        if lexer.isAtEnd {
            let shown = form == .isoSpaced || form == .yearSlashed ? .dateOnly : form
            return .civil(WrittenTime(form: shown, date: date, clock: WrittenClock(), zone: .unwritten))
        }
        let hasComma = lexer.take(0x2C, bytes)
        let hasSpace = lexer.spaces(bytes)
        let hasSign = lexer.take(0x40, bytes)
        guard hasComma || hasSpace || hasSign else { return nil }
        if hasSign { lexer.spaces(bytes) }
        return timeOfDay(bytes, &lexer, form, date)
    }

    private static func timeOfDay(
        _ bytes: Span<UInt8>, _ lexer: inout TimestampLexer, _ form: TimestampForm, _ date: WrittenDate
    ) -> TimestampText? {
        guard let clock = lexer.clock(bytes) else { return nil }
        lexer.spaces(bytes)
        guard let zone = lexer.zone(in: bytes), lexer.isAtEnd else { return nil }
        return .civil(WrittenTime(form: form, date: date, clock: clock, zone: zone))
    }
}
