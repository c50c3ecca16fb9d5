/// Different events that the SIEM folded into one document, since user, operation and a cut time are the same.
struct IDCollision: CauseTest {
    /// What to change, whichever test found the fold.
    static let advice = "set the document id, or the fingerprint's fields, to the event's own id"
    private static let trait = Trait(shape: .foldedWithPresent, words: "")
    /// The missing rate of such events, at least: of events that were folded, present ones have no mate left.
    private static let leastRate = 0.8
    /// How often the missing rate of such events must be that of others, where stretches are long.
    private static let leastRatio = 10.0
    /// The estimated share of missing events that have a mate, at least, for all to be put down to the fold where only a
    /// sample of the mates is known.
    private static let leastEstimate = 0.7

    private let file: CaseFile
    private let count: TraitCount
    private let folded: FoldedUnits

    init?(_ file: CaseFile) {
        guard file.present.count > 0, file.missing.shape.count == file.missing.count else { return nil }
        self.file = file
        count = TraitCount(Self.trait, in: file.present)
        folded = FoldedUnits(file)
    }

    func claims(on open: [Int]) -> [Claim] {
        let byUnit = folded.units.compactMap { claim($0, open) }.max { $0.gain < $1.gain }
        let claims = [bySecond(open), byUnit].compactMap { $0 }
        // Of two lengths for one fold the longer one holds what the other does.
        guard var widest = claims.max(by: { $0.facts.count < $1.facts.count }) else { return [] }
        widest.gain = claims.map(\.gain).max() ?? widest.gain
        return [widest]
    }

    private func bySecond(_ open: [Int]) -> Claim? {
        let facts = count.open(open, in: file.missing)
        let split = file.split(facts: facts.count, of: open.count, presentFacts: count.present)
        guard split.rateInside >= Self.leastRate else { return nil }
        return claim(facts, split, hypotheses: 1, shared: facts.count, "second")
    }

    /// Counts facts on both sides: a mate is known only if it is among the present facts, for missing and for present
    /// ones alike.
    private func claim(_ unit: FoldedUnits.Unit, _ open: [Int]) -> Claim? {
        let facts = open.filter { unit.hasMate[$0] }
        let split = RateSplit(
            missingInside: Double(facts.count), presentInside: Double(unit.presentMates) + 0.5,
            missing: Double(open.count), present: Double(file.present.count))
        guard split.rateInside >= FoldedUnits.leastRate, split.riskRatio >= Self.leastRatio else { return nil }
        let isMost =
            file.presentWeight > 1
            && Double(facts.count) * file.presentWeight >= Self.leastEstimate * Double(open.count)
        let length = Wording.duration(unit.length)
        return claim(
            isMost ? open : facts, split, hypotheses: Double(FoldedUnits.lengths.count), shared: facts.count,
            "stretch of \(length)")
    }

    private func claim(_ facts: [Int], _ split: RateSplit, hypotheses: Double, shared: Int, _ unit: String) -> Claim {
        let among = shared < facts.count ? " among those that were looked at" : ""
        return Claim(
            .idCollision, facts: facts, split: split, hypotheses: hypotheses,
            evidence: [
                "\(Wording.counted(file.events(shared), "missing event")) share \(unit), user and operation with"
                    + " an event that is present\(among); two present ones almost never do"
            ],
            advice: Self.advice)
    }
}
