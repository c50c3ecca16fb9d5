import Simulators

/// Losses of the collector.
extension SecondLaws {
    static let polls = PollNumbers(
        // Stuck after an hour, an hour and a quarter or an hour and a half, until the service manager starts it again.
        lives: .init(
            lengths: Span.minutes([60, 75, 90]), rests: Span.minutes([30, 50, 120, 165]), starts: 0...90,
            every: Span.minutes([2, 3, 5])),
        holes: .init(
            textShare: 0.15, textEvery: [30 * Span.second, 180 * Span.second],
            every: Span.minutes([3, 4, 6, 10, 12, 15, 60]), shares: 0.015...0.25),
        // The add-on's 420 s, a few minutes or the better part of an hour as the only slack.
        haste: .init(
            every: Span.minutes([2, 3, 5, 20, 30]), delays: Span.minutes([2, 7, 15, 45]),
            lookbacks: Span.minutes([0, 0, 5, 30]), codes: [.newestCheckpoint, .windowsOnce]),
        limits: .init(
            events: 30_000, caps: [2_048, 3_000, 6_000, 8_000], pages: { _ in [30, 150, 250, 400, 800] },
            times: 0.6...1.6,
            every: Span.minutes([4, 6, 12, 15, 20, 30, 45, 60, 90, 120, 240, 480, 720])),
        ties: .init(
            events: 10_000, sourceShare: 0.4, sources: ["okta-system-log", "cloudtrail"], bursts: 0.15...0.5,
            every: Span.minutes([3, 5, 10]), pages: { _ in [8, 15, 30, 40] }))

    /// Several short stops at no rhythm, or a single long one; of all types or of one.
    static func stops(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
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
}
