import AuditModel

/// Gives each missing event to the cause that explains it best, the cause that explains most first.
struct Attribution {
    /// Never a cause of fewer events: chance makes patterns of a handful.
    static let fewestEvents = 8.0
    /// The least score, in twice log-likelihood, of a cause that is named.
    static let leastScore = 10.0
    /// The largest chance, corrected, of a cause that is named.
    static let largestChance = 0.001
    /// Claims that score this much of the best one's score, or less than a name's margin below it, explain the events as
    /// well.
    private static let asWell = 0.99
    /// The share of events explained by their time so far that another cause of that kind must explain of the rest: where
    /// such a cause begins and ends is known to a poll or a page, so that some of its events are always left over.
    private static let leastRest = 0.03
    /// The same for events that polls passed, beside the hole that polls leave, whose edges rise and fall like them.
    private static let leastBesideHole = 0.15
    /// Events of a stop, at least, where more is unexplained than stops explain; and how many times as many as the largest
    /// stretch that is unexplained.
    private static let fewestOfStop = 20
    private static let leastOverCrumbs = 3.0
    /// More rounds and claims than anybody needs; what is left then is unexplained.
    private static let mostRounds = 12
    private static let mostClaims = 400

    /// A claim that holds, with its score.
    typealias Scored = (claim: Claim, score: Double)

    /// Claims in order of choice, with their confidence.
    let accepted: [(claim: Claim, confidence: Confidence)]

    /// Attributes all missing facts.
    init(_ file: CaseFile, _ parallel: ParallelMap) {
        let tests = parallel.map(CauseTests.all) { $0.init(file) }.compactMap(\.self)
        let events = Double(file.courses.all.events)
        var open = Array(0..<file.missing.count)
        var accepted: [(claim: Claim, confidence: Confidence)] = []
        for _ in 0..<Self.mostRounds where Double(open.count) * file.missingWeight >= Self.fewestEvents {
            let remaining = open
            let scored = parallel.map(tests) { $0.claims(on: remaining) }.joined()
                .map { (claim: $0, score: $0.score(events: events)) }
                .filter { Self.holds($0.claim, score: $0.score, weight: file.missingWeight) }
            let chosen = Self.chosen(scored, besides: accepted.map(\.claim), facts: file.missing.count)
            guard !chosen.isEmpty, accepted.count < Self.mostClaims else { break }
            accepted += chosen.map {
                (Self.withTwin($0, among: scored), Confidence($0.claim, score: $0.score, among: scored))
            }
            var taken = [Bool](repeating: false, count: file.missing.count)
            for fact in chosen.flatMap(\.claim.facts) { taken[fact] = true }
            open.removeAll { taken[$0] }
        }
        let sure = Self.kept(accepted, unexplained: open.count, of: file.missing.count)
        self.accepted = Self.withoutCrumbs(sure, file)
    }

    /// Without short stops where more events than all stops explain are unexplained and come in stretches as well: what
    /// lost those made the stops too.
    private static func withoutCrumbs(
        _ accepted: [(claim: Claim, confidence: Confidence)], _ file: CaseFile
    ) -> [(claim: Claim, confidence: Confidence)] {
        var isOpen = [Bool](repeating: true, count: file.missing.count)
        for (claim, _) in accepted where claim.code != .unexplained { for fact in claim.facts { isOpen[fact] = false } }
        let open = isOpen.indices.filter { isOpen[$0] }
        let stopped = accepted.reduce(0) { $0 + ($1.claim.code == .collectorStopped ? $1.claim.facts.count : 0) }
        guard stopped > 0, open.count > stopped else { return accepted }
        let largest = StretchFacts(open, in: file).facts.map(\.count).max() ?? 0
        let least = max(fewestOfStop, Int(leastOverCrumbs * Double(largest)))
        return accepted.filter { $0.claim.code != .collectorStopped || $0.claim.facts.count >= least }
    }

