/// Nothing is there before one moment: older events are kept no longer, or could not be asked for any more.
struct RetentionEdge: CauseTest {
    /// The missing rate before the edge, at least.
    private static let leastRate = 0.95
    private static let hour: Int64 = 3_600_000_000_000
    /// How far an age may lie from whole days to count as them.
    private static let slack = 2 * hour

    private let file: CaseFile
    private let index: Int

    init?(_ file: CaseFile) {
        let first = file.courses.all.missing > 0 ? file.courses.all.firstMissing(0..<file.evidence.timeline.count) : 0
        let index = file.stretches.firstIndex {
            $0.scopes.isEmpty && Int($0.entries.lowerBound) == first && $0.of < file.courses.all.events
        }
        guard let index, first == 0 else { return nil }
        self.file = file
        self.index = index
    }

    func claims(on open: [Int]) -> [Claim] {
        let stretch = file.stretches[index]
        let facts = StretchFacts(open, in: file).facts[index]
        let present = Double(stretch.of - stretch.missing)
        let split = file.split(facts: facts.count, of: open.count, presentEvents: present)
        guard split.rateInside >= Self.leastRate else { return [] }
        let edge = file.times(of: stretch).last
        let age = max(0, file.evidence.observed - edge)
        let days = (age + 12 * Self.hour) / (24 * Self.hour)
        let isWhole = days > 0 && abs(age - days * 24 * Self.hour) <= Self.slack
        let kept = isWhole ? ", \(days) days before it was asked" : ""
        return [
            Claim(
                .retentionEdge, facts: facts, split: split,
                evidence: [
                    "nothing from before \(Wording.instant(edge)) is there\(kept):"
                        + " \(Wording.counted(stretch.missing, "event")) from the window's beginning on"
                ],
                advice:
                    "raise the retention of the SIEM's index or table, and let the collector start before the source's"
                    + " own retention ends")
        ]
    }
}
