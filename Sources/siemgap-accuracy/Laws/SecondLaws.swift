import AuditModel
import Simulators

/// Laws that were set aside once and have been looked at since: other services, other numbers, other turns of the same
/// stories of the field.
enum SecondLaws: NumberedLaws {
    static func days(_ draw: inout Draw) -> Int { draw.pick([1, 2, 6, 8, 10]) }

    static func kind(_ draw: inout Draw) -> String {
        draw.pick(["elasticdump", "ndjson", "splunk-json", "splunk-csv"])
    }

    static func zone(_ draw: inout Draw) -> String { FirstLaws.zone(&draw) }

    static func plantNothing(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let defect = draw.pick(
            [nil, nil, .localTime, .coarseTime, .ingestTime, .keepsRepeats, .swapsDayAndMonth] as [DefectCode?])
        scenario.plantChange(
            defect, zones: ["Asia/Kathmandu", "America/St_Johns", "Australia/Sydney", "Africa/Cairo"], &draw)
    }

    // MARK: Tenants

    /// Events in blobs of the office service, or of another service one by one.
    static func log(_ scenario: inout Scenario, _ draw: inout Draw) {
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
    static func steadyLog(_ scenario: inout Scenario, _ draw: inout Draw) -> Int64 {
        scenario.tenant.sources = [otherSource(&draw)]
        guard draw.chance(0.5) else { return draw.pick([0, Span.minute, 5 * Span.minute]) }
        let median = draw.span(10 * Span.second...2 * Span.minute)
        scenario.tenant.delay = DelayPlan(law: .uniform, median: median)
        return EventTime.floor(2 * median, Span.minute) + 4 * Span.minute
    }

    private static func otherSource(_ draw: inout Draw) -> String {
        draw.pick(["okta-system-log", "graph-directory-audits", "graph-sign-ins", "github-audit", "cloudtrail"])
    }
}
