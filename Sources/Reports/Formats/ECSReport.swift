package import AuditModel

/// `findings.ecs.ndjson`: the verdict and each gap in the Elastic Common Schema, to be sent to the SIEM itself.
///
/// Version 8.11 (`event` field set of elastic.co/guide/en/ecs); fields of our own are below `siemgap`.
package struct ECSReport: ReportWriter {
    package let format = "ecs"
    package let fileName: String? = "findings.ecs.ndjson"

    /// The format has no settings.
    package init() {}

    /// One event a line.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        let events = FindingEvents(report: report, presentation: presentation)
        return events.all.map { Self.event($0, events).text() + "\n" }.joined()
    }

    private static func event(_ finding: FindingEvents.Finding, _ events: FindingEvents) -> JSONValue {
        let report = events.report
        return [
            "@timestamp": .instant(events.made), "ecs": ["version": .string("8.11.0")],
            "message": .string(finding.description), "event": details(finding, report),
            "rule": [
                "id": .string("siemgap." + report.verdict.rawValue), "name": .string(finding.title),
            ],
            "siemgap": [
                "run_id": .string(report.runID), "audit": .string(report.name),
                "verdict": .string(report.verdict.rawValue),
                "authority": .string(report.authority.name), "siem": .string(report.siem.name),
                "events": .integer(report.authority.events), "missing": .integer(finding.count),
                "unknown": .integer(report.counts.unknown), "gap": .count(finding.gap?.id),
                "cause": .text(finding.gap?.cause?.code),
                "scope": .object(Self.scope(finding.gap)),
            ],
        ]
    }

    private static func scope(_ gap: Gap?) -> [JSONValue.Member] {
        (gap?.scope ?? []).map { JSONValue.Member($0.field, .string($0.value)) }
    }

    private static func details(_ finding: FindingEvents.Finding, _ report: AuditReport) -> JSONValue {
        let length = finding.from.flatMap { from in finding.to.map { $0.subtractingReportingOverflow(from) } }
        let members: [(String, JSONValue?)] = [
            ("kind", .string(report.verdict == .inconclusive ? "pipeline_error" : "alert")),
            ("category", .array([.string("configuration")])), ("type", .array([.string("info")])),
            ("outcome", .string(outcome(report.verdict))), ("dataset", .string("siemgap.finding")),
            ("module", .string("siemgap")), ("provider", .string("siemgap")), ("id", .string(finding.uid)),
            ("action", .string(finding.gap == nil ? "audit-finished" : "gap-detected")),
            ("reason", .string(finding.description)), ("severity", .integer(severity(report.verdict))),
            ("start", finding.from.map { .instant($0) }), ("end", finding.to.map { .instant($0) }),
            ("duration", length.flatMap { $0.overflow ? nil : .integer(Int($0.partialValue)) }),
        ]
        return .object(members.compactMap { name, value in value.map { JSONValue.Member(name, $0) } })
    }

    private static func outcome(_ verdict: Verdict) -> String {
        switch verdict {
        case .complete: "success"
        case .gaps: "failure"
        case .inconclusive: "unknown"
        }
    }

    /// The steps of rules in Elastic Security: low 21, medium 47, high 73.
    private static func severity(_ verdict: Verdict) -> Int {
        switch verdict {
        case .complete: 21
        case .inconclusive: 47
        case .gaps: 73
        }
    }
}
