import Simulators

/// Losses of the collector.
extension NumberedLaws {
    /// A collector that hangs some time after each start, until something starts it anew.
    static func expires(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = steadyLog(&scenario, &draw)
        let life = draw.pick(polls.lives.lengths)
        let period = life + draw.pick(polls.lives.rests)
        let first = Int64(draw.whole(polls.lives.starts)) * Span.minute
        scenario.plantLife(life, period: period, first: first, every: draw.pick(polls.lives.every), delay: delay)
    }

    /// Each poll begins somewhat behind the end of the one before, or sorts texts of times.
    static func leavesHoles(_ scenario: inout Scenario, _ draw: inout Draw) {
        if draw.chance(polls.holes.textShare) {
            scenario.tenant.sources = ["okta-system-log"]
            let every = draw.pick(polls.holes.textEvery)
            scenario.plant(.comparesText) { $0.every = every }
            return
        }
        let delay = steadyLog(&scenario, &draw)
        let every = draw.pick(polls.holes.every)
        scenario.plantHole(every: every, share: draw.number(polls.holes.shares), delay: delay)
    }

    /// Less slack than the service needs, with or without looking back a little.
    static func passesLateEvents(_ scenario: inout Scenario, _ draw: inout Draw) {
        log(&scenario, &draw)
        let every = draw.pick(polls.haste.every)
        let delay = draw.pick(polls.haste.delays)
        let lookback = draw.pick(polls.haste.lookbacks)
        let code = draw.pick(polls.haste.codes)
        scenario.plant(code) { ($0.every, $0.delay, $0.lookback) = (every, delay, lookback) }
    }

    /// Limits of searches, above all pages.
    static func capsAnswers(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, polls.limits.events)
        let delay = steadyLog(&scenario, &draw)
        plantLimit(.resultCap, of: polls.limits.caps, &scenario, &draw, delay: delay)
    }

    /// One page an answer and no next one.
    static func readsFirstPages(_ scenario: inout Scenario, _ draw: inout Draw) {
        let delay = steadyLog(&scenario, &draw)
        plantLimit(.firstPageOnly, of: polls.limits.pages(scenario.source), &scenario, &draw, delay: delay)
    }

    /// One of those limits, polled at a distance at which answers of one stream reach it or nearly do.
    static func plantLimit(
        _ code: DefectCode, of limits: [Int], _ scenario: inout Scenario, _ draw: inout Draw, delay: Int64
    ) {
        scenario.keepOneType(&draw)
        let limit = draw.pick(scenario.fitting(limits))
        let times = draw.number(polls.limits.times)
        let every = scenario.pollLength(around: limit, times: times, among: polls.limits.every)
        scenario.plantLimit(code, limit, every: every, delay: delay, isNewestFirst: draw.chance(0.5))
    }

    static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw) { plantTies(&scenario, &draw) }

    /// Pages end among events of one instant.
    static func plantTies(_ scenario: inout Scenario, _ draw: inout Draw) {
        scenario.tenant.events = max(scenario.tenant.events, polls.ties.events)
        if draw.chance(polls.ties.sourceShare) { scenario.tenant.sources = [draw.pick(polls.ties.sources)] }
        scenario.tenant.habits.bursts = draw.number(polls.ties.bursts)
        let every = draw.pick(polls.ties.every)
        let size = draw.pick(polls.ties.pages(scenario.source))
        scenario.plant(.exclusiveBound) { ($0.every, $0.size) = (every, size) }
    }
}
