import AuditModel

/// Nothing is there before one moment: older events are kept no longer, or could not be asked for any more.
struct RetentionEdge: CauseTest {
    /// The missing rate before the edge, at least.
    private static let leastRate = 0.95
    private static let hour: Int64 = 3_600_000_000_000
    /// How far an age may lie from whole days to count as them.
    private static let slack = 2 * hour

    private let file: CaseFile
    /// Entries of the timeline before the edge, and how many present events are among them.
    private let end: Int
    private let present: Double

    init?(_ file: CaseFile) {
        let timeline = file.evidence.timeline
        var held: Set<UInt16> = []
        for entry in 0..<timeline.count where !timeline.isMissing[entry] { held.insert(timeline.scope[entry]) }
        // The best beginning, in which a present event weighs as much as many missing ones; what never arrives at all says
        // nothing about an edge.
        let price = Self.leastRate / (1 - Self.leastRate)
        var (score, best, end, present, before) = (0.0, 0.0, 0, 0.0, 0.0)
        for entry in 0..<timeline.count where held.contains(timeline.scope[entry]) {
            let weight = Double(timeline.weight[entry])
            score += timeline.isMissing[entry] ? 1 : -price * weight
            before += timeline.isMissing[entry] ? 0 : weight
            if score > best { (best, end, present) = (score, entry + 1, before) }
            // No later beginning makes up for that.
            if score < -Double(file.courses.all.missing) { break }
        }
        guard end > 0 else { return nil }
        self.file = file
        self.end = end
        self.present = present
    }

    func claims(on open: [Int]) -> [Claim] {
        let facts = open.filter { fact in file.entry(of: fact).map { $0 < end } ?? false }
        guard !facts.isEmpty else { return [] }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: present)
        guard split.rateInside >= Self.leastRate else { return [] }
        let edge = file.evidence.timeline.time[end - 1]
        let age = max(0, file.evidence.observed - edge)
        let days = (age + 12 * Self.hour) / (24 * Self.hour)
        let isWhole = days > 0 && abs(age - days * 24 * Self.hour) <= Self.slack
        let kept = isWhole ? ", \(days) days before it was asked" : ""
        let nearly = present > 0 ? "almost nothing" : "nothing"
        var claim = Claim(
            .retentionEdge, facts: facts, split: split,
            evidence: [
                "\(nearly) up to \(Wording.instant(edge)) is there\(kept):"
                    + " \(Wording.counted(file.events(facts.count), "event")) from the window's beginning on"
            ],
            advice:
                "raise the retention of the SIEM's index or table, and let the collector start before the source's"
                + " own retention ends")
        if let beginning = file.siemBeginning, beginning > edge {
            claim.mostConfidence = .medium
            claim.evidence.append(
                "the SIEM holds nothing before \(Wording.instant(beginning)): its export may begin there, or have been"
                    + " asked for no more")
        }
        return [claim]
    }
}
