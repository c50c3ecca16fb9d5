import AuditModel
import Simulators

/// Losses of the collector.
extension ThirdLaws {
    private static let pollMinutes = [3, 5, 8, 10, 15, 25, 30, 40, 60, 90, 150, 240, 300, 480]

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

    /// A token of 60 to 90 minutes that is never renewed, and a job that starts the collector anew.
    static func expires(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = steadyLog(&scenario, &draw)
        let life = draw.pick([60, 65, 75, 90]) * Span.minute
        let period = life + Int64(draw.pick([25, 40, 55, 150, 180])) * Span.minute
        let first = Int64(draw.whole(0...120)) * Span.minute
        let every = draw.pick([1, 4, 5]) * Span.minute
        scenario.plantLife(life, period: period, first: first, every: every, delay: delay)
    }

    /// Each poll begins somewhat behind the end of the one before, or sorts texts of times.
    static func leavesHoles(_ scenario: inout Scenario, _ draw: inout Draw) {
        if draw.chance(0.1) {
            scenario.tenant.sources = ["okta-system-log"]
            let every = draw.pick([45, 120, 300]) * Span.second
            scenario.plant(.comparesText) { $0.every = every }
            return
        }
        let delay = steadyLog(&scenario, &draw)
        let every = Int64(draw.pick([2, 5, 8, 10, 20, 30, 45])) * Span.minute
        scenario.plantHole(every: every, share: draw.number(0.015...0.2), delay: delay)
    }

    /// Less slack than the service needs, with or without looking back a little.
    static func passesLateEvents(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let every = Int64(draw.pick([1, 4, 10, 15, 60])) * Span.minute
        let delay = draw.pick([0, 3 * Span.minute, 420 * Span.second, 10 * Span.minute, 30 * Span.minute])
        let lookback = draw.pick([0, 0, 10 * Span.minute, Span.hour])
        let code = draw.pick([DefectCode.newestCheckpoint, .newestCheckpoint, .windowsOnce])
        scenario.plant(code) { ($0.every, $0.delay, $0.lookback) = (every, delay, lookback) }
    }

    /// Limits of searches, above all pages.
    static func capsAnswers(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 36_000)
        let delay = steadyLog(&scenario, &draw)
        scenario.keepOneType(&draw)
        let cap = draw.pick(scenario.fitting([1_200, 1_800, 2_400, 5_000, 7_500, 12_000]))
        let every = scenario.pollLength(around: cap, times: draw.number(0.6...1.5), minutes: pollMinutes)
        let isNewestFirst = draw.chance(0.5)
        scenario.plantLimit(.resultCap, cap, every: every, delay: delay, isNewestFirst: isNewestFirst)
    }

    /// A page of the service's usual size and no next one.
    static func readsFirstPages(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = steadyLog(&scenario, &draw)
        scenario.keepOneType(&draw)
        let page = draw.pick(scenario.fitting([25, 50, 60, 120, 300, 600, 1_000]))
        let every = scenario.pollLength(around: page, times: draw.number(0.6...1.5), minutes: pollMinutes)
        let isNewestFirst = draw.chance(0.5)
        scenario.plantLimit(.firstPageOnly, page, every: every, delay: delay, isNewestFirst: isNewestFirst)
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

    /// Pages end among events of one second.
    static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 9_000)
        if draw.chance(0.5) { scenario.tenant.sources = [draw.pick(["cloudtrail", "okta-system-log"])] }
        scenario.tenant.habits.bursts = draw.number(0.2...0.45)
        let every = draw.pick([2, 4, 15]) * Span.minute
        let size = draw.pick([7, 12, 25, 35])
        scenario.plant(.exclusiveBound) { ($0.every, $0.size) = (every, size) }
    }
}
