/// Events that lie at one phase of the collector's polls, or of its tokens, by their own time or by when they became
/// available.
struct PollBoundary: CauseTest {
    /// A clock that polls may follow.
    private struct Clock: Sendable {
        let missing: [Int64]
        let fold: PhaseFold
        /// Times of present events, ascending.
        let held: [Int64]
        let present: Double
        let words: String
    }

    /// The missing rate in the hole, at least, for nobody asks for what happened in it.
    ///
    /// Where some of it arrives polls pass late events.
    private static let leastRate = 0.9
    /// How often the missing rate in the hole must be that outside.
    private static let leastRatio = 3.0
    /// Holes, with present events between them, that are a rhythm and no single stop.
    private static let fewestHoles = 5

    private let file: CaseFile
    private let clocks: [Clock]

    init?(_ file: CaseFile) {
        self.file = file
        let present = file.evidence.timeline.present
        guard !present.times.isEmpty else { return nil }
        let own = Clock(
            missing: file.missing.time, fold: PhaseFold(present: present), held: present.times,
            present: file.presentInTimeline,
            words: "their time")
        clocks = [own, Self.availability(file)].compactMap { $0 }
    }

    private static func availability(_ file: CaseFile) -> Clock? {
        let held = file.present.available.filter { $0 != EventFacts.unknown }
        guard file.missing.available.count == file.missing.count, held.count * 2 > file.present.count else {
            return nil
        }
        return Clock(
            missing: file.missing.available, fold: PhaseFold(present: Instants(held, weight: file.presentWeight)),
            held: held.sorted(),
            present: Double(held.count) * file.presentWeight, words: "the time they became available")
    }

    func claims(on open: [Int]) -> [Claim] { clocks.compactMap { claim($0, open) } }

    private func claim(_ clock: Clock, _ open: [Int]) -> Claim? {
        let timed = open.filter { clock.missing[$0] != EventFacts.unknown }
        let missing = Instants(timed.map { clock.missing[$0] }, weight: file.missingWeight)
        guard Double(timed.count) * file.missingWeight >= Attribution.fewestEvents, let found = clock.fold.best(missing)
        else { return nil }
        let facts = timed.filter { found.arc.contains(clock.missing[$0]) }
        let split = RateSplit(
            missingInside: Double(facts.count) * file.missingWeight, presentInside: found.presentInside,
            missing: Double(open.count) * file.missingWeight, present: clock.present)
        guard split.rateInside >= Self.leastRate, split.riskRatio >= Self.leastRatio,
            recurs(facts.map { clock.missing[$0] }.sorted(), among: clock.held)
        else { return nil }
        let isToken = found.arc.period >= TokenRhythm.shortest && found.arc.width >= TokenRhythm.shortestStop
        let (period, width) = (Wording.duration(found.arc.period), Wording.duration(found.arc.width))
        let place =
            found.arc.start == 0
            ? "the first \(width) of every \(period)"
            : "the same \(width) of every \(period), from \(Wording.duration(found.arc.start)) after it begins"
        return Claim(
            isToken ? .tokenRhythm : .pollBoundary, facts: facts, split: split, parameters: 3,
            hypotheses: found.hypotheses,
            evidence: [
                "\(Wording.percent(split.coverage)) of the missing events lie, by \(clock.words), in \(place), where"
                    + " \(Wording.percent(found.presentInside / max(1, clock.present))) of present events lie"
            ],
            advice: isToken
                ? TokenRhythm.advice
                : "let each poll, every \(period), begin at least \(width) before the end of the last and drop repeats by id"
        )
    }

    /// Whether present events part the missing ones of the hole, all ascending, into several.
    private func recurs(_ missing: [Int64], among held: [Int64]) -> Bool {
        var (next, holes) = (0, 1)
        for (time, following) in zip(missing, missing.dropFirst()) {
            while next < held.count, held[next] <= time { next += 1 }
            if next < held.count, held[next] < following { holes += 1 }
            if holes >= Self.fewestHoles { return true }
        }
        return false
    }
}
