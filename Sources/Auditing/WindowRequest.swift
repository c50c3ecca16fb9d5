package import AuditModel

/// Which stretch of time to audit.
package enum WindowRequest: Hashable, Sendable {
    /// The authority's first to last event time.
    case authorityEvents
    /// Half-open, nanoseconds since the Unix epoch; a nil end is the authority's.
    case bounds(from: Int64?, to: Int64?)
    /// That long before now less the settle time, which is cut down to a whole `unit`; nanoseconds.
    case last(length: Int64, unit: Int64)

    /// The window of ``last(length:unit:)``, and of ``bounds(from:to:)`` with both ends; nil where the data decide.
    ///
    /// - Parameters:
    ///   - now: nanoseconds since the Unix epoch.
    ///   - settle: nanoseconds.
    package func resolved(now: Int64, settle: Int64) -> TimeWindow? {
        switch self {
        case .authorityEvents: return nil
        case .bounds(let from?, let to?): return TimeWindow(from: from, to: to)
        case .bounds: return nil
        case .last(let length, let unit):
            let (end, overflow) = now.subtractingReportingOverflow(settle)
            let to = EventTime.floor(overflow ? .min : end, unit)
            let (from, underflow) = to.subtractingReportingOverflow(length)
            return TimeWindow(from: underflow ? .min : from, to: to)
        }
    }
}
