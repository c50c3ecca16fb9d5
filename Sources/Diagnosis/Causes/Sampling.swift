import AuditModel

/// A share of events that is left out by plan: every so many, or each day from the moment its quota is used up.
///
/// A steady share alone is no evidence for it: chance looks the same.
struct Sampling: CauseTest {
    private let file: CaseFile
    private let step: CountedStep?
    private let quota: DailyQuota?

    init?(_ file: CaseFile) {
        self.file = file
        let courses = [file.courses.all] + file.courses.scoped
        step = courses.compactMap { CountedStep($0) }.max { $0.entries.count < $1.entries.count }
        quota = DailyQuota(file)
        guard step != nil || quota != nil else { return nil }
    }

    func claims(on open: [Int]) -> [Claim] { [stepClaim(open), quotaClaim(open)].compactMap { $0 } }

    private func stepClaim(_ open: [Int]) -> Claim? {
        guard let step else { return nil }
        let entries = Set(step.entries)
        let facts = open.filter { fact in file.entry(of: fact).map { entries.contains(UInt32($0)) } ?? false }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: Double(step.present))
        let words = step.keepsOne ? "every \(step.every)th event is kept" : "every \(step.every)th event is missing"
        return Claim(
            .sampling, facts: facts, split: split, parameters: 2, hypotheses: Double(CountedStep.mostEvery),
            evidence: [
                "\(words): \(Wording.percent(step.share)) of the steps between them are multiples of \(step.every)"
            ],
            advice: "switch sampling off for audit logs in the collector's or the pipeline's filter")
    }

    private func quotaClaim(_ open: [Int]) -> Claim? {
        guard let quota else { return nil }
        let facts = open.filter { fact in
            guard let entry = file.entry(of: fact) else { return false }
            return quota.cuts.contains { $0.contains(UInt32(entry)) }
        }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: 0)
        let (least, most) = (Wording.count(quota.kept.lowerBound), Wording.count(quota.kept.upperBound))
        return Claim(
            .sampling, facts: facts, split: split, parameters: 2 + Double(quota.cuts.count), hypotheses: 24,
            evidence: [
                "on \(Wording.counted(quota.cuts.count, "day")) nothing arrived after the first \(least) to \(most) events"
                    + " until \(InstantText.padded(quota.hour, 2)):00 UTC; on no other day came more"
            ],
            advice: "raise the daily cap of the workspace or the licence, or leave audit logs out of it")
    }
}
