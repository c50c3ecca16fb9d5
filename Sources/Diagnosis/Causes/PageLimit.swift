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
    /// The cut among all missing events; nil where there is none.
    private let first: WindowCut?

    init?(_ file: CaseFile) {
        self.file = file
        first = Self.cut(file.evidence, file.courses)
    }

    /// The cut that explains most.
    private static func cut(_ evidence: Evidence, _ courses: Courses) -> WindowCut? {
        let finder = WindowCutFinder(evidence)
        let scoped = courses.scoped.filter { $0.missing >= WindowCutFinder.fewestClean }
        let cuts = [
            finder.best(in: [courses.all]),
            scoped.isEmpty || scoped.count > mostScopes ? nil : finder.best(in: scoped),
            whole(courses.all, evidence),
        ]
        return cuts.compactMap { $0 }.max { $0.entries.count < $1.entries.count }
    }

    /// The cut once missing events that have a cause are left out, as if they had never been.
    private func cut(among open: [Int]) -> WindowCut? {
        guard open.count < file.missing.count else { return first }
        var isOpen = [Bool](repeating: false, count: file.evidence.timeline.count)
        for fact in open { if let entry = file.entry(of: fact) { isOpen[entry] = true } }
        var evidence = Evidence(
            window: file.evidence.window, observed: file.evidence.observed, scopes: file.evidence.scopes)
        let whole = file.evidence.timeline
        var kept: [Int] = []
        kept.reserveCapacity(whole.count)
        for entry in 0..<whole.count where !whole.isMissing[entry] || isOpen[entry] { kept.append(entry) }
        // Without enough missing events no window can be cut.
        guard kept.count - whole.count + file.courses.all.missing >= WindowCutFinder.fewestClean else { return nil }
        evidence.timeline.time = kept.map { whole.time[$0] }
        evidence.timeline.scope = kept.map { whole.scope[$0] }
        evidence.timeline.isMissing = kept.map { whole.isMissing[$0] }
        evidence.timeline.weight = kept.map { whole.weight[$0] }
        return Self.cut(evidence, Courses(evidence.timeline))?.renumbered { UInt32(kept[Int($0)]) }
    }

    /// The whole window as one answer.
    private static func whole(_ all: Course, _ evidence: Evidence) -> WindowCut? {
        let (range, kept) = (0..<all.entries.count, all.events - all.missing)
        guard wholeCaps.contains(kept), all.missing > 0 else { return nil }
        for end in WindowCut.End.allCases {
            let run = end == .newest ? all.trailingMissing(range) : all.leadingMissing(range)
            guard Double(run) >= 0.95 * Double(all.missing) else { continue }
            let places = end == .newest ? (range.upperBound - run)..<range.upperBound : 0..<run
            return WindowCut(
                length: evidence.window.length, end: end, kept: kept, cut: 1, spared: 0, smaller: 0,
                entries: Array(all.entries[places]))
        }
        return nil
    }

    func claims(on open: [Int]) -> [Claim] {
        guard let cut = cut(among: open) else { return [] }
        var isCut = [Bool](repeating: false, count: file.evidence.timeline.count)
        for entry in cut.entries { isCut[Int(entry)] = true }
        let facts = open.filter { fact in file.entry(of: fact).map { isCut[$0] } ?? false }
        return facts.isEmpty ? [] : [claim(cut, facts, open)]
    }

    private func claim(_ cut: WindowCut, _ facts: [Int], _ open: [Int]) -> Claim {
        let split = file.split(facts: facts.count, of: open.count, presentEvents: 0)
        let isPage = cut.kept <= Self.largestPage
        let (kept, length) = (Wording.count(cut.kept), Wording.duration(cut.length))
        let part = cut.end == .newest ? "newest" : "oldest"
        var evidence = [
            "of \(Wording.counted(cut.cut, "window")) of \(length) no more than \(kept) events each arrived; the \(part)"
                + " ones are missing, \(Wording.count(cut.entries.count)) together"
        ]
        if cut.cut > 1 {
            evidence.append(
                "\(Wording.counted(cut.smaller, "window")) with \(kept) events or fewer are not cut, nor"
                    + " \(cut.spared == 0 ? "is any" : "are \(Wording.count(cut.spared))") with more")
        }
        return Claim(
            isPage ? .firstPageOnly : .pageCap, facts: facts, split: split, parameters: 3,
            hypotheses: Double(WindowCutFinder.lengths.count * 10), evidence: evidence,
            advice: isPage
                ? "let the collector follow the link to the next page until there is none; it stops after \(kept)"
                : "ask for windows shorter than \(length), so that each stays below \(kept) events, or page on")
    }
}
