/// Records that a line-wise transport tears apart: those with a line break inside, and those that follow one.
struct Framing: CauseTest {
    private static let traits = [
        Trait(shape: .lineBreak, words: "records with a line break inside"),
        Trait(shape: .afterLineBreak, words: "records that follow one with a line break inside"),
        Trait(
            shape: [.lineBreak, .afterLineBreak],
            words: "records with a line break inside, or right after such a record"
        ),
    ]
    /// The missing rate of such records, at least.
    private static let leastRate = 0.6

    private let file: CaseFile
    private let counts: [TraitCount]

    init?(_ file: CaseFile) {
        guard file.present.count > 0, file.missing.shape.count == file.missing.count else { return nil }
        self.file = file
        counts = Self.traits.map { TraitCount($0, in: file.present) }
    }

    func claims(on open: [Int]) -> [Claim] {
        let claims = counts.compactMap { count -> Claim? in
            let facts = count.open(open, in: file.missing)
            let split = file.split(facts: facts.count, of: open.count, presentFacts: count.present)
            guard split.rateInside >= Self.leastRate else { return nil }
            return Claim(
                .framing, facts: facts, split: split, hypotheses: Double(counts.count),
                evidence: [
                    "\(Wording.percent(split.rateInside)) of \(count.trait.words) are missing,"
                        + " \(Wording.percent(split.rateOutside)) of all others"
                ],
                advice:
                    "set the collector's transport to octet counting or one JSON document a line with breaks escaped")
        }
        return claims.max { $0.gain < $1.gain }.map { [$0] } ?? []
    }
}
