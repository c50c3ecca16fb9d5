import Glibc

/// Events that share the exact time of the last event of a page or poll, after which the next one began.
///
/// Of events that share an instant such a bound never loses the one that is served first, and the later one is served
/// the likelier it is lost. Losses that grow with the rate strike the first as well.
struct BoundaryTies: CauseTest {
    /// The events of an instant as the authority serves them, and the other way round; of all scopes, and of each.
    private static let orders = 4
    /// Places that are told apart; later ones are taken for the last.
    private static let places = 16
    /// The missing rate of events behind another one of their instant over that of others, at least.
    private static let leastRatio = 3.0
    /// The share of the missing events that lie behind another one of their instant, and the missing rate of those over
    /// that of others, from which on it can be nothing else; and the logarithm of one over the chance of such a share.
    private static let decisiveCoverage = 0.95
    private static let decisiveRatio = 10.0
    private static let decisiveChance = 20.0

    /// The missing rate of events behind another one of their instant, and the number of those, from which on they are
    /// folded into one document each: pages do not end at every instant.
    private static let foldRate = 0.97
    private static let fewestFolded = 50.0

    private let file: CaseFile
    /// By order: the place of each missing fact among the events of its instant; -1 where it has no time.
    private let placeOfFact: [[Int]]
    /// By order: present events at each place.
    private let present: [[Double]]

    init?(_ file: CaseFile) {
        let timeline = file.evidence.timeline
        // Where entries stand for several events, their places are not known.
        guard file.courses.all.events == timeline.count, file.presentInTimeline > 0 else { return nil }
        self.file = file
        var placeOfEntry = [[UInt8]](repeating: [UInt8](repeating: 0, count: timeline.count), count: Self.orders)
        var present = [[Double]](repeating: [Double](repeating: 0, count: Self.places), count: Self.orders)
        var counter = PlaceCounter(scopes: file.evidence.scopes.count, most: UInt8(Self.places - 1))
        var (start, single) = (0, 0)
        while start < timeline.count {
            var end = start + 1
            while end < timeline.count, timeline.time[end] == timeline.time[start] { end += 1 }
            if end == start + 1 {
                single += timeline.isMissing[start] ? 0 : 1
            } else {
                for order in 0..<Self.orders {
                    counter.place(
                        start..<end, timeline.scope, backwards: order % 2 > 0, byScope: order < 2,
                        &placeOfEntry[order])
                    for entry in start..<end where !timeline.isMissing[entry] {
                        present[order][Int(placeOfEntry[order][entry])] += 1
                    }
                }
            }
            start = end
        }
        for order in present.indices { present[order][0] += Double(single) }
        self.present = present
        placeOfFact = placeOfEntry.map { places in
            (0..<file.missing.count).map { fact in file.entry(of: fact).map { Int(places[$0]) } ?? -1 }
        }
    }

    func claims(on open: [Int]) -> [Claim] {
        placeOfFact.indices.compactMap { claim($0, open) }.max { $0.gain < $1.gain }.map { [$0] } ?? []
    }

    private func claim(_ order: Int, _ open: [Int]) -> Claim? {
        var missing = [Double](repeating: 0, count: Self.places)
        for fact in open where placeOfFact[order][fact] >= 0 { missing[placeOfFact[order][fact]] += file.missingWeight }
        let facts = open.filter { placeOfFact[order][$0] > 0 }
        let behind = present[order].dropFirst().reduce(0, +)
        let split = file.split(facts: facts.count, of: open.count, presentEvents: behind)
        guard !facts.isEmpty, split.riskRatio >= Self.leastRatio else { return nil }
        if split.rateInside >= Self.foldRate, behind + Double(facts.count) >= Self.fewestFolded {
            return foldClaim(facts, split)
        }
        var claim = Claim(
            .boundaryTies, facts: facts, split: split, parameters: 2, hypotheses: Double(Self.orders),
            evidence: [
                "\(Wording.counted(file.events(facts.count), "missing event")) have the exact time of an event that was"
                    + " served before, which is \(Wording.percent(split.coverage)) of them and"
                    + " \(Wording.percent(behind / file.presentInTimeline)) of present events; the first of an instant"
                    + " is \(split.rateOutside > 0 ? "hardly ever" : "never") missing"
            ],
            advice: "let the collector's checkpoint query use ge instead of gt, and drop repeats by id")
        let chance = Double(facts.count) * -log(max(behind, 0.5) / file.presentInTimeline)
        let isDecisive =
            split.coverage >= Self.decisiveCoverage && split.riskRatio >= Self.decisiveRatio
            && chance >= Self.decisiveChance
        // A fold strikes events of one instant too, and tells more of them.
        claim.overrules = isDecisive ? Set(CauseCode.allCases).subtracting([.boundaryTies, .idCollision]) : []
        claim.gain = max(split.gain, MonotoneFit(zip(missing, present[order]).map { ($0, $1) }).gain)
        return claim
    }

    /// Of every instant one event is kept.
    private func foldClaim(_ facts: [Int], _ split: RateSplit) -> Claim {
        Claim(
            .idCollision, facts: facts, split: split, parameters: 2, hypotheses: Double(Self.orders),
            evidence: [
                "of events that have the exact time of another one \(Wording.percent(split.rateInside)) are missing, all"
                    + " but one of each instant; of all others \(Wording.percent(split.rateOutside)) are missing"
            ],
            advice: IDCollision.advice)
    }
}
