import AuditModel
import Simulators

/// Laws by which only trials that are set aside plant causes: other services, other numbers, other turns of the same
/// stories of the field.
enum HeldOutLaw {
    /// One law a cause.
    static let all: [CauseLaw] = polls + stores

    /// Days that a tenant's log covers.
    static func days(_ draw: inout Draw) -> Int { draw.pick([1, 2, 6, 8, 10]) }

    /// What the SIEM's export is written by.
    static func kind(_ draw: inout Draw) -> String {
        draw.pick(["elasticdump", "ndjson", "splunk-json", "splunk-csv"])
    }

    /// Nothing lost, by any service, with or without a fault in what is written.
    static func plantNothing(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let defect = draw.pick(
            [nil, nil, .localTime, .coarseTime, .ingestTime, .keepsRepeats, .swapsDayAndMonth] as [DefectCode?])
        guard let defect else { return }
        var plan = CollectorPlan(defect: defect.rawValue)
        plan.span = defect == .coarseTime ? draw.pick([Span.second, Span.minute]) : nil
        scenario.collector.append(plan)
        if defect == .localTime {
            scenario.siem.zone = draw.pick(["Asia/Kathmandu", "America/St_Johns", "Australia/Sydney", "Africa/Cairo"])
        }
    }

    // MARK: Tenants

    /// Events in blobs of the office service, or of another service one by one.
    static func service(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard scenario.tenant.habits.batch == nil, scenario.tenant.sources == ["o365-management"] else { return }
        if draw.chance(0.5) {
            scenario.tenant.habits.batch = draw.pick([2, 10]) * Span.minute
        } else {
            scenario.tenant.sources = [otherSource(&draw)]
        }
        let late = draw.pick([0, 0, 0.005])
        scenario.tenant.delay = DelayPlan(
            law: draw.pick([.lognormal, .exponential]), median: draw.span(Span.minute...20 * Span.minute),
            sigma: draw.number(0.3...1), lateShare: late, lateBy: draw.span(Span.hour...Span.day))
    }

    /// A service whose events can be read at once, or within minutes; gives the collector's delay.
    static func prompt(_ scenario: inout Scenario, _ draw: inout Draw) -> Int64 {
        scenario.tenant.sources = [otherSource(&draw)]
        guard draw.chance(0.5) else { return draw.pick([0, Span.minute, 5 * Span.minute]) }
        let median = draw.span(10 * Span.second...2 * Span.minute)
        scenario.tenant.delay = DelayPlan(law: .uniform, median: median)
        return EventTime.floor(2 * median, Span.minute) + 4 * Span.minute
    }

    private static func otherSource(_ draw: inout Draw) -> String {
        draw.pick(["okta-system-log", "graph-directory-audits", "graph-sign-ins", "github-audit", "cloudtrail"])
    }

    /// All events in one stream, so that limits strike all of them alike.
    static func onlyOneType(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard let type = CauseLaw.type(of: scenario, &draw) else { return }
        scenario.tenant.types = [.init(type, share: 1)]
    }
}
