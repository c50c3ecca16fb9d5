import AuditModel

extension TimestampLexer {
    /// Reads a time of day: `h:mm`, `hh:mm:ss`, a fraction after a point or comma, `AM` or `PM`.
    mutating func clock(_ bytes: Span<UInt8>) -> WrittenClock? {
        guard var hour = number(bytes, 1...2), take(0x3A, bytes), let minute = number(bytes, 2...2), minute < 60 else {
            return nil
        }
        var clock = WrittenClock(precision: .minute)
        var second = 0
        if take(0x3A, bytes) {
            guard let written = number(bytes, 2...2), written <= 60, fraction(bytes, &clock) else { return nil }
            second = written
        }
        if let isAfternoon = halfDay(bytes) {
            guard 1...12 ~= hour else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        guard hour < 24 else { return nil }
        clock.isLeapSecond = second == 60
        clock.seconds = hour * 3600 + minute * 60 + second
        return clock
    }

    /// Reads the fraction of a second, if there is one, and sets the precision; false for a point without digits.
    private mutating func fraction(_ bytes: Span<UInt8>, _ clock: inout WrittenClock) -> Bool {
        clock.precision = .second
        guard peek(bytes) == 0x2E || peek(bytes) == 0x2C, peek(bytes, 1).isASCIIDigit else {
            return peek(bytes) != 0x2E
        }
        skip(1)
        var (value, unit, count) = (0, 1_000_000_000, 0)
        while peek(bytes).isASCIIDigit {
            unit /= 10
            value += Int(peek(bytes) - 0x30) * unit
            count += 1
            skip(1)
        }
        clock.nanosecond = value
        clock.precision = TimePrecision(fractionDigits: count)
        return true
    }

    /// Reads `AM`, `PM`, `a.m.` or `p.m.` and the spaces before; whether it is the afternoon, or nil if neither follows.
    private mutating func halfDay(_ bytes: Span<UInt8>) -> Bool? {
        var ahead = self
        ahead.spaces(bytes)
        let letter = ahead.peek(bytes).asciiUppercase
        guard letter == 0x41 || letter == 0x50 else { return nil }
        ahead.skip(1)
        let isDotted = ahead.take(0x2E, bytes)
        guard ahead.take("M", bytes), !isDotted || ahead.take(0x2E, bytes), !ahead.peek(bytes).isASCIILetter else {
            return nil
        }
        self = ahead
        return letter == 0x50
    }
}
