import AuditModel

/// Windows of which the collector got so many events and no more: its first page, or the most a query returns.
struct PageLimit: CauseTest {
    /// The largest page of the sources' own (Graph and Okta 1,000); what is cut at more is a result's cap.
    private static let largestPage = 1000
    /// Counts at which whole answers end: portals, search pages and exports.
    static let wholeCaps: Set = [
        1000, 5000, 10_000, 20_000, 30_000, 50_000, 100_000, 150_000, 250_000, 500_000, 1_048_575, 1_048_576,
    ]
    private static let mostScopes = 64

    private let file: CaseFile
    private let cut: WindowCut
    private let isCut: [Bool]

    init?(_ file: CaseFile) {
        self.file = file
        let finder = WindowCutFinder(file.evidence)
        let scoped = file.courses.scoped.filter { $0.missing >= WindowCutFinder.fewestWindows }
        let cuts = [
            finder.best(in: [file.courses.all]),
            scoped.isEmpty || scoped.count > Self.mostScopes ? nil : finder.best(in: scoped),
            Self.whole(file),
        ]
        guard let cut = cuts.compactMap({ $0 }).max(by: { $0.entries.count < $1.entries.count }) else { return nil }
        self.cut = cut
        var isCut = [Bool](repeating: false, count: file.evidence.timeline.count)
        for entry in cut.entries { isCut[Int(entry)] = true }
        self.isCut = isCut
    }

    /// The whole window as one answer.
    private static func whole(_ file: CaseFile) -> WindowCut? {
        let all = file.courses.all
        let (range, kept) = (0..<all.entries.count, all.events - all.missing)
        guard wholeCaps.contains(kept), all.missing > 0 else { return nil }
        for end in WindowCut.End.allCases {
            let run = end == .newest ? all.trailingMissing(range) : all.leadingMissing(range)
            guard Double(run) >= 0.95 * Double(all.missing) else { continue }
            let places = end == .newest ? (range.upperBound - run)..<range.upperBound : 0..<run
            return WindowCut(
                length: file.evidence.window.length, end: end, kept: kept, cut: 1, spared: 0, smaller: 0,
                entries: Array(all.entries[places]))
        }
        return nil
    }

    func claims(on open: [Int]) -> [Claim] {
        let facts = open.filter { fact in file.entry(of: fact).map { isCut[$0] } ?? false }
        guard !facts.isEmpty else { return [] }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: 0)
        let isPage = cut.kept <= Self.largestPage
        let (kept, length) = (Wording.count(cut.kept), Wording.duration(cut.length))
        let part = cut.end == .newest ? "newest" : "oldest"
        var evidence = [
            "in \(Wording.counted(cut.cut, "window")) of \(length) exactly \(kept) events arrived and the \(part) ones,"
                + " \(Wording.count(cut.entries.count)), are missing"
        ]
        if cut.cut > 1 {
            evidence.append(
                "\(Wording.counted(cut.smaller, "window")) with \(kept) events or fewer are not cut, nor"
                    + " \(cut.spared == 0 ? "is any" : "are \(Wording.count(cut.spared))") with more")
        }
        return [
            Claim(
                isPage ? .firstPageOnly : .pageCap, facts: facts, split: split, parameters: 3,
                hypotheses: Double(WindowCutFinder.lengths.count * 10), evidence: evidence,
                advice: isPage
                    ? "let the collector follow the link to the next page until there is none; it stops after \(kept)"
                    : "ask for windows shorter than \(length), so that each stays below \(kept) events, or page on")
        ]
    }
}
