/// Events that became available when the collector had already passed their time.
struct LateArrival: CauseTest {
    private static let bins = 48
    /// The missing rate of the latest events, at least: those that no poll can have waited for.
    private static let leastTopRate = 0.5
    /// The missing rate of all late events, at least: of those that are little late, some were in time for a poll.
    private static let leastRate = 0.15
    /// The share of the way from the rate of events that are not late to the highest one, from which a bin is late.
    private static let leastShare = 0.05
    /// How often a bin's rate must be that of events that are not late at all, for its events to be put down to the cause.
    private static let leastRatio = 3.0

    private let file: CaseFile
    private let lateness: Lateness
    /// Lateness of present facts, ascending.
    private let present: [Int64]

    init?(_ file: CaseFile) {
        guard let lateness = Lateness(file.evidence) else { return nil }
        self.file = file
        self.lateness = lateness
        present = lateness.present.sorted()
    }

    func claims(on open: [Int]) -> [Claim] {
        let late = open.filter { lateness.missing[$0] != EventFacts.unknown }
        guard late.count >= Int(Attribution.fewestEvents / file.missingWeight), !late.isEmpty else { return [] }
        let sorted = late.map { lateness.missing[$0] }.sorted()
        let edges = Self.edges(sorted)
        let counts = edges.indices.map { bin in
            let range = edges[bin]..<(bin + 1 < edges.count ? edges[bin + 1] : .max)
            let missing = Self.count(sorted, range)
            return (missing: Double(missing) * file.missingWeight, present: Self.count(present, range))
        }
        let below = (missing: 0.0, present: Double(Self.count(present, .min..<edges[0])) * file.presentWeight)
        let bins = [below] + counts.map { ($0.missing, Double($0.present) * file.presentWeight) }
        let fit = MonotoneFit(bins)
        guard let top = fit.rates.last, top >= Self.leastTopRate,
            let first = fit.rates.firstIndex(where: { $0 - fit.rates[0] > Self.leastShare * (top - fit.rates[0]) })
        else { return [] }
        // A little late is late for some polls and not for others.
        let usual = max(fit.rates[0], 1 / max(1, bins[0].0 + bins[0].1))
        let little = fit.rates.firstIndex { $0 >= Self.leastRatio * usual } ?? first
        guard var claim = claim(open, least: edges[first - 1], gain: fit.gain) else { return [] }
        if little > 0, little < first {
            claim.facts = open.filter { lateness.missing[$0] >= edges[little - 1] }
        }
        return [claim]
    }

    private func claim(_ open: [Int], least: Int64, gain: Double) -> Claim? {
        let facts = open.filter { lateness.missing[$0] >= least }
        let later = present.count - Self.partition(present, least)
        let split = file.split(facts: facts.count, of: open.count, presentFacts: later)
        guard split.rateInside >= Self.leastRate, split.riskRatio >= 3,
            let ranks = MannWhitney.compare(facts.map { lateness.missing[$0] }, present),
            ranks.tail <= Attribution.largestChance
        else { return nil }
        let what = lateness.isMeasured ? "became available" : "were served, by their place in the answers,"
        var claim = Claim(
            .lateArrival, facts: facts, split: split, parameters: 3,
            evidence: [
                "\(Wording.percent(split.rateInside)) of events that \(what) \(Wording.duration(least)) or more after"
                    + " their time are missing, \(Wording.percent(split.rateOutside)) of earlier ones",
                "compared in pairs, the missing event came later than the present one"
                    + " \(Wording.percent(ranks.superiority)) of the time",
            ],
            advice:
                "let each poll look back further than \(Wording.duration(Self.most(facts.map { lateness.missing[$0] })))"
                + " and drop repeats by id")
        claim.gain = max(gain, split.gain)
        return claim
    }

    /// What to change where nobody says how late events became available.
    static let unstampedAdvice =
        "let each poll look back over the longest delay that the source's documentation gives, and drop repeats by id"

    private static func most(_ values: [Int64]) -> Int64 { values.max() ?? 0 }

    /// Edges between bins of about as many missing facts each, ascending and different.
    private static func edges(_ sorted: [Int64]) -> [Int64] {
        var edges: [Int64] = []
        for bin in 0..<bins {
            let value = sorted[bin * sorted.count / bins]
            if edges.last != value { edges.append(value) }
        }
        return edges
    }

    private static func count(_ sorted: [Int64], _ range: Range<Int64>) -> Int {
        partition(sorted, range.upperBound) - partition(sorted, range.lowerBound)
    }

    /// How many of ascending values are below one.
    private static func partition(_ sorted: [Int64], _ value: Int64) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
