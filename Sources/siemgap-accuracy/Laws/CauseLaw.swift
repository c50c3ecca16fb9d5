import AuditModel
import Simulators

/// How one cause is planted, with parameters as stories of the field have them.
struct CauseLaw: Sendable {
    /// The row of trials that lose nothing.
    static let nothing = "nothing-lost"
    /// The row of trials with several causes.
    static let mixed = "mixed"

    let cause: LossCause
    /// Whether it can be planted beside others without changing what they do.
    let mixes: Bool
    let plant: @Sendable (inout Scenario, inout Draw) -> Void

    /// Describes a law.
    init(
        _ cause: LossCause, mixes: Bool = false, plant: @escaping @Sendable (inout Scenario, inout Draw) -> Void
    ) {
        self.cause = cause
        self.mixes = mixes
        self.plant = plant
    }

    /// One law a cause.
    static let all: [CauseLaw] = polls + stores + shapes

    /// The rows of trials with one cause or none.
    static let singleNames = [nothing] + all.map(\.cause.rawValue)
    /// What `--cause` takes.
    static let names = singleNames + [mixed]

    /// Two or three causes of those laws in one scenario.
    static func plantMixed(
        _ laws: [CauseLaw], _ scenario: inout Scenario, _ draw: inout Draw
    ) -> [LossCause] {
        var laws = laws
        var planted: [LossCause] = []
        for _ in 0..<draw.whole(2...3) {
            let law = laws.remove(at: draw.whole(0...laws.count - 1))
            law.plant(&scenario, &draw)
            planted.append(law.cause)
        }
        return planted
    }

    /// A collector that brings everything, with or without faults in what it writes.
    static func plantNothing(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let defect = draw.pick(
            [nil, nil, .localTime, .coarseTime, .ingestTime, .rewritesIDs, .keepsRepeats] as [DefectCode?],
            aside: [nil, .swapsDayAndMonth, .epochUnit, .localTime])
        guard let defect else { return }
        var plan = CollectorPlan(defect: defect.rawValue)
        plan.span = defect == .coarseTime ? draw.pick([Span.second, Span.minute]) : nil
        scenario.collector.append(plan)
        if defect == .localTime {
            scenario.siem.zone = draw.pick(["Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo"])
        }
    }

    // MARK: Tenants

    /// Events in blobs, minutes after they happened, some much later.
    static func blobs(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard scenario.tenant.habits.batch == nil else { return }
        scenario.tenant.habits.batch = 5 * Span.minute
        scenario.tenant.delay = DelayPlan(
            law: .lognormal, median: draw.span(Span.minute...15 * Span.minute), sigma: draw.number(0.4...1.1),
            lateShare: draw.pick([0, 0.002, 0.01]), lateBy: draw.span(2 * Span.hour...Span.day))
    }

    /// Events that can be read before the collector asks for them, from any source; gives the collector's delay.
    static func punctual(_ scenario: inout Scenario, _ draw: inout Draw) -> Int64 {
        if draw.chance(0.5) {
            scenario.tenant.sources = [draw.pick(["okta-system-log", "graph-directory-audits"])]
            return draw.pick([0, 0, 2 * Span.minute])
        }
        let median = draw.span(20 * Span.second...3 * Span.minute)
        scenario.tenant.delay = DelayPlan(law: .uniform, median: median)
        scenario.tenant.habits.batch = Span.minute
        return EventTime.floor(2 * median, Span.minute) + 3 * Span.minute
    }

    /// One of the types that the scenario's tenant has.
    static func type(of scenario: Scenario, _ draw: inout Draw) -> String? {
        let own = scenario.tenant.types
        let usual = scenario.tenant.sources.first.flatMap { ServiceCatalogue.entry($0) }?.shape.usualTypes ?? []
        return draw.pick((own.isEmpty ? usual : own).map(\.name))
    }

    /// Adds a defect.
    static func defect(
        _ code: DefectCode, _ scenario: inout Scenario, _ change: (inout CollectorPlan) -> Void = { _ in }
    ) {
        var plan = CollectorPlan(defect: code.rawValue)
        change(&plan)
        scenario.collector.append(plan)
    }
}
