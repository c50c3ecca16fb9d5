import AuditModel
import Simulators

/// Losses of the collector.
extension HeldOutLaw {
    static let polls: [CauseLaw] = [
        CauseLaw(.collectorStopped, mixes: true) { stops(&$0, &$1) },
        CauseLaw(.tokenRhythm) { expires(&$0, &$1) },
        CauseLaw(.pollBoundary) { leavesHoles(&$0, &$1) },
        CauseLaw(.lateArrival, mixes: true) { passesLateEvents(&$0, &$1) },
        CauseLaw(.pageCap) { capsAnswers(&$0, &$1) },
        CauseLaw(.firstPageOnly) { readsFirstPages(&$0, &$1) },
        CauseLaw(.blobLost, mixes: true) { dropsBlobs(&$0, &$1) },
        CauseLaw(.typeLost, mixes: true) { lacksType(&$0, &$1) },
        CauseLaw(.boundaryTies) { losesTies(&$0, &$1) },
    ]

    /// Several short stops at no rhythm, or a single long one; of all types or of one.
    private static func stops(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let scope = draw.chance(0.25) ? CauseLaw.type(of: scenario, &draw) : nil
        let isLong = draw.chance(0.4)
        for _ in 0..<(isLong ? 1 : draw.whole(3...6)) {
            let length =
                isLong
                ? Int64(draw.number(0.2...0.5) * Double(scenario.tenant.length))
                : draw.span(25 * Span.minute...2 * Span.hour)
            let from = Int64(draw.number(0.04...0.45) * Double(scenario.tenant.length)) + Span.minute
            let lookback = draw.pick([0, 5 * Span.minute])
            CauseLaw.defect(.outage, &scenario) { plan in
                (plan.from, plan.to, plan.lookback, plan.scope) = (from, from + length, lookback, scope)
            }
        }
    }

    /// Stuck after an hour, an hour and a quarter or an hour and a half, until the service manager starts it again.
    private static func expires(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = prompt(&scenario, &draw)
        let life = draw.pick([60, 75, 90]) * Span.minute
        let period = life + Int64(draw.pick([30, 50, 120, 165])) * Span.minute
        let first = Int64(draw.whole(0...90)) * Span.minute
        let every = draw.pick([2, 3, 5]) * Span.minute
        CauseLaw.defect(.stopsAfterStart, &scenario) { plan in
            (plan.span, plan.period, plan.from, plan.every, plan.delay) = (life, period, first, every, delay)
        }
    }

    /// Next start = last end plus something, or fractions of the first second of each stretch sorted before it.
    private static func leavesHoles(_ scenario: inout Scenario, _ draw: inout Draw) {
        if draw.chance(0.15) {
            scenario.tenant.sources = ["okta-system-log"]
            let every = draw.pick([30, 180]) * Span.second
            CauseLaw.defect(.comparesText, &scenario) { $0.every = every }
            return
        }
        let delay = prompt(&scenario, &draw)
        let every = Int64(draw.pick([3, 4, 6, 10, 12, 15, 60])) * Span.minute
        let hole = max(2 * Span.second, EventTime.floor(Int64(Double(every) * draw.number(0.015...0.25)), Span.second))
        CauseLaw.defect(.holeBetweenPolls, &scenario) { ($0.every, $0.span, $0.delay) = (every, hole, delay) }
    }

    /// The add-on's 420 s, a few minutes or the better part of an hour as the only slack.
    private static func passesLateEvents(_ scenario: inout Scenario, _ draw: inout Draw) {
        service(&scenario, &draw)
        let every = Int64(draw.pick([2, 3, 5, 20, 30])) * Span.minute
        let delay = draw.pick([2 * Span.minute, 420 * Span.second, 15 * Span.minute, 45 * Span.minute])
        let lookback = draw.pick([0, 0, 5 * Span.minute, 30 * Span.minute])
        let code = draw.pick([DefectCode.newestCheckpoint, .windowsOnce])
        CauseLaw.defect(code, &scenario) { ($0.every, $0.delay, $0.lookback) = (every, delay, lookback) }
    }

