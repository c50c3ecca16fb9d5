import AuditModel

/// Exports whose end is missing.
enum CutFolders {
    static func all() -> [FixtureFolder] {
        [cutTail(), cutTailUnordered(), openQuote(), cutGzip(), authorityCutTail(), cellCap()]
    }

    private static func planting(_ seed: UInt64, _ order: Planting.Order = .ascending) -> Planting {
        var planting = Planting.clean(seed: seed, service: OfficeAudit.self, events: 80)
        planting.siemOrder = order
        return planting
    }

    /// The times run one way: before the cut absence is a loss, after it nothing is known.
    private static func cutTail() -> FixtureFolder {
        var planting = planting(801)
        (planting.missingRun, planting.missingScattered) = (5, 0)
        var pair = planting.pair()
        pair.siem.removeLast(12)
        let edge = cutLast(&pair.siem)
        return FixtureFolder(
            "cut-tail", "Lines in order of time that end in the middle of a record, after a loss",
            truth: Truth(pair: pair, siemUnseen: .after(edge), marks: [(.cutTail, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.ndjson", text: withoutLineEnd(RawForm.lines(pair.siem, OfficeAudit.self)))])
    }

    /// The times run both ways: every absent event may have come later in the file.
    private static func cutTailUnordered() -> FixtureFolder {
        var pair = planting(802, .shuffled).pair()
        let ends = Set([pair.authority.first, pair.authority.last].compactMap { $0?.event.id })
        let (kept, lost) = (pair.siem.dropLast(10), pair.siem.suffix(10))
        pair.siem = lost.filter { ends.contains($0.event.id) } + kept
        cutLast(&pair.siem)
        return FixtureFolder(
            "cut-tail-unordered", "Lines in no order that end in the middle of a record",
            truth: Truth(pair: pair, siemUnseen: .everything, marks: [(.cutTail, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.ndjson", text: withoutLineEnd(RawForm.lines(pair.siem, OfficeAudit.self)))])
    }

    private static func openQuote() -> FixtureFolder {
        var pair = planting(803, .descending).pair()
        pair.siem.removeLast(9)
        let edge = pair.siem.last?.event.time ?? 0
        let text = SplunkForm.csv(pair.siem)
        pair.siem[pair.siem.count - 1].isCut = true
        return FixtureFolder(
            "open-quote", "CSV, newest first, that ends inside a quoted `_raw`",
            truth: Truth(pair: pair, siemUnseen: .before(edge), marks: [(.openQuote, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", Array(text.utf8.dropLast(60)))])
    }

    private static func cutGzip() -> FixtureFolder {
        var pair = planting(804).pair()
        pair.siem.removeLast(20)
        let edge = pair.siem.last?.event.time ?? 0
        let bytes = GzipFile.cutMember(Array(RawForm.lines(pair.siem, OfficeAudit.self).utf8))
        return FixtureFolder(
            "cut-gzip", "A gzip file cut short where a record happens to end",
            truth: Truth(pair: pair, siemUnseen: .after(edge), marks: [(.cutGzip, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true), siem: [FixtureFile("siem.ndjson.gz", bytes)])
    }

    /// What the SIEM holds beyond the authority's cut is neither matched nor extra.
    private static func authorityCutTail() -> FixtureFolder {
        var planting = planting(805)
        planting.window = TimeWindow(from: Instants.saturday, to: Instants.saturday + 20 * Instants.hour)
        var pair = planting.pair()
        pair.authority.removeLast(2)
        let edge = cutLast(&pair.authority)
        let text = withoutLineEnd(RawForm.lines(pair.authority, OfficeAudit.self))
        return FixtureFolder(
            "authority-cut-tail", "The authority's lines end in the middle of a record",
            truth: Truth(pair: pair, authorityUnseen: .after(edge), marks: [(.cutTail, .inconclusive)]),
            authority: [FixtureFile("authority.ndjson", text: text)],
            siem: [FixtureFile("siem.ndjson", text: RawForm.lines(pair.siem, OfficeAudit.self)).gzipped])
    }

    /// A spreadsheet keeps 32,767 characters of a cell: the event is there, its end is not.
    private static func cellCap() -> FixtureFolder {
        var planting = Planting.clean(seed: 806, service: OfficeAudit.self, events: 25)
        (planting.cut, planting.padding) = (1, 36_000)
        let pair = planting.pair()
        var whole = pair.siem
        for index in whole.indices { whole[index].isCut = false }
        return FixtureFolder(
            "cell-cap", "A CSV cell cut at 32,767 characters",
            truth: Truth(pair: pair, marks: [(.cellCap, .remark)]), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: PurviewForm.current(whole, cellLimit: 32_767))])
    }

    /// Cuts the last record and gives its time.
    @discardableResult private static func cutLast(_ records: inout [PlantedRecord]) -> Int64 {
        records[records.count - 1].isCut = true
        return records[records.count - 1].event.time
    }

    private static func withoutLineEnd(_ text: String) -> String { String(text.dropLast()) }
}
