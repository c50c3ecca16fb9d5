import AuditModel

/// Who explains which missing fact, and the causes as the report has them.
struct CauseTable {
    /// Sentences a cause keeps; more of one kind say no more.
    private static let mostSentences = 6

    /// By events explained, `unexplained` last.
    let causes: [Cause]
    /// For each missing fact: the index of its cause.
    let causeOfFact: [UInt8]
    /// For each missing fact: the index of its claim, -1 where none explains it.
    let claimOfFact: [Int]
    /// The claims, with the confidence of each.
    let claims: [(claim: Claim, confidence: Confidence)]

    /// Sums up claims by code.
    init(_ file: CaseFile, _ attribution: Attribution) {
        claims = attribution.accepted
        var claimOfFact = [Int](repeating: -1, count: file.missing.count)
        for (index, accepted) in claims.enumerated() {
            for fact in accepted.claim.facts { claimOfFact[fact] = index }
        }
        var facts: [CauseCode: Int] = [:]
        for claim in claimOfFact { facts[claim < 0 ? .unexplained : claims[claim].claim.code, default: 0] += 1 }
        let codes = facts.keys.sorted { Self.order($0, facts) < Self.order($1, facts) }
        let events = Self.events(codes.map { facts[$0] ?? 0 }, total: max(file.missing.population, file.missing.count))
        var causes: [Cause] = []
        for (code, explains) in zip(codes, events) {
            causes.append(Self.cause(code, explains, claims.filter { $0.claim.code == code }))
        }
        self.causes = causes
        self.claimOfFact = claimOfFact
        let claims = claims
        causeOfFact = claimOfFact.map { claim in
            let code = claim < 0 ? .unexplained : claims[claim].claim.code
            return UInt8(codes.firstIndex(of: code) ?? 0)
        }
    }

    /// The cause of a claim, with the claim's own sentences.
    func cause(ofClaim index: Int, explains: Int) -> Cause {
        let (claim, confidence) = claims[index]
        return Cause(
            code: claim.code.rawValue, explains: explains, confidence: confidence.rawValue, evidence: claim.evidence,
            advice: claim.advice)
    }

    private static func order(_ code: CauseCode, _ facts: [CauseCode: Int]) -> (Int, Int, String) {
        (code == .unexplained ? 1 : 0, -(facts[code] ?? 0), code.rawValue)
    }

    private static func cause(
        _ code: CauseCode, _ explains: Int, _ claims: [(claim: Claim, confidence: Confidence)]
    ) -> Cause {
        guard let first = claims.first else {
            return Cause(code: code.rawValue, explains: explains, confidence: "none", evidence: [], advice: "")
        }
        let largest = claims.sorted { $0.claim.facts.count > $1.claim.facts.count }
        var sentences = largest.flatMap(\.claim.evidence)
        if sentences.count > mostSentences {
            let rest = sentences.count - mostSentences + 1
            sentences = sentences.prefix(mostSentences - 1) + ["and \(Wording.count(rest)) more of the kind"]
        }
        let confidence = claims.map(\.confidence).min() ?? .low
        return Cause(
            code: code.rawValue, explains: explains,
            confidence: code == .unexplained ? "none" : confidence.rawValue, evidence: sentences,
            advice: first.claim.advice)
    }

    /// Whole numbers in the proportion of the facts that sum to the total: the largest remainders are rounded up.
    static func events(_ facts: [Int], total: Int) -> [Int] {
        let sum = facts.reduce(0, +)
        guard sum > 0 else { return facts }
        let exact = facts.map { Int128($0) * Int128(total) }
        var events = exact.map { Int($0 / Int128(sum)) }
        let order = exact.indices.sorted { (exact[$1] % Int128(sum), $0) < (exact[$0] % Int128(sum), $1) }
        for index in order.prefix(total - events.reduce(0, +)) { events[index] += 1 }
        return events
    }
}
