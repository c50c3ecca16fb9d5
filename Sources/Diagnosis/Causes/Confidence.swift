/// How sure a cause is, by how far it scores above chance and above other causes of the same events.
enum Confidence: String, Sendable, Comparable {
    case low, medium, high

    /// Judges a claim among all that were made on the same open events.
    init(_ claim: Claim, score: Double, among scored: [(claim: Claim, score: Double)]) {
        let rival =
            scored.filter { $0.claim.code != claim.code && Self.overlap($0.claim.facts, claim.facts) > 0.5 }
            .map(\.score).max() ?? 0
        let sharp = claim.split.rateInside >= 0.9
        let scored: Confidence =
            if score >= 60, sharp, rival < 0.8 * score {
                .high
            } else if score >= 25, sharp || rival < 0.8 * score {
                .medium
            } else {
                .low
            }
        self = min(scored, claim.mostConfidence)
    }

    static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    /// The share of the second list's entries that the first one has; both ascending.
    static func overlap(_ first: [Int], _ second: [Int]) -> Double {
        var (next, shared) = (0, 0)
        for value in second {
            while next < first.count, first[next] < value { next += 1 }
            if next < first.count, first[next] == value { shared += 1 }
        }
        return second.isEmpty ? 0 : Double(shared) / Double(second.count)
    }

    private var order: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }
}
