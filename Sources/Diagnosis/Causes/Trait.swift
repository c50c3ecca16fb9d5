/// A property that a record has or has not.
struct Trait: Sendable {
    /// The bits of which a record has at least one.
    let shape: RecordShape
    /// What such records are called: `records with an IPv6 address`.
    let words: String

    /// Facts that have it.
    func holds(_ shape: RecordShape) -> Bool { !self.shape.isDisjoint(with: shape) }
}

/// How many present facts have a trait, and which open ones.
struct TraitCount: Sendable {
    let trait: Trait
    let present: Int

    /// Counts present facts.
    init(_ trait: Trait, in facts: EventFacts) {
        self.trait = trait
        present = facts.shape.count { trait.holds($0) }
    }

    /// Open facts that have it.
    func open(_ open: [Int], in facts: EventFacts) -> [Int] { open.filter { trait.holds(facts.shape[$0]) } }
}
