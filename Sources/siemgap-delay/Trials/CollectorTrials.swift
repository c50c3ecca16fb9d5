import AuditModel
import Drift
import Simulators

/// The advised look-back in the hands of the simulated collector, on another log of the same tenant.
struct CollectorTrials: Sendable {
    let seeds: Int
    let events: Int
    let missShare: Double

    private static let second: Int64 = 1_000_000_000
    private static let day = 86_400 * second
    private static let start: Int64 = 1_794_182_400 * second

    /// A line of the table.
    func line(jobs: Int) async -> String {
        let results = await Seeds(count: seeds, jobs: jobs).map { seed in trial(seed) }
        return LookbackTrials.line("simulated collector", results.compactMap(\.self), of: seeds)
    }

    private func trial(_ seed: UInt64) -> LookbackTrials.Result? {
        let log = tenant(seed, events, [])
        let end = log.tenant.span.to
        let seen = log.tenant.records.filter { $0.available <= end }.map { record in
            ObservedDelay(event: record.time, after: record.available, by: record.available, until: end)
        }
        return LookbackTrials.result(seen, missShare: missShare) { lookback, every in
            var plan = CollectorPlan(defect: DefectCode.windowsOnce.rawValue)
            plan.every = Int64(every) * Self.second
            // Its polls reach back so far beyond the stretch since the poll before.
            plan.lookback = Int64(max(0, lookback - every)) * Self.second
            let fresh = tenant(seed + 1_000_000, 10 * events, [plan])
            guard let collector = try? Collector(of: fresh.scenario, tenant: fresh.tenant),
                let collected = try? collector.collect(until: fresh.tenant.span.to + 30 * Self.day)
            else { return 1 }  // A collector that cannot be made loses everything, and shows.
            return Double(collected.losses.count) / Double(fresh.tenant.records.count)
        }
    }

    private func tenant(
        _ seed: UInt64, _ events: Int, _ collector: [CollectorPlan]
    ) -> (scenario: Scenario, tenant: Tenant) {
        let plan = TenantPlan(
            sources: ["o365-management"], from: .at(Self.start), length: 7 * Self.day, events: events,
            delay: DelayPlan(
                law: .lognormal, median: 600 * Self.second, sigma: 1, lateShare: 0.01, lateBy: 2 * Self.day))
        let scenario = Scenario(name: "delay", seed: seed, tenant: plan, collector: collector)
        return (scenario, Tenant(of: scenario, shape: OfficeShape(), now: Self.start))
    }
}
