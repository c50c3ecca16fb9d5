import AuditModel

/// Exports that are empty, too short in time, or laid over each other.
enum RangeFolders {
    static func all() -> [FixtureFolder] { [headerOnly(), bothEmpty(), narrow(), overlapping()] }

    private static func headerOnly() -> FixtureFolder {
        var pair = Planting.clean(seed: 1001, service: OfficeAudit.self, events: 30).pair()
        pair.siem = []
        return FixtureFolder(
            "header-only", "A CSV with a header and no row",
            truth: Truth(pair: pair, siemUnseen: .everything, marks: [(.emptySide, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: PurviewForm.current([]))])
    }

    private static func bothEmpty() -> FixtureFolder {
        let pair = PlantedPair(authority: [], siem: [], window: nil, unit: Instants.second)
        return FixtureFolder(
            "both-empty", "An empty Graph page and a CSV with a header only",
            truth: Truth(pair: pair, marks: [(.bothEmpty, .inconclusive)], isNotWhole: true),
            authority: [
                FixtureFile(
                    "authority.json",
                    text:
                        #"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns","value":[]}"#
                )
            ],
            siem: [FixtureFile("siem.csv", text: EntraPortalForm.userSignIns([]))])
    }

    /// The export was made for a shorter time than the audit asks for.
    private static func narrow() -> FixtureFolder {
        var planting = Planting.clean(seed: 1003, service: OfficeAudit.self, events: 60)
        planting.window = Instants.week
        var pair = planting.pair()
        pair.siem.removeLast(5)
        let edge = pair.siem.last?.event.time ?? 0
        return FixtureFolder(
            "narrow-range", "The export ends hours before the window that is asked for",
            truth: Truth(pair: pair, siemUnseen: .after(edge), marks: [(.narrow, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.ndjson", text: RawForm.lines(pair.siem, OfficeAudit.self))])
    }

    private static func overlapping() -> FixtureFolder {
        var pair = Planting.clean(seed: 1004, service: OfficeAudit.self, events: 60).pair()
        let (first, second) = (Array(pair.siem.prefix(40)), Array(pair.siem.dropFirst(25)))
        pair.siem = first + second
        return FixtureFolder(
            "overlapping-files", "Two exports whose ranges overlap: 15 records in both",
            truth: Truth(pair: pair, marks: [(.overlappingFiles, .remark)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [
                FixtureFile("siem/first.ndjson", text: RawForm.lines(first, OfficeAudit.self)),
                FixtureFile("siem/second.ndjson", text: RawForm.lines(second, OfficeAudit.self)),
            ])
    }
}
