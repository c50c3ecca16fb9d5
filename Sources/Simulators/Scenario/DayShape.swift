/// How a tenant's events spread over days and weeks; as it is made, an office's in UTC.
package struct DayShape: Hashable, Sendable {
    /// Hours by which the tenant's clocks are ahead of UTC, all year; negative for those behind.
    package var ahead = 0
    /// How much hours and weekdays differ: 0 not at all, 1 as an office's, more with quieter nights and weekends.
    package var contrast = 1.0
    /// The hour of the day, by the tenant's clocks, in which a job runs; nil: none does.
    package var rushHour: Int?
    /// The multiple of its usual events that this hour has.
    package var rush = 1.0

    /// Describes the day of an office in UTC.
    package init() {}
}
