import AuditModel
import Simulators

/// The laws that tuning trials are drawn from, with second lists of parameters for seen ones.
enum FirstLaws: LawFamily {
    static func days(_ draw: inout Draw) -> Int { draw.pick([1, 2, 3, 7], aside: [4, 5]) }

    static func kind(_ draw: inout Draw) -> String {
        draw.pick(["elasticdump", "elasticdump", "ndjson", "ndjson", "splunk-csv", "la-csv"])
    }

    static func zone(_ draw: inout Draw) -> String {
        draw.pick(["Europe/Berlin", "Asia/Kolkata"], aside: ["America/New_York"])
    }

    /// A collector that brings everything, with or without faults in what it writes.
    static func plantNothing(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let defect = draw.pick(
            [nil, nil, .localTime, .coarseTime, .ingestTime, .rewritesIDs, .keepsRepeats] as [DefectCode?],
            aside: [nil, .swapsDayAndMonth, .epochUnit, .localTime])
        scenario.plantChange(defect, zones: ["Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo"], &draw)
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
}
