import AuditModel

/// Events that became available after the one poll that asked for their time, by a clock of polls that is looked for.
///
/// Tells more than lateness alone where polls are far apart: of two events as late one was in time for its poll.
struct PassedByPolls: CauseTest {
    /// A clock: polls at multiples of the period after the phase, each of which asks for what is as old as the delay.
    private struct Clock {
        let period: Int64
        let phase: Int64
        let delay: Int64

        /// Whether an event became available after its poll.
        func isPast(_ event: Event) -> Bool {
            let asked = event.time + delay - phase
            return event.available > asked - Instants.phase(asked, period) + period + phase
        }
    }

    private struct Event {
        let time: Int64
        let available: Int64
    }

    private static let minute: Int64 = 60_000_000_000
    private static let periods = PhaseFold.usual.filter { $0 <= 120 * minute }
    private static let delays = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 45, 60].map { Int64($0) * minute }
    /// The missing rate of such events, at least, and how often it must be that of others.
    private static let leastRate = 0.8
    private static let leastRatio = 5.0
    /// How many times as late as present events missing ones are, at least, at the upper quartile of each.
    private static let leastLater = 1.2
    /// Events of each kind that the clock is looked for with.
    private static let most = 1_000

    private let file: CaseFile
    private let present: [Event]

    init?(_ file: CaseFile) {
        guard file.missing.isStamped, file.present.isStamped else { return nil }
        self.file = file
        present = file.present.time.indices.compactMap { Self.event(file.present, $0) }
        guard !present.isEmpty else { return nil }
    }

    func claims(on open: [Int]) -> [Claim] {
        let missing = open.compactMap { fact in Self.event(file.missing, fact).map { (fact: fact, event: $0) } }
        guard Double(missing.count) * file.missingWeight >= Attribution.fewestEvents else { return [] }
        let some = Self.thinned(missing.map(\.event))
        let held = Self.thinned(present)
        guard Self.upperQuarter(some) >= Self.leastLater * Self.upperQuarter(held) else { return [] }
        let scale = (
            missing: file.missingWeight * Double(missing.count) / Double(some.count),
            present: file.presentWeight * Double(present.count) / Double(held.count)
        )
        var best: (clock: Clock, gain: Double)?
        for clock in clocks() {
            let split = RateSplit(
                missingInside: Double(some.count { clock.isPast($0) }) * scale.missing,
                presentInside: Double(held.count { clock.isPast($0) }) * scale.present,
                missing: Double(some.count) * scale.missing, present: Double(held.count) * scale.present)
            if split.rateInside > split.rateOutside, split.gain > best?.gain ?? 0 { best = (clock, split.gain) }
        }
        guard let clock = best?.clock else { return [] }
        return claim(clock, missing.filter { clock.isPast($0.event) }.map(\.fact), open).map { [$0] } ?? []
    }

    private func clocks() -> [Clock] {
        let hour = EventTime.floor(file.evidence.window.from, 60 * Self.minute)
        return Self.periods.flatMap { period in
            Set([0, Instants.phase(hour, period)]).sorted().flatMap { phase in
                Self.delays.map { Clock(period: period, phase: phase, delay: $0) }
            }
        }
    }

    private func claim(_ clock: Clock, _ facts: [Int], _ open: [Int]) -> Claim? {
        let past = present.count { clock.isPast($0) }
        let split = file.split(facts: facts.count, of: open.count, presentFacts: past)
        guard !facts.isEmpty, split.rateInside >= Self.leastRate, split.riskRatio >= Self.leastRatio else { return nil }
        let (period, delay) = (Wording.duration(clock.period), Wording.duration(clock.delay))
        let behind = clock.delay > 0 ? ", each of which asks for what is \(delay) old" : ""
        let late = facts.map { file.missing.available[$0] - file.missing.time[$0] }.max() ?? 0
        return Claim(
            .lateArrival, facts: facts, split: split, parameters: 3,
            hypotheses: Double(2 * Self.periods.count * Self.delays.count),
            evidence: [
                "\(Wording.percent(split.rateInside)) of events that became available after the poll for their time, of"
                    + " polls every \(period)\(behind), are missing, \(Wording.percent(split.rateOutside)) of all others"
            ],
            advice: "let each poll look back further than \(Wording.duration(late)) and drop repeats by id")
    }

    private static func event(_ facts: EventFacts, _ index: Int) -> Event? {
        let (time, available) = (facts.time[index], facts.available[index])
        guard time != EventFacts.unknown, available != EventFacts.unknown else { return nil }
        return Event(time: time, available: available)
    }

    private static func upperQuarter(_ events: [Event]) -> Double {
        let lateness = events.map { $0.available - $0.time }.sorted()
        return Double(lateness[lateness.count * 3 / 4])
    }

    private static func thinned(_ events: [Event]) -> [Event] {
        let step = max(1, events.count / most)
        return stride(from: 0, to: events.count, by: step).map { events[$0] }
    }
}
