import AuditModel

/// Counts since the Unix epoch, their unit told by their size.
enum EpochNumber {
    /// Counts below this are seconds, as Vector reads Splunk's events (`src/sources/splunk_hec/mod.rs`).
    private static let millisecondsFrom = 13_569_465_600
    /// Counts below this are milliseconds (Vector's upper bound too), and so on by a factor of 1,000.
    private static let microsecondsFrom = 253_402_300_800_000
    private static let nanosecondsFrom = 253_402_300_800_000_000
    /// 1973-03-03 in seconds.
    ///
    /// Smaller numbers are codes, placeholders or dates without dashes such as `20261114`.
    private static let earliestSecond = 100_000_000

    /// A number, possibly with a fraction and an exponent, that must go on to the end.
    static func parse(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> TimestampText? {
        guard let number = decimal(bytes, &lexer), lexer.isAtEnd else { return nil }
        let (form, unit, digits) = unit(of: number.whole)
        let second = number.whole / (1_000_000_000 / unit)
        guard second >= earliestSecond, second < UsableTime.seconds.upperBound else { return nil }
        let nanoseconds = number.whole * unit + number.billionths / (1_000_000_000 / unit)
        let precision = TimePrecision(fractionDigits: digits + number.fractionDigits)
        return .instant(EventTime(nanoseconds: Int64(nanoseconds), precision: precision), form)
    }

    /// `/Date(ms)/` or `/Date(ms+hhmm)/`, slashes possibly escaped; milliseconds of UTC whatever the offset.
    static func parseDotNet(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> TimestampText? {
        _ = lexer.take(0x5C, bytes)
        guard lexer.take("/Date(", bytes) else { return nil }
        let isNegative = lexer.take(0x2D, bytes)
        guard let magnitude = lexer.number(bytes, 1...16) else { return nil }
        if lexer.peek(bytes) != 0x29 {
            guard case .offset = lexer.zone(in: bytes) else { return nil }
        }
        guard lexer.take(0x29, bytes) else { return nil }
        _ = lexer.take(0x5C, bytes)
        guard lexer.take(0x2F, bytes), lexer.isAtEnd else { return nil }
        let milliseconds = isNegative ? -magnitude : magnitude
        guard milliseconds >= UsableTime.seconds.lowerBound * 1000, milliseconds < UsableTime.seconds.upperBound * 1000
        else { return nil }
        let time = EventTime(nanoseconds: Int64(milliseconds) * 1_000_000, precision: .milliseconds)
        return .instant(time, .dotNet)
    }

    /// Form, nanoseconds in one, and how many decimal digits finer than a second.
    private static func unit(of count: Int) -> (TimestampForm, nanoseconds: Int, digits: Int) {
        switch count {
        case ..<millisecondsFrom: (.epochSeconds, 1_000_000_000, 0)
        case ..<microsecondsFrom: (.epochMilliseconds, 1_000_000, 3)
        case ..<nanosecondsFrom: (.epochMicroseconds, 1000, 6)
        case _: (.epochNanoseconds, 1, 9)
        }
    }

    /// A decimal number split at its point, after the exponent has moved it.
    private struct Decimal {
        var whole = 0
        /// The fraction cut after nine digits.
        var billionths = 0
        var fractionDigits = 0
    }

    private static func decimal(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> Decimal? {
        let start = lexer.position
        let leading = lexer.digitRun(bytes)
        lexer.skip(leading)
        if lexer.peek(bytes) == 0x2E {
            guard lexer.peek(bytes, 1).isASCIIDigit else { return nil }
            lexer.skip(1)
            lexer.skip(lexer.digitRun(bytes))
        }
        let end = lexer.position
        guard let exponent = exponent(bytes, &lexer) else { return nil }
        let point = leading + exponent
        guard leading > 0, bytes[start] != 0x30, 1...19 ~= point else { return nil }
        return digits(bytes, start..<end, point: point)
    }

    /// `E9`, `e+09` or nothing; nil if malformed.
    private static func exponent(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> Int? {
        guard lexer.peek(bytes).asciiUppercase == 0x45 else { return 0 }
        lexer.skip(1)
        let isNegative = lexer.take(0x2D, bytes)
        if !isNegative { _ = lexer.take(0x2B, bytes) }
        return lexer.number(bytes, 1...3).map { isNegative ? -$0 : $0 }
    }

    /// Distributes the digits at `range`, of which the first `point` stand before the decimal point.
    private static func digits(_ bytes: Span<UInt8>, _ range: Range<Int>, point: Int) -> Decimal? {
        var (number, count, unit) = (Decimal(), 0, 1_000_000_000)
        func append(_ digit: Int) -> Bool {
            let (shifted, overflow) = number.whole.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(digit)
            number.whole = sum
            return !overflow && !carry
        }
        for index in range where bytes[index] != 0x2E {
            let digit = Int(bytes[index] - 0x30)
            if count < point {
                guard append(digit) else { return nil }
            } else {
                unit /= 10
                number.billionths += digit * unit
            }
            count += 1
        }
        number.fractionDigits = max(0, count - point)
        while count < point {
            guard append(0) else { return nil }
            count += 1
        }
        return number
    }
}
