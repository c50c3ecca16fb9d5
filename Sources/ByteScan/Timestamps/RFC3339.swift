package import AuditModel

/// RFC 3339's `date-time` and `full-date`, nothing more.
package enum RFC3339 {
    private static let reader = TimestampReader(zone: .unknown)

    /// Reads `2026-11-14T02:00:00[.digits](Z|±hh:mm)`; nil for anything else and outside the years 1678 to 2261.
    package static func dateTime(_ bytes: Span<UInt8>) -> EventTime? {
        isDateTime(bytes) ? reader.plainReading(bytes).time : nil
    }

    /// Reads `2026-11-14` as the midnight in UTC that begins it; nil for anything else.
    package static func date(_ bytes: Span<UInt8>) -> EventTime? {
        var lexer = TimestampLexer(trimming: bytes)
        guard lexer.position == 0, isDate(bytes, &lexer), lexer.end == bytes.count, lexer.isAtEnd,
            case .zoneless(let midnight) = reader.plainReading(bytes)
        else { return nil }
        return midnight
    }

    private static func isDateTime(_ bytes: Span<UInt8>) -> Bool {
        var lexer = TimestampLexer(trimming: bytes)
        guard lexer.position == 0, lexer.end == bytes.count, isDate(bytes, &lexer), lexer.take("T", bytes),
            hasDigits(2, bytes, &lexer), lexer.take(0x3A, bytes), hasDigits(2, bytes, &lexer), lexer.take(0x3A, bytes),
            hasDigits(2, bytes, &lexer)
        else { return false }
        if lexer.take(0x2E, bytes) {
            let digits = lexer.digitRun(bytes)
            guard digits > 0 else { return false }
            lexer.skip(digits)
        }
        if lexer.take("Z", bytes) { return lexer.isAtEnd }
        return (lexer.take(0x2B, bytes) || lexer.take(0x2D, bytes)) && hasDigits(2, bytes, &lexer)
            && lexer.take(0x3A, bytes) && hasDigits(2, bytes, &lexer) && lexer.isAtEnd
    }

    private static func isDate(_ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> Bool {
        hasDigits(4, bytes, &lexer) && lexer.take(0x2D, bytes) && hasDigits(2, bytes, &lexer)
            && lexer.take(0x2D, bytes) && hasDigits(2, bytes, &lexer)
    }

    private static func hasDigits(_ count: Int, _ bytes: Span<UInt8>, _ lexer: inout TimestampLexer) -> Bool {
        lexer.number(bytes, count...count) != nil
    }
}
