import AuditModel

/// How the simulated collector polls, and which defects it has when.
package struct CollectorRules: Sendable {
    /// A plan as a scenario gives it, ready to be asked.
    private struct Active: Sendable {
        let plan: CollectorPlan
        let window: TimeWindow
    }

    private static let minute: Int64 = 60_000_000_000
    private static let usualPage = 100

    /// First instant of the log, nanoseconds since the Unix epoch.
    private let start: Int64
    /// Nanoseconds between polls.
    let every: Int64
    /// Nanoseconds between a poll and the latest event time it asks for.
    let delay: Int64
    /// Records a page.
    let pageSize: Int
    private let shape: any EventShape
    /// How often the services of the scenario do what the defect stumbles over.
    private let usualShares: [DefectCode: Double]
    private var plans: [DefectCode: [Active]] = [:]

    /// Takes a scenario's plans; the first that names a number of the polling decides it for all, and entries whose
    /// defect is `none` only say how the collector polls.
    ///
    /// - Parameter tenant: the log that is polled.
    package init(of scenario: Scenario, tenant: Tenant) {
        let plans = scenario.collector
        shape = tenant.shape
        let stumbles: [(DefectCode, FaultCode, Double)] = [
            (.stopsAtEmptyPage, .emptyPage, 0.05), (.dropsGoneBlobs, .contentGone, 0.02),
            (.forwardOnlyBlobs, .lateListing, 0.02), (.skipsThrottledPages, .throttled, 0.02),
        ]
        usualShares = stumbles.reduce(into: [:]) { shares, stumble in
            shares[stumble.0] = scenario.api.first { $0.fault == stumble.1 }?.share ?? stumble.2
        }
        start = tenant.span.from
        every = max(1_000_000_000, plans.compactMap(\.every).first ?? 5 * Self.minute)
        delay = max(0, plans.compactMap(\.delay).first ?? 0)
        let otherwiseSized = [DefectCode.rejectsDocuments, .splitsRecords, .resultCap, .epochUnit].map(\.rawValue)
        let paged = plans.filter { !otherwiseSized.contains($0.defect) }
        pageSize = max(1, paged.compactMap(\.size).first ?? Self.usualPage)
        for plan in plans {
            guard let code = DefectCode(rawValue: plan.defect) else { continue }
            let window = TimeWindow(
                from: plan.from.map { tenant.span.from + $0 } ?? .min, to: plan.to.map { tenant.span.from + $0 } ?? .max
            )
            self.plans[code, default: []].append(Active(plan: plan, window: window))
        }
    }

    /// The plan by which a defect shows at an instant in events of a type; nil when it does not.
    func plan(_ code: DefectCode, type: String, at instant: Int64) -> CollectorPlan? {
        plans[code]?.first { active in
            active.window.contains(instant) && strikes(active.plan, type)
        }?.plan
    }

    /// The share of pages, polls or blobs that a defect strikes at an instant: the plan's own, else the share of them to
    /// which the scenario's services do what the defect stumbles over; 0 where the defect does not show.
    func share(_ code: DefectCode, type: String, at instant: Int64) -> Double {
        plan(code, type: type, at: instant).map { $0.share ?? usualShares[code] ?? 1 } ?? 0
    }

    /// Whether a defect shows at any time.
    func has(_ code: DefectCode) -> Bool { plans[code] != nil }

    /// The spans in which the collector of a type does not run, in no order.
    ///
    /// - Parameter end: how far starts are followed, nanoseconds since the Unix epoch.
    func outages(type: String, until end: Int64) -> [PollClock.Outage] {
        let down = (plans[.outage] ?? []).filter { strikes($0.plan, type) }.map { active in
            PollClock.Outage(span: active.window, lookback: active.plan.lookback ?? 0, cause: .collectorStopped)
        }
        let hung = (plans[.stopsAfterStart] ?? []).filter { strikes($0.plan, type) }.flatMap { hangs($0, until: end) }
        return down + hung
    }

    /// From the end of what a start lasts to the next start.
    private func hangs(_ active: Active, until end: Int64) -> [PollClock.Outage] {
        let life = active.plan.span ?? 60 * Self.minute
        let period = max(active.plan.period ?? 4 * life, Self.minute)
        guard life < period else { return [] }
        let first = max(active.window.from, start)
        return stride(from: first, to: min(active.window.to, end), by: Int(period)).map { begun in
            PollClock.Outage(
                span: TimeWindow(from: begun + life, to: begun + period), lookback: active.plan.lookback ?? 0,
                cause: .tokenRhythm)
        }
    }

    private func strikes(_ plan: CollectorPlan, _ type: String) -> Bool {
        plan.scope.map { shape.strikes(type: type, scope: $0) } ?? true
    }
}
