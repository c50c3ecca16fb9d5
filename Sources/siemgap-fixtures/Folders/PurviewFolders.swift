/// Management Activity events against the unified audit log and `OfficeActivity`.
enum PurviewFolders {
    static func all() -> [FixtureFolder] {
        [
            current(), old(), searchCSV(), searchJSON(), resaved(), office("day-first", .european, seed: 306),
            office("month-first", .american, seed: 307),
        ]
    }

    private static func current() -> FixtureFolder {
        var planting = Planting(seed: 301, service: OfficeAudit.self, window: Instants.week)
        (planting.outside, planting.siemOrder) = (3, .descending)
        let pair = planting.pair()
        return FixtureFolder(
            "purview-csv", "Portal CSV: byte order mark, CRLF, a space after every time", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: PurviewForm.current(pair.siem))])
    }

    private static func old() -> FixtureFolder {
        let pair = Planting(seed: 302, service: OfficeAudit.self, events: 80, siemOrder: .descending).pair()
        return FixtureFolder(
            "purview-csv-old", "Portal CSV with the four columns of earlier years", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: PurviewForm.old(pair.siem))])
    }

    private static func searchCSV() -> FixtureFolder {
        let pair = Planting(seed: 303, service: OfficeAudit.self, events: 80, siemOrder: .shuffled).pair()
        return FixtureFolder(
            "ual-csv", "`Search-UnifiedAuditLog` by Export-Csv: `#TYPE` line, every cell between quotes",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: PurviewForm.searchCSV(pair.siem, total: pair.siem.count))])
    }

    private static func searchJSON() -> FixtureFolder {
        let pair = Planting(seed: 304, service: OfficeAudit.self, events: 60, siemOrder: .shuffled).pair()
        return FixtureFolder(
            "ual-json", "The same by ConvertTo-Json: pretty-printed wrappers, `/Date(ms)/`, `AuditData` as text",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: PurviewForm.searchJSON(pair.siem))])
    }

    private static func resaved() -> FixtureFolder {
        let pair = Planting(seed: 305, service: OfficeAudit.self, events: 45).pair()
        return FixtureFolder(
            "utf16-semicolon-csv", "The same, saved again by a European Excel: UTF-16LE, `sep=;`, dotted dates",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", PurviewForm.resaved(pair.siem))])
    }

    /// The table has no Azure AD events: that whole workload stays missing.
    private static func office(_ name: String, _ locale: LogAnalyticsForm.Locale, seed: UInt64) -> FixtureFolder {
        var pair = Planting(seed: seed, service: OfficeAudit.self).pair()
        let isFirst = locale == .european
        if isFirst { pair.siem.removeAll { $0.event.scope == "AzureActiveDirectory" } }
        return FixtureFolder(
            "officeactivity-csv-\(name)",
            "Log Analytics `OfficeActivity` in a \(name) browser"
                + (isFirst ? "; one workload is not in the table" : ""),
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: LogAnalyticsForm.office(pair.siem, locale))])
    }
}