    /// Without claims that are told by time, of a cause that explains little and is not sure of it, where most is
    /// unexplained: what lost the rest made those patterns as well.
    private static func kept(
        _ accepted: [(claim: Claim, confidence: Confidence)], unexplained: Int, of facts: Int
    ) -> [(claim: Claim, confidence: Confidence)] {
        guard unexplained * 2 > facts else { return accepted }
        let explained = accepted.reduce(into: [CauseCode: Int]()) {
            $0[$1.claim.code, default: 0] += $1.claim.facts.count
        }
        return accepted.filter { claim, confidence in
            !claim.code.isOfTime || confidence == .high
                || Double(explained[claim.code] ?? 0) >= leastRest * Double(facts)
        }
    }

    private static func holds(_ claim: Claim, score: Double, weight: Double) -> Bool {
        Double(claim.facts.count) * weight >= fewestEvents && score >= leastScore && claim.chance <= largestChance
    }

    /// What claims explain so far.
    private struct Explained {
        private var codes: Set<CauseCode> = []
        /// Facts explained by claims that are told by time.
        private var facts = 0

        init(_ claims: [Claim]) { for claim in claims { add(claim) } }

        mutating func add(_ claim: Claim) {
            codes.insert(claim.code)
            // A fold loses more where there are more events, and those of single instants are told beside the others.
            facts += claim.code.isOfTime || claim.code == .idCollision ? claim.facts.count : 0
        }

        /// Whether a claim is about no more than what those of other causes may have left over at their edges.
        func leavesOver(_ claim: Claim) -> Bool {
            let isEdge = claim.code == .lateArrival && codes.contains(.pollBoundary)
            return claim.code.isOfTime && !codes.contains(claim.code)
                && Double(claim.facts.count) < (isEdge ? leastBesideHole : leastRest) * Double(facts)
        }
    }

    /// The best claim, and of the others those that no better claim disputes; the rest is looked at again without them.
    private static func chosen(_ scored: [Scored], besides earlier: [Claim], facts: Int) -> [Scored] {
        var order = scored.indices.sorted { (scored[$1].score, $0) < (scored[$0].score, $1) }[...]
        var disputed = [Bool](repeating: false, count: facts)
        var chosen: [Scored] = []
        var explained = Explained(earlier)
        while let first = order.popFirst() {
            let index = decisive(against: first, scored, order) ?? moreSpecific(than: first, scored, order) ?? first
            if index != first { order = ([first] + order.filter { $0 != index })[...] }
            let claim = scored[index].claim
            guard !explained.leavesOver(claim) else { continue }
            if !claim.facts.contains(where: { disputed[$0] }) {
                chosen.append(scored[index])
                explained.add(claim)
            }
            for fact in claim.facts { disputed[fact] = true }
        }
        return chosen
    }

    /// A claim about a type or a value, with what is said of the same events by the other where it explains them as well.
    private static func withTwin(_ scored: Scored, among all: [Scored]) -> Claim {
        var claim = scored.claim
        let codes: Set<CauseCode> = [.typeLost, .fieldShape]
        guard codes.contains(claim.code) else { return claim }
        let twin = all.first { other in
            other.claim.code != claim.code && codes.contains(other.claim.code) && other.claim.facts == claim.facts
                && other.score >= min(asWell * scored.score, scored.score - leastScore)
        }
        if let sentence = twin?.claim.evidence.first {
            claim.evidence.append("the same events can be told another way: \(sentence)")
        }
        return claim
    }

    /// A claim that only its own cause can explain, on nearly the same events.
    private static func decisive(against index: Int, _ scored: [Scored], _ order: ArraySlice<Int>) -> Int? {
        let claim = scored[index].claim
        return order.first {
            scored[$0].claim.overrules.contains(claim.code)
                && scored[$0].score >= scored[$0].claim.leastOverruling * scored[index].score
                && Confidence.overlap(scored[$0].claim.facts, claim.facts) > 0.9
        }
    }

    /// An earlier test's claim that explains nearly the same events as well.
    private static func moreSpecific(than index: Int, _ scored: [Scored], _ order: ArraySlice<Int>) -> Int? {
        let (claim, score) = scored[index]
        return order.prefix { scored[$0].score >= min(asWell * score, score - leastScore) }
            .filter { $0 < index && scored[$0].claim.code != claim.code }
            .filter { Confidence.overlap(scored[$0].claim.facts, claim.facts) > 0.9 }
            .min()
    }
}