    /// Polls that bring about as many records as the limit: some end at it, some stay below.
    private static func pollLength(around limit: Int, _ scenario: Scenario, _ draw: inout Draw) -> Int64 {
        let rate = Double(scenario.tenant.events) / Double(scenario.tenant.length)
        let wanted = Double(limit) * draw.number(0.6...1.6) / rate
        let lengths = [4, 6, 12, 15, 20, 30, 45, 60, 90, 120, 240, 480, 720].map { Int64($0) * Span.minute }
        return lengths.min { abs(Double($0) - wanted) < abs(Double($1) - wanted) } ?? Span.hour
    }

    private static func capsAnswers(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 30_000)
        let delay = prompt(&scenario, &draw)
        onlyOneType(&scenario, &draw)
        let fitting = [2_048, 3_000, 6_000, 8_000].filter { $0 <= scenario.tenant.events / 12 }
        let cap = draw.pick(fitting)
        let every = pollLength(around: cap, scenario, &draw)
        let isNewestFirst = draw.chance(0.5)
        CauseLaw.defect(.windowsOnce, &scenario) { ($0.every, $0.delay) = (every, delay) }
        CauseLaw.defect(.resultCap, &scenario) { ($0.size, $0.isNewestFirst) = (cap, isNewestFirst) }
    }

    private static func readsFirstPages(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = prompt(&scenario, &draw)
        onlyOneType(&scenario, &draw)
        let fitting = [30, 150, 250, 400, 800].filter { $0 <= scenario.tenant.events / 12 }
        let page = draw.pick(fitting)
        let every = pollLength(around: page, scenario, &draw)
        let isNewestFirst = draw.chance(0.5)
        CauseLaw.defect(.windowsOnce, &scenario) { ($0.every, $0.delay) = (every, delay) }
        CauseLaw.defect(.firstPageOnly, &scenario) { ($0.size, $0.isNewestFirst) = (page, isNewestFirst) }
    }

    /// Content that answers anything but 200 counts as empty; content listed late is passed over.
    private static func dropsBlobs(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.sources = ["o365-management"]
        let batch = draw.pick([2, 10]) * Span.minute
        scenario.tenant.habits.batch = batch
        scenario.tenant.delay = DelayPlan(
            law: draw.pick([.lognormal, .uniform]), median: draw.span(2 * Span.minute...30 * Span.minute), sigma: 0.7)
        scenario.tenant.events = max(scenario.tenant.events, 5_000)
        // Enough events a blob for whole ones to be told from single events.
        let days = scenario.tenant.events / Int(Span.day / batch * 16)
        scenario.tenant.length = Int64(min(Int(scenario.tenant.length / Span.day), max(1, days))) * Span.day
        scenario.tenant.types = [.init("AzureActiveDirectory", share: 0.5), .init("Exchange", share: 0.5)]
        let code = draw.pick([DefectCode.dropsGoneBlobs, .forwardOnlyBlobs])
        let share = draw.magnitude(0.01...0.4)
        CauseLaw.defect(code, &scenario) { $0.share = share }
    }

    /// One region, one kind of sign-in, one include or one content type is not asked for.
    private static func lacksType(_ scenario: inout Scenario, _ draw: inout Draw) {
        if scenario.collector.isEmpty, scenario.siem.faults.isEmpty, scenario.tenant.habits.batch == nil {
            scenario.tenant.sources = [draw.pick(["graph-sign-ins", "github-audit", "cloudtrail", "o365-management"])]
        }
        let type = CauseLaw.type(of: scenario, &draw)
        CauseLaw.defect(.lacksType, &scenario) { $0.scope = type }
    }

    /// Pages end among events of one instant.
    private static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 10_000)
        if draw.chance(0.4) { scenario.tenant.sources = [draw.pick(["okta-system-log", "cloudtrail"])] }
        scenario.tenant.habits.bursts = draw.number(0.15...0.5)
        let every = draw.pick([3, 5, 10]) * Span.minute
        let size = draw.pick([8, 15, 30, 40])
        CauseLaw.defect(.exclusiveBound, &scenario) { ($0.every, $0.size) = (every, size) }
    }
}
