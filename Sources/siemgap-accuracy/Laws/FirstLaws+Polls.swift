import AuditModel
import Simulators

/// Losses of the collector.
extension FirstLaws {
    private static let pollLengths = Span.minutes([5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720])

    /// One to three outages, of all types or of one.
    static func stops(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let scope = draw.chance(0.25) ? scenario.type(&draw) : nil
        for _ in 0..<draw.whole(1...3) {
            let length = draw.span(20 * Span.minute...scenario.tenant.length / 4)
            let from = Int64(draw.number(0.02...0.7) * Double(scenario.tenant.length))
            let lookback = draw.pick([0, 0, 10 * Span.minute], aside: [Span.hour / 4])
            scenario.plant(.outage) { plan in
                (plan.from, plan.to, plan.lookback, plan.scope) = (from, from + length, lookback, scope)
            }
        }
    }

    /// Tokens live an hour or an hour and a quarter; a watchdog starts the collector again some time later.
    static func expires(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = punctual(&scenario, &draw)
        let life = draw.pick([60, 75]) * Span.minute
        let period = life + Int64(draw.pick([15, 30, 60, 90, 105], aside: [20, 45, 75])) * Span.minute
        let first = Int64(draw.whole(0...59)) * Span.minute
        let every = draw.pick([1, 5]) * Span.minute
        scenario.plantLife(life, period: period, first: first, every: every, delay: delay)
    }

    /// A stretch is not asked for between two polls, or fractions of the first second of each are lost.
    static func leavesHoles(_ scenario: inout Scenario, _ draw: inout Draw) {
        if draw.chance(0.2) {
            scenario.tenant.sources = ["okta-system-log"]
            let every = draw.pick([Span.minute, 2 * Span.minute], aside: [90 * Span.second])
            scenario.plant(.comparesText) { $0.every = every }
            return
        }
        let delay = punctual(&scenario, &draw)
        let every = Int64(draw.pick([5, 10, 15, 30, 60], aside: [2, 20])) * Span.minute
        scenario.plantHole(every: every, share: draw.number(0.02...0.2), delay: delay)
    }

    /// Newest event seen as the checkpoint, or each stretch of time asked for once.
    static func passesLateEvents(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        let every = draw.pick([1, 5, 10, 15]) * Span.minute
        let delay = draw.pick(
            [5 * Span.minute, 420 * Span.second, 20 * Span.minute, Span.hour], aside: [10, 30].map { $0 * Span.minute })
        let lookback = draw.pick([0, 0, 15 * Span.minute])
        let code = draw.pick([DefectCode.newestCheckpoint], aside: [.newestCheckpoint, .windowsOnce])
        scenario.plant(code) { ($0.every, $0.delay, $0.lookback) = (every, delay, lookback) }
    }

    /// More records than any service gives in one page, so that pages cannot be the reason.
    static func capsAnswers(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 25_000)
        let delay = punctual(&scenario, &draw)
        scenario.keepOneType(&draw)
        let caps = draw.usesSetAside ? [1_500, 2_500, 4_000] : [2_000, 5_000, 10_000]
        let cap = draw.pick(scenario.fitting(caps))
        let every = scenario.pollLength(around: cap, times: draw.number(0.5...1.5), among: pollLengths)
        let isNewestFirst = draw.chance(0.4)
        scenario.plantLimit(.resultCap, cap, every: every, delay: delay, isNewestFirst: isNewestFirst)
    }

    /// Pages as large as services make them: 50 of CloudTrail, 100 of Okta and GitHub, 200, 500, 1,000 of Graph and
    /// Google.
    static func readsFirstPages(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = punctual(&scenario, &draw)
        scenario.keepOneType(&draw)
        let pages = draw.usesSetAside ? [50, 999] : [100, 200, 500, 1_000]
        let page = draw.pick(scenario.fitting(pages))
        let every = scenario.pollLength(around: page, times: draw.number(0.5...1.5), among: pollLengths)
        let isNewestFirst = draw.chance(0.4)
        scenario.plantLimit(.firstPageOnly, page, every: every, delay: delay, isNewestFirst: isNewestFirst)
    }

    /// Blobs that were gone when they were asked for, or listed behind the cursor.
    static func dropsBlobs(_ scenario: inout Scenario, _ draw: inout Draw) {
        blobs(&scenario, &draw)
        scenario.tenant.events = max(scenario.tenant.events, 4_000)
        scenario.fillBlobs(of: 5 * Span.minute, with: 8)
        scenario.tenant.types = [.init("Exchange", share: 0.6), .init("SharePoint", share: 0.4)]
        let code = draw.pick([DefectCode.dropsGoneBlobs], aside: [.forwardOnlyBlobs])
        let share = draw.magnitude(0.004...0.3)
        scenario.plant(code) { $0.share = share }
    }

    static func lacksType(_ scenario: inout Scenario, _ draw: inout Draw) {
        if scenario.collector.isEmpty, scenario.tenant.habits.batch == nil, draw.chance(0.4) {
            scenario.tenant.sources = ["graph-directory-audits"]
        } else {
            blobs(&scenario, &draw)
        }
        let type = scenario.type(&draw)
        scenario.plant(.lacksType) { $0.scope = type }
    }

    /// Pages end among events of one second.
    static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, 8_000)
        scenario.tenant.habits.bursts = draw.number(0.2...0.6)
        let every = draw.pick([1, 2, 5]) * Span.minute
        let size = draw.pick([10, 20, 50], aside: [5, 25])
        scenario.plant(.exclusiveBound) { ($0.every, $0.size) = (every, size) }
    }
}
