import AuditModel

/// An instant as settings write it: RFC 3339 with an offset, or a date, which means its midnight in UTC.
struct SettingsInstant {
    /// Why a text is none.
    enum Refusal: Error {
        case form, noZone, noSuchTime

        /// In words.
        var means: String {
            switch self {
            case .form: "a time is RFC 3339 with an offset, or a date"
            case .noZone: "without a zone it could be several instants"
            case .noSuchTime: "the calendar has no such time, or it lies outside 1678 to 2261"
            }
        }
    }

    /// Since the Unix epoch, UTC.
    let nanoseconds: Int64
    /// Whether it was written as a date.
    let isDate: Bool

    /// One day in nanoseconds.
    static let day: Int64 = 86_400_000_000_000

    /// Reads `2026-11-14`, `2026-11-14T02:00:00Z` or `2026-11-14T02:00:00.5+02:00`.
    init(parsing text: String) throws(Refusal) {
        let form = /([0-9]{4})-([0-9]{2})-([0-9]{2})([Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?(.*))?/
        guard let match = text.wholeMatch(of: form) else { throw .form }
        let (year, month, dayOfMonth) = (Int(match.1) ?? 0, Int(match.2) ?? 0, Int(match.3) ?? 0)
        guard (1678...2261).contains(year), (1...12).contains(month), (1...31).contains(dayOfMonth) else {
            throw .noSuchTime
        }
        let days = CivilTime.daysSinceEpoch(year: year, month: month, day: dayOfMonth)
        let midnight = Int64(days) * Self.day
        guard CivilTime(nanoseconds: midnight).day == dayOfMonth else { throw .noSuchTime }
        isDate = match.4 == nil
        guard let hour = match.5, let minute = match.6, let second = match.7, let zone = match.9 else {
            nanoseconds = midnight
            return
        }
        let clock = (Int64(hour) ?? 0, Int64(minute) ?? 0, Int64(second) ?? 0)
        guard clock.0 < 24, clock.1 < 60, clock.2 < 60 else { throw .noSuchTime }
        let seconds = clock.0 * 3600 + clock.1 * 60 + clock.2 - (try Self.offset(zone))
        nanoseconds = midnight + seconds * 1_000_000_000 + Self.fraction(match.8)
    }

    /// Seconds east of UTC.
    private static func offset(_ text: Substring) throws(Refusal) -> Int64 {
        if text == "Z" || text == "z" { return 0 }
        guard !text.isEmpty else { throw .noZone }
        guard let match = text.wholeMatch(of: /([+-])([0-9]{2}):([0-9]{2})/) else { throw .form }
        let (hours, minutes) = (Int64(match.2) ?? 0, Int64(match.3) ?? 0)
        guard hours < 24, minutes < 60 else { throw .noSuchTime }
        return (match.1 == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func fraction(_ text: Substring?) -> Int64 {
        let digits = text.map { String($0.dropFirst()) } ?? ""
        return Int64(digits + String(repeating: "0", count: 9 - digits.count)) ?? 0
    }
}
