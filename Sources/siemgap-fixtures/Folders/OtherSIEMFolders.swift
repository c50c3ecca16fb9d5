import AuditModel

/// Management Activity events against further SIEMs and plain collectors.
enum OtherSIEMFolders {
    static func all() -> [FixtureFolder] {
        [qradar(), aggregated(), sumo(), secOps(), members(), syslog(), messy()]
    }

    private static func qradar() -> FixtureFolder {
        let pair = Planting(seed: 701, service: OfficeAudit.self).pair()
        return FixtureFolder(
            "qradar-json", "Ariel results with the event in `payload`", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: OtherSIEMForm.qradar(pair.siem)).gzipped])
    }

    private static func aggregated() -> FixtureFolder {
        let pair = Planting.clean(seed: 702, service: OfficeAudit.self, events: 40).pair()
        return FixtureFolder(
            "aggregated", "Ariel results of which three rows stand for several events each (`eventcount` 3)",
            truth: Truth(pair: pair, marks: [(.aggregated, .inconclusive)]),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: OtherSIEMForm.qradar(pair.siem, coalesced: 3))])
    }

    private static func sumo() -> FixtureFolder {
        let pair = Planting(seed: 703, service: OfficeAudit.self, siemOrder: .descending).pair()
        return FixtureFolder(
            "sumo-json", "Search job messages with the event in `_raw`", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: OtherSIEMForm.sumo(pair.siem)).gzipped])
    }

    private static func secOps() -> FixtureFolder {
        let pair = Planting(seed: 704, service: OfficeAudit.self).pair()
        return FixtureFolder(
            "secops-udm", "UDM search answer; `metadata.productLogId` holds the id", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.json", text: OtherSIEMForm.secOps(pair.siem)).gzipped])
    }

    private static func members() -> FixtureFolder {
        let pair = Planting(seed: 705, service: OfficeAudit.self).pair()
        let members = stride(from: 0, to: pair.siem.count, by: 40).flatMap { start in
            let part = Array(pair.siem[start..<min(start + 40, pair.siem.count)])
            return GzipFile.member(Array(RawForm.lines(part, OfficeAudit.self).utf8))
        }
        return FixtureFolder(
            "gzip-members", "One gzip file of several members", truth: Truth(pair: pair),
            authority: AuthoritySide.files(pair, gzip: true), siem: [FixtureFile("siem.ndjson.gz", members)])
    }

    private static func syslog() -> FixtureFolder {
        var planting = Planting(seed: 706, service: OfficeAudit.self, siemOrder: .shuffled)
        planting.cut = 3
        let pair = planting.pair()
        return FixtureFolder(
            "syslog-json", "Syslog headers of both kinds before the JSON text; three lines are cut",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.log", text: RawForm.syslogLines(pair.siem, OfficeAudit.self))])
    }

    /// A byte order mark, CRLF, blank lines, and in place of the record without an id a line that is no JSON.
    private static func messy() -> FixtureFolder {
        let pair = Planting(seed: 707, service: OfficeAudit.self, siemOrder: .shuffled).pair()
        let lines = pair.siem.enumerated().map { index, record in
            let text = record.hasID ? RawForm.text(record, OfficeAudit.self) : "-- collector restarted, no event --"
            return text + (index % 2 == 0 ? "\r\n" : "\n") + (index % 17 == 3 ? "\r\n \n" : "")
        }
        return FixtureFolder(
            "messy-ndjson", "Byte order mark, mixed line ends, blank lines, one line that is no JSON",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, gzip: true),
            siem: [FixtureFile("siem.ndjson", text: "\u{FEFF}" + lines.joined())])
    }
}
