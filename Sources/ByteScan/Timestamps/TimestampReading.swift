package import AuditModel

/// What the bytes of a time value turned out to be.
package enum TimestampReading: Hashable, Sendable {
    /// An instant.
    case time(EventTime)
    /// An instant whose local time the zone's clocks show twice, or never because they skip it.
    ///
    /// The reading takes the offset that held before the change: the first of two readings, or for a skipped time the
    /// instant that many minutes after the change.
    case clockChange(EventTime)
    /// No zone in the text and none known, or a zone abbreviation that says nothing certain; the time as if it were UTC.
    case zoneless(EventTime)
    /// A date such as `11/04/2026` whose day cannot be told from its month.
    case ambiguousDay
    /// Not a time, a time that does not exist, one outside the years 1678 to 2261, or one that lacks its year.
    case unreadable

    /// The instant, if there is one that needs no further knowledge.
    package var time: EventTime? {
        switch self {
        case .time(let time), .clockChange(let time): time
        case .zoneless, .ambiguousDay, .unreadable: nil
        }
    }
}
