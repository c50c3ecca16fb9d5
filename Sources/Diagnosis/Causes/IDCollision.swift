/// Different events that the SIEM folded into one document, since second, user and operation are the same.
struct IDCollision: CauseTest {
    private static let trait = Trait(shape: .foldedWithPresent, words: "")
    /// The missing rate of such events, at least: of events that were folded, present ones have no mate left.
    private static let leastRate = 0.5

    private let file: CaseFile
    private let count: TraitCount

    init?(_ file: CaseFile) {
        guard file.present.count > 0, file.missing.shape.count == file.missing.count else { return nil }
        self.file = file
        count = TraitCount(Self.trait, in: file.present)
    }

    func claims(on open: [Int]) -> [Claim] {
        let facts = count.open(open, in: file.missing)
        let split = file.split(facts: facts.count, of: open.count, presentFacts: count.present)
        guard split.rateInside >= Self.leastRate else { return [] }
        return [
            Claim(
                .idCollision, facts: facts, split: split,
                evidence: [
                    "\(Wording.counted(file.events(facts.count), "missing event")) share second, user and operation with"
                        + " an event that is present; two present ones almost never do"
                ],
                advice: "set the document id, or the fingerprint's fields, to the event's own id")
        ]
    }
}
