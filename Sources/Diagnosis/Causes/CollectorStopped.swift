/// Stretches in which nothing arrived, in order of events or of the pieces they came in.
struct CollectorStopped: CauseTest {
    /// The missing rate of a stretch, at least.
    private static let leastRate = 0.9
    /// Shorter stretches are a lost batch, nanoseconds.
    private static let shortest: Int64 = 60_000_000_000
    /// Lost pieces in a row that are a stop and no lost pieces.
    static let fewestPieces = 4

    private let file: CaseFile
    private let runs: [PieceRun]

    init?(_ file: CaseFile) {
        self.file = file
        runs = PieceRun.all(file.evidence.pieces, fewest: Self.fewestPieces)
    }

    func claims(on open: [Int]) -> [Claim] {
        let inside = StretchFacts(open, in: file).facts
        let byEvents = file.stretches.indices.compactMap { claim(file.stretches[$0], inside[$0], open) }
        return byEvents + runs.compactMap { claim($0, open) }
    }

    private func claim(_ stretch: Stretch, _ facts: [Int], _ open: [Int]) -> Claim? {
        let present = Double(stretch.of - stretch.missing)
        let split = file.split(facts: facts.count, of: open.count, presentEvents: present)
        guard split.rateInside >= Self.leastRate, stretch.of < file.courses.all.events else { return nil }
        let times = file.times(of: stretch)
        guard times.last - times.first >= Self.shortest else { return nil }
        let what = stretch.scopes.isEmpty ? "" : " of \(file.words(for: stretch))"
        let nearly = stretch.missing < stretch.of ? "almost nothing" : "nothing"
        let others = stretch.scopes.isEmpty ? "" : "; other scopes arrived"
        return Claim(
            .collectorStopped, facts: facts, split: split, parameters: 2,
            evidence: [
                "\(nearly)\(what) arrived from \(Wording.instant(times.first)) to \(Wording.instant(times.last)):"
                    + " \(Wording.count(stretch.missing)) of \(Wording.counted(stretch.of, "event")) in a row"
                    + " are missing\(others)"
            ],
            advice:
                "look at the collector's log from \(Wording.instant(times.first)) on; let it keep its checkpoint and"
                + " look back over the time it was down")
    }

    private func claim(_ run: PieceRun, _ open: [Int]) -> Claim? {
        let facts = open.filter { run.available.contains(file.missing.available[$0]) }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: 0)
        guard !facts.isEmpty else { return nil }
        let (first, last) = (Wording.instant(run.available.lowerBound), Wording.instant(run.available.upperBound))
        return Claim(
            .collectorStopped, facts: facts, split: split, parameters: 2,
            evidence: [
                "all \(Wording.count(run.pieces)) pieces that became available from \(first) to \(last) are missing,"
                    + " \(Wording.counted(run.missing, "event"))"
            ],
            advice: "look at the collector's log from \(first) on; let it list content again from its last checkpoint")
    }
}
