package import AuditModel

/// `findings.ocsf.ndjson`: the verdict and each gap as Detection Findings of the Open Cybersecurity Schema Framework,
/// to be sent to the SIEM itself.
///
/// Class 2004 of version 1.3.0 (schema.ocsf.io, `detection_finding`).
package struct OCSFReport: ReportWriter {
    package let format = "ocsf"
    package let fileName: String? = "findings.ocsf.ndjson"

    /// The format has no settings.
    package init() {}

    /// One event a line.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        let events = FindingEvents(report: report, presentation: presentation)
        return events.all.map { Self.event($0, events).text() + "\n" }.joined()
    }

    private static func event(_ finding: FindingEvents.Finding, _ events: FindingEvents) -> JSONValue {
        let report = events.report
        let severity = severity(report.verdict)
        let members: [(String, JSONValue?)] = [
            ("activity_id", .integer(1)), ("activity_name", .string("Create")), ("category_uid", .integer(2)),
            ("category_name", .string("Findings")), ("class_uid", .integer(2004)),
            ("class_name", .string("Detection Finding")), ("type_uid", .integer(200_401)),
            ("time", milliseconds(events.made)), ("severity_id", .integer(severity.id)),
            ("severity", .string(severity.name)),
            ("status_id", .integer(1)), ("status", .string("New")), ("message", .string(finding.description)),
            ("count", .integer(finding.count)), ("start_time", finding.from.map(milliseconds)),
            ("end_time", finding.to.map(milliseconds)),
            ("confidence_id", finding.gap?.cause.flatMap { confidence($0.confidence) }), ("metadata", metadata),
            ("finding_info", info(finding, events)), ("resources", resources(report)),
            ("unmapped", unmapped(finding, report)),
        ]
        return .object(members.compactMap { name, value in value.map { JSONValue.Member(name, $0) } })
    }

    private static var metadata: JSONValue {
        [
            "version": .string("1.3.0"),
            "product": [
                "name": .string(ToolVersion.name), "vendor_name": .string(ToolVersion.name),
                "version": .string(ToolVersion.version),
            ],
        ]
    }

    private static func info(_ finding: FindingEvents.Finding, _ events: FindingEvents) -> JSONValue {
        let members: [(String, JSONValue?)] = [
            ("uid", .string(finding.uid)), ("title", .string(finding.title)), ("desc", .string(finding.description)),
            ("types", .array([.string(finding.gap == nil ? "audit verdict" : "events missing in the SIEM")])),
            ("created_time", milliseconds(events.made)), ("first_seen_time", finding.from.map(milliseconds)),
            ("last_seen_time", finding.to.map(milliseconds)),
            ("data_sources", .array([.string(events.report.authority.name), .string(events.report.siem.name)])),
        ]
        return .object(members.compactMap { name, value in value.map { JSONValue.Member(name, $0) } })
    }

    private static func resources(_ report: AuditReport) -> JSONValue {
        .array([
            ["name": .string(report.authority.name), "type": .string("authority: " + report.authority.kind)],
            ["name": .string(report.siem.name), "type": .string("SIEM: " + report.siem.kind)],
        ])
    }

    private static func unmapped(_ finding: FindingEvents.Finding, _ report: AuditReport) -> JSONValue {
        [
            "run_id": .string(report.runID), "verdict": .string(report.verdict.rawValue),
            "missing": .integer(report.counts.missing), "unknown": .integer(report.counts.unknown),
            "events": .integer(report.authority.events), "gap": .count(finding.gap?.id),
            "cause": .text(finding.gap?.cause?.code),
        ]
    }

    /// Milliseconds since the Unix epoch.
    private static func milliseconds(_ nanoseconds: Int64) -> JSONValue {
        .integer(Int(EventTime.floor(nanoseconds, 1_000_000) / 1_000_000))
    }

    private static func severity(_ verdict: Verdict) -> (id: Int, name: String) {
        switch verdict {
        case .complete: (1, "Informational")
        case .inconclusive: (3, "Medium")
        case .gaps: (4, "High")
        }
    }

    /// Low, medium and high are 1 to 3.
    private static func confidence(_ word: String) -> JSONValue? {
        ["low", "medium", "high"].firstIndex(of: word).map { .integer($0 + 1) }
    }
}
