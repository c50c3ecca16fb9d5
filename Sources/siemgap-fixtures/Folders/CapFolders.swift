import AuditModel

/// Exports with exactly as many rows as their surface gives at most.
enum CapFolders {
    static func all() -> [FixtureFolder] { [openSearch(), search()] }

    /// Events with ids that differ in their last digits only, so that 10,000 of them stay small.
    private enum TinyEvents: AuditService {
        static let precision = TimePrecision.second

        static func event(_ generator: inout SeededGenerator, number: Int, time: Int64) -> Event {
            Event(
                id: "7d0c2b6e-1b6f-4a0e-8e5a-" + InstantText.padded(number, 12), time: time, scope: "Exchange",
                operation: "SendOnBehalf", user: "ada@contoso.example", address: "192.0.2.10", succeeded: true,
                number: number)
        }

        static func record(_ record: PlantedRecord) -> JSONValue {
            [
                "CreationTime": record.time.map { .string(TimeText.iso($0, zone: "")) } ?? .null,
                "Id": .text(record.id), "Operation": .string(record.event.operation), "RecordType": 2,
                "Workload": .string(record.event.scope),
            ]
        }
    }

    /// Newest first: the cap cut off the oldest.
    private static func openSearch() -> FixtureFolder {
        var planting = Planting.clean(seed: 901, service: TinyEvents.self, events: 10_040)
        planting.siemOrder = .descending
        var pair = planting.pair()
        pair.siem.removeLast(40)
        let edge = pair.siem.last?.event.time ?? 0
        var csv = CSVText()
        csv.row(["@timestamp", "event.id"])
        for record in pair.siem {
            let time = TimeText.monthFirst(
                record.event.time, digits: 3, joint: " ", padded: true, halves: ["am", "pm"])
            csv.row([time, record.id ?? " "])
        }
        return FixtureFolder(
            "row-cap-opensearch", "Dashboards CSV of exactly 10,000 rows, newest first",
            truth: Truth(pair: pair, siemUnseen: .before(edge), marks: [(.rowCap, .inconclusive)]),
            authority: AuthoritySide.files(pair, TinyEvents.self, gzip: true),
            siem: [FixtureFile("siem.csv", text: csv.text).gzipped], arguments: ["--siem-zone", "UTC"])
    }

    /// Unsorted: any absent event may be among those that were not given.
    private static func search() -> FixtureFolder {
        var planting = Planting.clean(seed: 902, service: OfficeAudit.self, events: 137)
        planting.siemOrder = .shuffled
        var pair = planting.pair()
        pair.siem.removeLast(37)
        return FixtureFolder(
            "row-cap-ual", "`Search-UnifiedAuditLog` with its default of 100 rows, though `ResultCount` says 137",
            truth: Truth(pair: pair, siemUnseen: .everything, marks: [(.rowCap, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.csv", text: PurviewForm.searchCSV(pair.siem, total: 137)).gzipped])
    }
}
