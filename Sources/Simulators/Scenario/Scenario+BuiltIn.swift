extension Scenario {
    private static let minute: Int64 = 60_000_000_000
    private static let hour = 60 * minute
    private static let day = 24 * hour

    /// The scenarios that need no file, by name: those to begin with, then one for each shape of loss.
    package static let builtIn: [Scenario] = usual + shapes

    /// Those to begin with; all end two days before now.
    package static let usual: [Scenario] = [demo, steady, late, outage, throttled]

    private static let shapes = [
        ShapeScenario.sides, ShapeScenario.collectors, ShapeScenario.records, ShapeScenario.times,
        ShapeScenario.services,
    ].flatMap { $0.map(\.scenario) }

    /// The built-in scenario of that name; nil when there is none.
    package static func builtIn(_ name: String) -> Scenario? { builtIn.first { $0.name == name } }

    /// Nothing goes wrong.
    private static let steady = Scenario(name: "steady", seed: 1, tenant: office(events: 20_000, days: 3))

    /// A collector with a look-back that is too short, a day it did not run, and events it cannot store.
    private static let demo = Scenario(
        name: "demo", seed: 7,
        tenant: office(
            events: 20_000, days: 3,
            delay: DelayPlan(law: .lognormal, median: 10 * minute, lateShare: 0.01, lateBy: day)),
        collector: [
            collector("S1", every: 5 * minute, delay: 2 * hour),
            collector("S9", from: 30 * hour, to: 34 * hour),
            collector("S15", share: 0.004),
        ])

    /// Events come late, some of them by days.
    private static let late = Scenario(
        name: "late", seed: 2,
        tenant: office(
            events: 20_000, days: 3, delay: DelayPlan(law: .lognormal, median: hour, lateShare: 0.05, lateBy: 2 * day)),
        collector: [collector("S1", every: 5 * minute, delay: 30 * minute)])

    /// The collector was down for six hours.
    private static let outage = Scenario(
        name: "outage", seed: 3, tenant: office(events: 20_000, days: 3),
        collector: [collector("S9", from: 30 * hour, to: 36 * hour)])

    /// The service asks to slow down, and the collector skips what it was refused.
    private static let throttled = Scenario(
        name: "throttled", seed: 4, tenant: office(events: 20_000, days: 3),
        api: [APIFault(.throttled, share: 0.2, times: 1, form: "retry-after", size: 1)],
        collector: [collector("S8", share: 0.2)])

    private static func office(
        events: Int, days: Int64, delay: DelayPlan = DelayPlan(law: .lognormal, median: 10 * minute)
    ) -> TenantPlan {
        TenantPlan(
            sources: ["o365-management"], from: .before((days + 2) * day), length: days * day, events: events,
            delay: delay)
    }

    private static func collector(
        _ defect: String, every: Int64? = nil, delay: Int64? = nil, from: Int64? = nil, to: Int64? = nil,
        share: Double? = nil
    ) -> CollectorPlan {
        var plan = CollectorPlan(defect: defect)
        (plan.every, plan.delay, plan.from, plan.to, plan.share) = (every, delay, from, to, share)
        return plan
    }
}
