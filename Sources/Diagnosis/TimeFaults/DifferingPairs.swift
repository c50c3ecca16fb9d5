import AuditModel

/// Matched events whose times differ, in order of the authority's time, and how many events each stands for.
struct DifferingPairs: Sendable {
    /// The two times of a matched event, nanoseconds since the Unix epoch.
    struct Pair: Sendable {
        let authority: Int64
        let siem: Int64
        /// When the SIEM took it; ``EventFacts/unknown`` where it does not say.
        let ingested: Int64
        /// One unit of the coarser precision.
        let unit: Int64

        /// The SIEM's time less the authority's; saturates.
        var delta: Int64 {
            let (value, overflow) = siem.subtractingReportingOverflow(authority)
            return overflow ? (siem < authority ? .min : .max) : value
        }
    }

    /// Those whose times differ, and those whose times agree at the coarser precision.
    let differing: [Pair]
    let agreeing: [Pair]
    /// Events that a differing pair stands for, and one that agrees.
    let weight: Double
    let agreeingWeight: Double

    /// Divides sampled pairs.
    init(_ pairs: TimePairs) {
        var (differing, agreeing): ([Pair], [Pair]) = ([], [])
        for index in 0..<pairs.count {
            let authority = EventTime(nanoseconds: pairs.authority[index], precision: pairs.authorityPrecision[index])
            let siem = EventTime(nanoseconds: pairs.siem[index], precision: pairs.siemPrecision[index])
            let pair = Pair(
                authority: authority.nanoseconds, siem: siem.nanoseconds,
                ingested: pairs.ingested.count == pairs.count ? pairs.ingested[index] : EventFacts.unknown,
                unit: min(authority.precision, siem.precision).nanoseconds)
            if authority.agrees(with: siem) { agreeing.append(pair) } else { differing.append(pair) }
        }
        self.differing = differing.sorted { ($0.authority, $0.siem) < ($1.authority, $1.siem) }
        self.agreeing = agreeing.sorted { ($0.authority, $0.siem) < ($1.authority, $1.siem) }
        weight = differing.isEmpty ? 1 : max(1, Double(pairs.differing) / Double(differing.count))
        let agree = Double(pairs.matched - pairs.differing)
        agreeingWeight = agreeing.isEmpty ? 1 : max(1, agree / Double(agreeing.count))
    }

    /// Events that so many differing pairs stand for.
    func events(_ pairs: Int) -> Int { Int((Double(pairs) * weight).rounded()) }
}
