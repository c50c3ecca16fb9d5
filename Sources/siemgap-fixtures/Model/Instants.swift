import AuditModel

/// Instants of the invented week, in nanoseconds since the Unix epoch.
enum Instants {
    static let second: Int64 = 1_000_000_000
    static let minute = 60 * second
    static let hour = 60 * minute
    static let day = 24 * hour
    /// 2026-11-09T00:00:00Z, a Monday.
    static let monday = Int64(CivilTime.daysSinceEpoch(year: 2026, month: 11, day: 9)) * day
    /// 2026-11-14T00:00:00Z, a Saturday.
    static let saturday = monday + 5 * day
    /// Monday to Sunday.
    static let week = TimeWindow(from: monday, to: monday + 7 * day)
}
