/// Events that share the exact time of the last event of a poll, after which the next poll began.
struct BoundaryTies: CauseTest {
    private static let trait = Trait(shape: .tiedWithPresent, words: "")
    /// The share of missing events that has such a mate, at least, while other causes are still open.
    private static let leastShare = 0.5
    /// The share of present events that has such a mate, at most; beyond it ties say nothing.
    private static let mostShare = 0.5

    /// The missing rate of events with a mate over that of others, at least.
    private static let leastRatio = 3.0

    private let file: CaseFile
    private let count: TraitCount

    init?(_ file: CaseFile) {
        guard file.present.count > 0, file.missing.shape.count == file.missing.count else { return nil }
        self.file = file
        count = TraitCount(Self.trait, in: file.present)
        guard Double(count.present) <= Self.mostShare * Double(file.present.count) else { return nil }
    }

    func claims(on open: [Int]) -> [Claim] {
        let facts = count.open(open, in: file.missing)
        guard Double(facts.count) >= Self.leastShare * Double(open.count) else { return [] }
        let split = file.split(facts: facts.count, of: open.count, presentFacts: count.present)
        guard split.riskRatio >= Self.leastRatio else { return [] }
        let usual = Double(count.present) / Double(file.present.count)
        return [
            Claim(
                .boundaryTies, facts: facts, split: split,
                evidence: [
                    "\(Wording.counted(file.events(facts.count), "missing event")) have the exact time of an event that is"
                        + " present, which is \(Wording.percent(split.coverage)) of them and"
                        + " \(Wording.percent(usual)) of present events"
                ],
                advice: "let the collector's checkpoint query use ge instead of gt, and drop repeats by id")
        ]
    }
}
