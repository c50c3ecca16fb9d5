import AuditModel

/// A share of events that is left out by plan: every so many, or each day from the moment its quota is used up.
///
/// A steady share alone is no evidence for it: chance looks the same.
struct Sampling: CauseTest {
    private let file: CaseFile
    private let arrivals: [Arrivals]
    /// What counts in each order that is known.
    private let steps: [(steps: EvenSteps, words: String)]
    /// By order of arrival.
    private let quotas: [DailyQuota?]

    init?(_ file: CaseFile) {
        self.file = file
        arrivals = Arrivals.all(file)
        let single = arrivals.compactMap { order in
            (order.isWhole ? EvenSteps(order.isMissing) : nil).map { (steps: $0, words: order.words) }
        }
        let byPiece = EvenSteps(file.evidence.pieces).map {
            (steps: $0, words: "in the order of the pieces they came in")
        }
        steps = (single + [byPiece].compactMap { $0 }).filter { $0.steps.gain > 0 }
        quotas = arrivals.map { DailyQuota.best($0) }
        guard !steps.isEmpty || quotas.contains(where: { $0 != nil }) else { return nil }
    }

    func claims(on open: [Int]) -> [Claim] {
        var isOpen = [Bool](repeating: false, count: file.missing.count)
        for fact in open { isOpen[fact] = true }
        let byStep = steps.max { $0.steps.gain < $1.steps.gain }.map { stepClaim($0.steps, $0.words, open) }
        let byQuota = arrivals.indices.compactMap { index in
            quotas[index].flatMap { quotaClaim($0, arrivals[index], open, isOpen) }
        }
        return [byStep, byQuota.max { $0.gain < $1.gain }].compactMap { $0 }
    }

    private func stepClaim(_ steps: EvenSteps, _ order: String, _ open: [Int]) -> Claim {
        let split = file.split(facts: open.count, of: open.count, presentEvents: file.presentInTimeline)
        let every = Wording.ratio(steps.mean)
        let words = steps.keepsOne ? "one of \(every) events is kept" : "one of \(every) events is missing"
        let usual = steps.usual.map { usual in
            ": \(Wording.percent(usual.share)) of the steps from one to the next are \(Wording.count(usual.step)) events"
        }
        var claim = Claim(
            .sampling, facts: open, split: split, parameters: 1, hypotheses: EvenSteps.hypotheses,
            evidence: ["\(words), \(order), more evenly than chance would have it\(usual ?? "")"],
            advice: "switch sampling off for audit logs in the collector's or the pipeline's filter")
        // What other causes explain is no part of what was counted.
        claim.gain = steps.gain * Double(open.count) / Double(max(1, file.missing.count))
        return claim
    }

    private func quotaClaim(_ quota: DailyQuota, _ arrivals: Arrivals, _ open: [Int], _ isOpen: [Bool]) -> Claim? {
        let facts = quota.cuts.flatMap { cut in arrivals.facts[cut].filter { $0 >= 0 && isOpen[$0] } }.sorted()
        guard !facts.isEmpty else { return nil }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: quota.present)
        let (least, most) = (Wording.count(quota.kept.lowerBound), Wording.count(quota.kept.upperBound))
        return Claim(
            .sampling, facts: facts, split: split, parameters: 2 + Double(quota.cuts.count), hypotheses: 24,
            evidence: [
                "on \(Wording.counted(quota.cuts.count, "day")) nothing arrived after the first \(least) to \(most) events,"
                    + " \(arrivals.words), until \(InstantText.padded(quota.hour, 2)):00 UTC; on no other day came more"
            ],
            advice: "raise the daily cap of the workspace or the licence, or leave audit logs out of it")
    }
}
