import AuditModel

/// Graph directory audits and risk detections.
enum DirectoryFolders {
    static func all() -> [FixtureFolder] { [portalJSON(), portalCSV(), workspaceCSV(), risk()] }

    private static func portalJSON() -> FixtureFolder {
        let pair = Planting(seed: 501, service: DirectoryAudits.self, events: 52, authorityOrder: .descending).pair()
        return FixtureFolder(
            "directory-audits-portal-json", "Graph pages against the portal's JSON array; ids are no GUIDs",
            truth: Truth(pair: pair),
            authority: RawForm.graphPages(pair.authority, DirectoryAudits.self, path: "directoryAudits", size: 30),
            siem: [FixtureFile("siem.json", text: RawForm.array(pair.siem, DirectoryAudits.self))])
    }

    /// The CSV has no id column, so a record that the authority lacks is not an extra event but one without identity.
    private static func portalCSV() -> FixtureFolder {
        var planting = Planting.clean(seed: 502, service: DirectoryAudits.self, events: 100)
        (planting.missingRun, planting.missingScattered, planting.siemUnidentified) = (7, 3, 2)
        let pair = planting.pair()
        return FixtureFolder(
            "directory-audits-portal-csv", "Portal CSV without an id column: matched by its fields and time",
            truth: Truth(pair: pair, marks: [(.weakMatch, .remark)]),
            authority: AuthoritySide.files(pair, DirectoryAudits.self, gzip: true),
            siem: [FixtureFile("siem.csv", text: EntraPortalForm.directoryAudits(pair.siem))],
            arguments: ["--match", "correlationId|CorrelationId,activityDisplayName|Activity,category|Category"])
    }

    private static func workspaceCSV() -> FixtureFolder {
        let pair = Planting(seed: 503, service: DirectoryAudits.self, events: 106, siemOrder: .descending).pair()
        return FixtureFolder(
            "directory-audits-log-analytics-csv", "Log Analytics `AuditLogs` with JSON in cells, day first",
            truth: Truth(pair: pair), authority: AuthoritySide.files(pair, DirectoryAudits.self, gzip: true),
            siem: [FixtureFile("siem.csv", text: LogAnalyticsForm.directoryAudits(pair.siem, .european))])
    }

    private static func risk() -> FixtureFolder {
        let pair = Planting(seed: 504, service: RiskDetections.self, events: 56).pair()
        return FixtureFolder(
            "risk-detections", "Graph pages against the same records, one a line", truth: Truth(pair: pair),
            authority: RawForm.graphPages(pair.authority, RiskDetections.self, path: "riskDetections", size: 500),
            siem: [FixtureFile("siem.ndjson", text: RawForm.lines(pair.siem, RiskDetections.self)).gzipped])
    }
}
