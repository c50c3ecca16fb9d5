import AuditModel
import Simulators

/// Losses of the collector.
extension ThirdLaws {
    static let polls = PollNumbers(
        // A token of 60 to 90 minutes that is never renewed, and a job that starts the collector anew.
        lives: .init(
            lengths: Span.minutes([60, 65, 75, 90]), rests: Span.minutes([25, 40, 55, 150, 180]), starts: 0...120,
            every: Span.minutes([1, 4, 5])),
        holes: .init(
            textShare: 0.1, textEvery: [45 * Span.second, 120 * Span.second, 300 * Span.second],
            every: Span.minutes([2, 5, 8, 10, 20, 30, 45]), shares: 0.015...0.2),
        haste: .init(
            every: Span.minutes([1, 4, 10, 15, 60]), delays: Span.minutes([0, 3, 7, 10, 30]),
            lookbacks: Span.minutes([0, 0, 10, 60]), codes: [.newestCheckpoint, .newestCheckpoint, .windowsOnce]),
        limits: .init(
            events: 36_000, caps: [1_200, 1_800, 2_400, 5_000, 7_500, 12_000],
            pages: { _ in [25, 50, 60, 120, 300, 600, 1_000] },
            times: 0.6...1.5, every: Span.minutes([3, 5, 8, 10, 15, 25, 30, 40, 60, 90, 150, 240, 300, 480])),
        ties: .init(
            events: 9_000, sourceShare: 0.5, sources: ["cloudtrail", "okta-system-log"], bursts: 0.2...0.45,
            every: Span.minutes([2, 4, 15]), pages: { _ in [7, 12, 25, 35] }))

    /// One stop or two, from three quarters of an hour to a third of the log, that looking back does not make good.
    static func stops(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let scope = draw.chance(0.3) ? scenario.type(&draw) : nil
        for _ in 0..<draw.whole(1...2) {
            let length = draw.span(45 * Span.minute...scenario.tenant.length / 3)
            let from = draw.span(Span.hour...scenario.tenant.length * 3 / 5)
            let lookback = draw.pick([0, 2 * Span.minute, 20 * Span.minute])
            scenario.plant(.outage) { plan in
                (plan.from, plan.to, plan.lookback, plan.scope) = (from, from + length, lookback, scope)
            }
        }
    }

    /// Content that has expired, or was listed behind the cursor.
    static func dropsBlobs(_ scenario: inout Scenario, _ draw: inout Draw) {
        let batch = draw.pick([3, 15]) * Span.minute
        scenario.tenant.habits.batch = batch
        scenario.tenant.delay = DelayPlan(
            law: draw.pick([.lognormal, .exponential]), median: draw.span(4 * Span.minute...20 * Span.minute),
            sigma: draw.number(0.4...0.9))
        scenario.tenant.events = max(scenario.tenant.events, 6_000)
        scenario.fillBlobs(of: batch, with: 10)
        scenario.tenant.types = [
            .init("SharePoint", share: 0.45), .init("Exchange", share: 0.3), .init("OneDrive", share: 0.25),
        ]
        let code = draw.pick([DefectCode.dropsGoneBlobs, .forwardOnlyBlobs])
        let share = draw.magnitude(0.008...0.35)
        scenario.plant(code) { $0.share = share }
    }

    /// A content type, a kind of sign-ins, an include or a region that is not asked for, of any share.
    static func lacksType(_ scenario: inout Scenario, _ draw: inout Draw) {
        if scenario.collector.isEmpty, scenario.siem.faults.isEmpty, scenario.tenant.habits.batch == nil {
            let source = draw.pick(["o365-management", "graph-sign-ins", "github-audit", "cloudtrail"])
            scenario.tenant.sources = [source]
            switch source {
            case "github-audit": scenario.tenant.types = [.init("web", share: 0.8), .init("git", share: 0.2)]
            case "cloudtrail":
                scenario.tenant.types = [
                    .init("us-west-2", share: 0.5), .init("eu-west-1", share: 0.35),
                    .init("ap-southeast-2", share: 0.15),
                ]
            default: break
            }
        }
        let type = scenario.type(&draw)
        scenario.plant(.lacksType) { $0.scope = type }
    }
}
