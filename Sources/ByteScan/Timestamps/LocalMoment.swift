import AuditModel

/// A moment on some clock, waiting for that clock's offset from UTC.
struct LocalMoment {
    /// Seconds since 1970-01-01T00:00:00 on that clock; a leap second counts as the second after it.
    let seconds: Int
    let nanosecond: Int
    let precision: TimePrecision
    let isLeapSecond: Bool

    /// The reading if the clock is unknown.
    var zoneless: TimestampReading { instant(offset: 0).map { .zoneless($0) } ?? .unreadable }

    /// The reading with a clock that is `offset` seconds east of UTC.
    func reading(offset: Int) -> TimestampReading { instant(offset: offset).map { .time($0) } ?? .unreadable }

    /// The reading with the offsets that a zone allows.
    func reading(_ offsets: LocalOffset) -> TimestampReading {
        guard let time = instant(offset: offsets.preferred) else { return .unreadable }
        switch offsets {
        case .once: return .time(time)
        case .twice, .never: return .clockChange(time)
        }
    }

    private func instant(offset: Int) -> EventTime? {
        let utc = seconds - offset
        guard !isLeapSecond || Self.beginsMonth(utc) else { return nil }
        return UsableTime.instant(seconds: utc, nanosecond: nanosecond, precision: precision)
    }

    /// Whether the second is the first of a month in UTC, as the one after every leap second is.
    private static func beginsMonth(_ seconds: Int) -> Bool {
        guard UsableTime.seconds ~= seconds, seconds % 86_400 == 0 else { return false }
        return CivilTime(nanoseconds: Int64(seconds) * 1_000_000_000).day == 1
    }
}
