import AuditModel

/// Which window is audited, and through when it is settled.
struct WindowDecision {
    let request: AuditRequest
    /// Now, or when all of the authority's recorded sources had last been asked: nanoseconds since the Unix epoch.
    let now: Int64

    /// The longest settle time of the authority's recorded sources, nanoseconds; nil where all are other files.
    var sourceSettle: Int64?

    /// The settle time in nanoseconds; files count as settled unless a time is given.
    var settle: Int64 { request.settle ?? sourceSettle ?? 0 }

    /// Where the settle time came from.
    var settledBy: SettledBy { request.settle != nil ? request.settledBy : sourceSettle != nil ? .default : .assumed }

    /// The window as far as it is known before anything was read; open ends reach to the range's end.
    var beforeReading: TimeWindow? {
        switch request.window {
        case .authorityEvents: nil
        case .bounds(let from, let to): TimeWindow(from: from ?? .min, to: to ?? .max)
        case .last: request.window.resolved(now: now, settle: settle)
        }
    }

    /// The window once the authority's times are known; nil when nothing has a time and none was asked for.
    ///
    /// - Parameter times: the authority's earliest and latest time, whether inside or not.
    func afterReading(_ times: (first: EventTime, last: EventTime)?) -> TimeWindow? {
        let end = times.map { $0.last.nanoseconds.addingReportingOverflow($0.last.precision.nanoseconds) }
        let last = end.map { $0.overflow ? Int64.max : $0.partialValue }
        switch request.window {
        case .authorityEvents:
            guard let times, let last else { return nil }
            return TimeWindow(from: times.first.nanoseconds, to: last)
        case .bounds(let from, let to):
            let lower = from ?? times?.first.nanoseconds ?? .min
            return TimeWindow(from: lower, to: max(to ?? last ?? .max, lower))
        case .last: return beforeReading
        }
    }

    /// Whether the person named at least one end.
    var isExplicit: Bool { request.window != .authorityEvents }

    /// Through when events are final: now less the settle time, at most the window's end; nil without a settle time.
    func settledThrough(_ window: TimeWindow?) -> Int64? {
        guard settledBy != .assumed, let window else { return nil }
        let (horizon, overflow) = now.subtractingReportingOverflow(settle)
        return min(overflow ? .min : horizon, window.to)
    }
}
