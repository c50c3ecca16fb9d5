import AuditModel
import Simulators

/// Losses of the collector.
extension SecondLaws {
    private static let pollMinutes = [4, 6, 12, 15, 20, 30, 45, 60, 90, 120, 240, 480, 720]

    /// Several short stops at no rhythm, or a single long one; of all types or of one.
    static func stops(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let scope = draw.chance(0.25) ? scenario.type(&draw) : nil
        let isLong = draw.chance(0.4)
        for _ in 0..<(isLong ? 1 : draw.whole(3...6)) {
            let length =
                isLong
                ? Int64(draw.number(0.2...0.5) * Double(scenario.tenant.length))
                : draw.span(25 * Span.minute...2 * Span.hour)
            let from = Int64(draw.number(0.04...0.45) * Double(scenario.tenant.length)) + Span.minute
            let lookback = draw.pick([0, 5 * Span.minute])
            scenario.plant(.outage) { plan in
                (plan.from, plan.to, plan.lookback, plan.scope) = (from, from + length, lookback, scope)
            }
        }
    }

    /// Stuck after an hour, an hour and a quarter or an hour and a half, until the service manager starts it again.
    static func expires(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = prompt(&scenario, &draw)
        let life = draw.pick([60, 75, 90]) * Span.minute
        let period = life + Int64(draw.pick([30, 50, 120, 165])) * Span.minute
        let first = Int64(draw.whole(0...90)) * Span.minute
        let every = draw.pick([2, 3, 5]) * Span.minute
        scenario.plantLife(life, period: period, first: first, every: every, delay: delay)
    }

    /// Next start = last end plus something, or fractions of the first second of each stretch sorted before it.
    static func leavesHoles(_ scenario: inout Scenario, _ draw: inout Draw) {
        if draw.chance(0.15) {
            scenario.tenant.sources = ["okta-system-log"]
            let every = draw.pick([30, 180]) * Span.second
            scenario.plant(.comparesText) { $0.every = every }
            return
        }
        let delay = prompt(&scenario, &draw)
        let every = Int64(draw.pick([3, 4, 6, 10, 12, 15, 60])) * Span.minute
        scenario.plantHole(every: every, share: draw.number(0.015...0.25), delay: delay)
    }

    /// The add-on's 420 s, a few minutes or the better part of an hour as the only slack.
    static func passesLateEvents(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let every = Int64(draw.pick([2, 3, 5, 20, 30])) * Span.minute
        let delay = draw.pick([2 * Span.minute, 420 * Span.second, 15 * Span.minute, 45 * Span.minute])
        let lookback = draw.pick([0, 0, 5 * Span.minute, 30 * Span.minute])
        let code = draw.pick([DefectCode.newestCheckpoint, .windowsOnce])
        scenario.plant(code) { ($0.every, $0.delay, $0.lookback) = (every, delay, lookback) }
    }

    static func capsAnswers(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 30_000)
        let delay = prompt(&scenario, &draw)
        scenario.keepOneType(&draw)
        let cap = draw.pick(scenario.fitting([2_048, 3_000, 6_000, 8_000]))
        let every = scenario.pollLength(around: cap, times: draw.number(0.6...1.6), minutes: pollMinutes)
        let isNewestFirst = draw.chance(0.5)
        scenario.plantLimit(.resultCap, cap, every: every, delay: delay, isNewestFirst: isNewestFirst)
    }

    static func readsFirstPages(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = prompt(&scenario, &draw)
        scenario.keepOneType(&draw)
        let page = draw.pick(scenario.fitting([30, 150, 250, 400, 800]))
        let every = scenario.pollLength(around: page, times: draw.number(0.6...1.6), minutes: pollMinutes)
        let isNewestFirst = draw.chance(0.5)
        scenario.plantLimit(.firstPageOnly, page, every: every, delay: delay, isNewestFirst: isNewestFirst)
    }

    /// Content that answers anything but 200 counts as empty; content listed late is passed over.
    static func dropsBlobs(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.sources = ["o365-management"]
        let batch = draw.pick([2, 10]) * Span.minute
        scenario.tenant.habits.batch = batch
        scenario.tenant.delay = DelayPlan(
            law: draw.pick([.lognormal, .uniform]), median: draw.span(2 * Span.minute...30 * Span.minute), sigma: 0.7)
        scenario.tenant.events = max(scenario.tenant.events, 5_000)
        scenario.fillBlobs(of: batch, with: 16)
        scenario.tenant.types = [.init("AzureActiveDirectory", share: 0.5), .init("Exchange", share: 0.5)]
        let code = draw.pick([DefectCode.dropsGoneBlobs, .forwardOnlyBlobs])
        let share = draw.magnitude(0.01...0.4)
        scenario.plant(code) { $0.share = share }
    }

    /// One region, one kind of sign-in, one include or one content type is not asked for.
    static func lacksType(_ scenario: inout Scenario, _ draw: inout Draw) {
        if scenario.collector.isEmpty, scenario.siem.faults.isEmpty, scenario.tenant.habits.batch == nil {
            scenario.tenant.sources = [draw.pick(["graph-sign-ins", "github-audit", "cloudtrail", "o365-management"])]
        }
        let type = scenario.type(&draw)
        scenario.plant(.lacksType) { $0.scope = type }
    }

    /// Pages end among events of one instant.
    static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 10_000)
        if draw.chance(0.4) { scenario.tenant.sources = [draw.pick(["okta-system-log", "cloudtrail"])] }
        scenario.tenant.habits.bursts = draw.number(0.15...0.5)
        let every = draw.pick([3, 5, 10]) * Span.minute
        let size = draw.pick([8, 15, 30, 40])
        scenario.plant(.exclusiveBound) { ($0.every, $0.size) = (every, size) }
    }
}
