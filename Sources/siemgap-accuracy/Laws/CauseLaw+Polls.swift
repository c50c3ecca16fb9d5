import AuditModel
import Simulators

/// Losses of the collector.
extension CauseLaw {
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

    /// One to three outages, of all types or of one.
    private static func stops(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let scope = draw.chance(0.25) ? type(of: scenario, &draw) : nil
        for _ in 0..<draw.whole(1...3) {
            let length = draw.span(20 * Span.minute...scenario.tenant.length / 4)
            let from = Int64(draw.number(0.02...0.7) * Double(scenario.tenant.length))
            let lookback = draw.pick([0, 0, 10 * Span.minute], aside: [Span.hour / 4])
            defect(.outage, &scenario) { plan in
                (plan.from, plan.to, plan.lookback, plan.scope) = (from, from + length, lookback, scope)
            }
        }
    }

    /// Tokens live an hour or an hour and a quarter; a watchdog starts the collector again some time later.
    private static func expires(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = punctual(&scenario, &draw)
        let life = draw.pick([60, 75]) * Span.minute
        let period = life + Int64(draw.pick([15, 30, 60, 90, 105], aside: [20, 45, 75])) * Span.minute
        let first = Int64(draw.whole(0...59)) * Span.minute
        let every = draw.pick([1, 5]) * Span.minute
        defect(.stopsAfterStart, &scenario) { plan in
            (plan.span, plan.period, plan.from, plan.every, plan.delay) = (life, period, first, every, delay)
        }
    }

    /// A stretch is not asked for between two polls, or fractions of the first second of each are lost.
    private static func leavesHoles(_ scenario: inout Scenario, _ draw: inout Draw) {
        if draw.chance(0.2) {
            scenario.tenant.sources = ["okta-system-log"]
            let every = draw.pick([Span.minute, 2 * Span.minute], aside: [90 * Span.second])
            defect(.comparesText, &scenario) { $0.every = every }
            return
        }
        let delay = punctual(&scenario, &draw)
        let every = Int64(draw.pick([5, 10, 15, 30, 60], aside: [2, 20])) * Span.minute
        let hole = max(2 * Span.second, EventTime.floor(Int64(Double(every) * draw.number(0.02...0.2)), Span.second))
        defect(.holeBetweenPolls, &scenario) { ($0.every, $0.span, $0.delay) = (every, hole, delay) }
    }

    /// Newest event seen as the checkpoint, or each stretch of time asked for once.
    private static func passesLateEvents(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let every = draw.pick([1, 5, 10, 15]) * Span.minute
        let delay = draw.pick(
            [5 * Span.minute, 420 * Span.second, 20 * Span.minute, Span.hour], aside: [10, 30].map { $0 * Span.minute })
        let lookback = draw.pick([0, 0, 15 * Span.minute])
        let code = draw.pick([DefectCode.newestCheckpoint], aside: [.newestCheckpoint, .windowsOnce])
        defect(code, &scenario) { ($0.every, $0.delay, $0.lookback) = (every, delay, lookback) }
    }

    /// Polls that bring about as many records as the limit: some end at it, some stay below.
    private static func pollLength(around limit: Int, _ scenario: Scenario, _ draw: inout Draw) -> Int64 {
        let rate = Double(scenario.tenant.events) / Double(scenario.tenant.length)
        let wanted = Double(limit) * draw.number(0.5...1.5) / rate
        let lengths = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720].map { Int64($0) * Span.minute }
        return lengths.min { abs(Double($0) - wanted) < abs(Double($1) - wanted) } ?? Span.hour
    }

    /// More records than any service gives in one page, so that pages cannot be the reason.
    private static func capsAnswers(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 25_000)
        let delay = punctual(&scenario, &draw)
        onlyOneType(&scenario, &draw)
        let caps = draw.usesSetAside ? [1_500, 2_500, 4_000] : [2_000, 5_000, 10_000]
        let fitting = caps.filter { $0 <= scenario.tenant.events / 12 }
        let cap = draw.pick(fitting.isEmpty ? [caps[0]] : fitting)
        let every = pollLength(around: cap, scenario, &draw)
        let isNewestFirst = draw.chance(0.4)
        defect(.windowsOnce, &scenario) { ($0.every, $0.delay) = (every, delay) }
        defect(.resultCap, &scenario) { ($0.size, $0.isNewestFirst) = (cap, isNewestFirst) }
    }

    /// Pages as large as services make them: 50 of CloudTrail, 100 of Okta and GitHub, 200, 500, 1,000 of Graph and
    /// Google.
    private static func readsFirstPages(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = punctual(&scenario, &draw)
        onlyOneType(&scenario, &draw)
        let pages = draw.usesSetAside ? [50, 999] : [100, 200, 500, 1_000]
        let fitting = pages.filter { $0 <= scenario.tenant.events / 12 }
        let page = draw.pick(fitting.isEmpty ? [pages[0]] : fitting)
        let every = pollLength(around: page, scenario, &draw)
        let isNewestFirst = draw.chance(0.4)
        defect(.windowsOnce, &scenario) { ($0.every, $0.delay) = (every, delay) }
        defect(.firstPageOnly, &scenario) { ($0.size, $0.isNewestFirst) = (page, isNewestFirst) }
    }

    private static func onlyOneType(_ scenario: inout Scenario, _ draw: inout Draw) {
        guard let type = type(of: scenario, &draw) else { return }
        scenario.tenant.types = [.init(type, share: 1)]
    }

    /// Blobs that were gone when they were asked for, or listed behind the cursor.
    private static func dropsBlobs(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        // Enough events a blob for whole ones to be told from single events.
        scenario.tenant.events = max(scenario.tenant.events, 4_000)
        let spans = scenario.tenant.events / (288 * 8)
        scenario.tenant.length = Int64(min(Int(scenario.tenant.length / Span.day), max(1, spans))) * Span.day
        scenario.tenant.types = [.init("Exchange", share: 0.6), .init("SharePoint", share: 0.4)]
        let code = draw.pick([DefectCode.dropsGoneBlobs], aside: [.forwardOnlyBlobs])
        let share = draw.magnitude(0.004...0.3)
        defect(code, &scenario) { $0.share = share }
    }

    private static func lacksType(_ scenario: inout Scenario, _ draw: inout Draw) {
        if scenario.collector.isEmpty, scenario.tenant.habits.batch == nil, draw.chance(0.4) {
            scenario.tenant.sources = ["graph-directory-audits"]
        } else {
            blobs(&scenario, &draw)
        }
        let type = type(of: scenario, &draw)
        defect(.lacksType, &scenario) { $0.scope = type }
    }

    /// Pages end among events of one second.
    private static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 8_000)
        scenario.tenant.habits.bursts = draw.number(0.2...0.6)
        let every = draw.pick([1, 2, 5]) * Span.minute
        let size = draw.pick([10, 20, 50], aside: [5, 25])
        defect(.exclusiveBound, &scenario) { ($0.every, $0.size) = (every, size) }
    }
}
