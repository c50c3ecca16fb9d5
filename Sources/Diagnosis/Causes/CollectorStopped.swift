import AuditModel

/// Stretches in which nothing arrived, in order of events or of the pieces they came in.
struct CollectorStopped: CauseTest {
    /// The missing rate of a stretch, at least.
    private static let leastRate = 0.9
    /// Shorter stretches are a lost batch or page, nanoseconds; of many events they may be a stop as well.
    private static let shortest: Int64 = 300_000_000_000
    private static let shortestOfMany: Int64 = 60_000_000_000
    private static let many = 200

    private let file: CaseFile
    private let runs: [PieceRun]

    init?(_ file: CaseFile) {
        self.file = file
        let isStamped = file.missing.available.count == file.missing.count
        let pieces = file.piecesOfKeptScopes
        let first = pieces.map(\.available).min() ?? 0
        // What is gone from the beginning on is gone for its age.
        runs = isStamped ? PieceRun.all(pieces).filter { $0.available.lowerBound > first } : []
    }

    func claims(on open: [Int]) -> [Claim] {
        let inside = StretchFacts(open, in: file).facts
        let byEvents = file.stretches.indices.compactMap { claim(file.stretches[$0], inside[$0], open) }
        return byEvents + runs.compactMap { claim($0, open) }
    }

    private func claim(_ stretch: Stretch, _ facts: [Int], _ open: [Int]) -> Claim? {
        let present = Double(stretch.of - stretch.missing)
        let split = file.split(facts: facts.count, of: open.count, presentEvents: present)
        // What another cause explains of a stretch for the most part is no stop by its rest.
        guard facts.count * 2 >= file.facts(in: stretch), split.rateInside >= Self.leastRate,
            stretch.of < file.courses.all.events
        else { return nil }
        let times = file.times(of: stretch)
        guard times.last - times.first >= Self.shortest(stretch.missing) else { return nil }
        let what = stretch.scopes.isEmpty ? "" : " of \(file.words(for: stretch))"
        let nearly = stretch.missing < stretch.of ? "almost nothing" : "nothing"
        let others = stretch.scopes.isEmpty ? "" : "; other scopes arrived"
        let claim = Claim(
            .collectorStopped, facts: facts, split: split, parameters: 2,
            hypotheses: Double(file.courses.all.missing),
            evidence: [
                "\(nearly)\(what) arrived from \(Wording.instant(times.first)) to \(Wording.instant(times.last)):"
                    + " \(Wording.count(stretch.missing)) of \(Wording.counted(stretch.of, "event")) in a row"
                    + " are missing\(others)"
            ],
            advice:
                "look at the collector's log from \(Wording.instant(times.first)) on; let it keep its checkpoint and"
                + " look back over the time it was down")
        return endingDoubted(claim, last: times.first)
    }

    /// How long a stop of so many events is at least.
    private static func shortest(_ missing: Int) -> Int64 { missing >= many ? shortestOfMany : shortest }

    /// With the doubt that belongs to a stop behind which the SIEM holds nothing at all.
    private func endingDoubted(_ claim: Claim, last: Int64) -> Claim {
        guard let end = file.siemEnd, end < last else { return claim }
        var claim = claim
        claim.mostConfidence = .medium
        claim.evidence.append(
            "the SIEM holds nothing after \(Wording.instant(end)): its export may end there, or have been asked for no"
                + " more"
        )
        return claim
    }

    private func claim(_ run: PieceRun, _ open: [Int]) -> Claim? {
        let facts = open.filter { run.holds(available: file.missing.available[$0], scope: file.missing.scope[$0]) }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: 0)
        let length = run.available.upperBound - run.available.lowerBound
        guard let earliest = facts.lazy.map({ file.missing.time[$0] }).min(),
            length >= Self.shortest(Int(file.events(facts.count)))
        else { return nil }
        let scope = run.scope.flatMap { file.evidence.scopes[Int($0)] }
        let what = scope.map { " of \(Wording.quoted($0.value))" } ?? ""
        let (first, last) = (Wording.instant(run.available.lowerBound), Wording.instant(run.available.upperBound))
        let claim = Claim(
            .collectorStopped, facts: facts, split: split, parameters: 2,
            evidence: [
                "nothing\(what) arrived of \(Wording.counted(run.pieces, "piece")) in a row that became available from"
                    + " \(first) to \(last), \(Wording.counted(file.events(facts.count), "event"))"
            ],
            advice: "look at the collector's log from \(first) on; let it list content again from its last checkpoint")
        return endingDoubted(claim, last: earliest)
    }
}
