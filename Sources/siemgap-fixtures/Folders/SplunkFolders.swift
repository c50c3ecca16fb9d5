import AuditModel

/// Management Activity events against what Splunk exports.
enum SplunkFolders {
    static func all() -> [FixtureFolder] { [csv(), exportJSON(), raw(), results(), failedSearch(), filtered()] }

    private static func csv() -> FixtureFolder {
        var planting = Planting(seed: 101, service: OfficeAudit.self, window: Instants.week)
        (planting.outside, planting.cut, planting.padding) = (4, 2, 11_000)
        planting.siemOrder = .descending
        let pair = planting.pair()
        return FixtureFolder(
            "splunk-csv", "Results table with extracted `Id` and `_raw`; two `_raw` cut at 10,000 bytes",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: SplunkForm.csv(pair.siem))])
    }

    private static func exportJSON() -> FixtureFolder {
        var planting = Planting(seed: 102, service: OfficeAudit.self)
        planting.siemOrder = .descending
        let pair = planting.pair()
        return FixtureFolder(
            "splunk-json", "Export endpoint lines: six previews, a message, blank lines, `lastrow` with a result",
            truth: Truth(pair: pair, marks: [(.previewRows, .remark)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: SplunkForm.exportLines(pair.siem)).gzipped])
    }

    private static func raw() -> FixtureFolder {
        var planting = Planting(seed: 103, service: OfficeAudit.self)
        (planting.cut, planting.siemOrder) = (2, .shuffled)
        let pair = planting.pair()
        return FixtureFolder(
            "splunk-raw", "Raw events, one after the other, two of them cut", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.txt", text: RawForm.lines(pair.siem, OfficeAudit.self))])
    }

    private static func results() -> FixtureFolder {
        var planting = Planting(seed: 104, service: OfficeAudit.self)
        (planting.authorityUnidentified, planting.siemOrder) = (1, .descending)
        let pair = planting.pair()
        return FixtureFolder(
            "splunk-results", "Results endpoint, one object; an authority record has no id", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: SplunkForm.results(pair.siem)).gzipped])
    }

    /// The search died after the newest rows: what is older was never given.
    private static func failedSearch() -> FixtureFolder {
        var planting = Planting.clean(seed: 105, service: OfficeAudit.self, events: 40)
        planting.siemOrder = .descending
        var pair = planting.pair()
        pair.siem.removeLast(9)
        let edge = pair.siem.last?.event.time ?? 0
        return FixtureFolder(
            "splunk-failed-search", "Export lines that end with a FATAL message before the search was done",
            truth: Truth(
                pair: pair, siemUnseen: .before(edge),
                marks: [(.previewRows, .remark), (.failedSearch, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [
                FixtureFile(
                    "siem.json", text: SplunkForm.exportLines(pair.siem, failure: "Search auto-canceled: disk quota."))
            ])
    }

    private static func filtered() -> FixtureFolder {
        var planting = Planting(seed: 106, service: OfficeAudit.self)
        planting.window = TimeWindow(from: Instants.saturday, to: Instants.saturday + 20 * Instants.hour)
        let pair = planting.pair()
        return FixtureFolder(
            "where-operation", "One operation is asked for, the rest is filtered; `_time` is seven hours behind UTC",
            truth: Truth(pair: pair, passes: { $0.operation == "FileAccessed" }),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: SplunkForm.csv(pair.siem, hoursFromUTC: -7)).gzipped],
            arguments: ["--where", "operation=FileAccessed"])
    }
}
