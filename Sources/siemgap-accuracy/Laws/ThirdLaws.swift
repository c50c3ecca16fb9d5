import AuditModel
import Simulators

/// Laws that were set aside after the second ones and have been looked at since: numbers, delays, sizes and zones that
/// neither of the families before has.
enum ThirdLaws: NumberedLaws {
    static func days(_ draw: inout Draw) -> Int { draw.pick([1, 3, 5, 9, 12]) }

    static func kind(_ draw: inout Draw) -> String {
        draw.pick(["ndjson", "ndjson", "splunk-json", "splunk-csv", "elasticdump"])
    }

    static func zone(_ draw: inout Draw) -> String {
        draw.pick(["America/Sao_Paulo", "Europe/London", "Asia/Tehran", "Pacific/Auckland", "America/Denver"])
    }

    static func plantNothing(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let defect = draw.pick(
            [nil, .localTime, .localTime, .coarseTime, .ingestTime, .rewritesIDs, .keepsRepeats, .swapsDayAndMonth]
                as [DefectCode?])
        scenario.plantChange(defect, zones: ["America/Sao_Paulo", "Asia/Tehran", "Pacific/Chatham"], &draw)
    }

    // MARK: Tenants

    /// The log of any service: blobs of the office service every minute, three or fifteen, or events of others that can
    /// be read seconds to an hour later.
    static func log(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard scenario.tenant.habits.batch == nil, scenario.tenant.sources == ["o365-management"] else { return }
        if draw.chance(0.4) {
            scenario.tenant.habits.batch = draw.pick([1, 3, 15]) * Span.minute
        } else {
            scenario.tenant.sources = [otherSource(&draw)]
        }
        let isPrompt = draw.chance(0.3)
        scenario.tenant.delay = DelayPlan(
            law: draw.pick([.lognormal, .exponential, .uniform]),
            median: isPrompt ? draw.span(5 * Span.second...Span.minute) : draw.span(2 * Span.minute...30 * Span.minute),
            sigma: draw.number(0.5...1.2), lateShare: draw.pick([0, 0.001, 0.02]),
            lateBy: draw.span(3 * Span.hour...2 * Span.day))
    }

    /// A log that a collector can keep up with; gives how far behind now it asks.
    static func steadyLog(_ scenario: inout Scenario, _ draw: inout Draw) -> Int64 {
        scenario.tenant.sources = [otherSource(&draw)]
        guard draw.chance(0.6) else { return draw.pick([0, 3 * Span.minute, 15 * Span.minute]) }
        let most = draw.span(15 * Span.second...5 * Span.minute)
        scenario.tenant.delay = DelayPlan(law: draw.pick([.constant, .uniform]), median: most / 2)
        return EventTime.floor(most, Span.minute) + 5 * Span.minute
    }

    private static func otherSource(_ draw: inout Draw) -> String {
        draw.pick(["okta-system-log", "graph-directory-audits", "graph-sign-ins", "github-audit", "cloudtrail"])
    }
}
