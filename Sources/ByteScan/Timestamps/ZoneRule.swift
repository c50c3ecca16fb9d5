/// Which zone a time without one is in.
package enum ZoneRule: Sendable {
    /// Coordinated Universal Time.
    case utc
    /// A fixed distance from UTC, in seconds, positive east.
    case fixed(seconds: Int)
    /// A place with its history of offsets.
    case named(ZoneTable)
    /// Not known.
    case unknown

    /// Reads `UTC`, `GMT`, `Z`, `+02:00`, `-0730`, `+02`, `UTC+02:00` or an IANA name such as `Europe/Berlin`.
    ///
    /// - Throws: ``ZoneError`` for a name that `database` does not hold.
    package static func parse(_ text: String, in database: ZoneDatabase = ZoneDatabase()) throws(ZoneError) -> ZoneRule
    {
        let bytes = Array(text.utf8)
        var lexer = TimestampLexer(trimming: bytes.span)
        switch lexer.zone(in: bytes.span) {
        case .offset(let seconds) where lexer.isAtEnd: return seconds == 0 ? .utc : .fixed(seconds: seconds)
        case .offset, .abbreviation, .unwritten, nil: return .named(try database.zone(named: text))
        }
    }
}
