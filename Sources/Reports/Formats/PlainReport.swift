package import AuditModel

/// One record a line, tab-separated, first field names the record; ASCII, nothing cut, no digits grouped.
package struct PlainReport: ReportWriter {
    package let format = "plain"
    package let fileName: String? = nil

    /// The format has no settings.
    package init() {}

    /// `verdict`, `result`, then `run`, `window`, `authority`, `siem`, `reason`, `unknown`, `trust`, `time_fault`, `gap`, `cause`,
    /// `delay`, `redacted`, `watched`, `file` lines.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        var lines = [
            ["verdict", report.verdict.rawValue, String(report.verdict.exitCode)],
            ["result"] + Self.counts(report.counts),
            ["run", report.runID, report.name] + (presentation.folder.map { [$0] } ?? []),
            Self.window(report.window),
            Self.side("authority", report.authority),
            Self.side("siem", report.siem),
        ]
        lines += report.reasons.map { ["reason", $0.code.rawValue, String($0.count), $0.message] }
        lines += report.audited.unknown.map(Self.unknown)
        lines += report.trust.map { ["trust", $0.side.word, $0.code.rawValue, $0.effect.rawValue, $0.message] }
        lines += (report.timeFaults ?? []).map(Self.timeFault)
        lines += report.gaps.map(Self.gap)
        lines += report.causes.map { cause in
            ["cause", cause.code, String(cause.explains), cause.confidence] + cause.evidence
        }
        lines += (report.drift?.quantiles ?? []).map { quantile in
            ["delay", DelayReport.text(quantile.share), Numerals.seconds(nanoseconds: Int64(quantile.seconds * 1e9))]
        }
        if report.isRedacted { lines.append(["redacted", "true"]) }
        lines += report.watched.map { ["watched", $0.name, "missing=\($0.missing)"] }
        lines += report.files.map { ["file", $0.role, $0.path, String($0.records), String($0.bytes), $0.sha256] }
        return lines.map { $0.map(Escaping.plain).joined(separator: "\t") + "\n" }.joined()
    }

    private static func counts(_ counts: AuditReport.Counts) -> [String] {
        [
            "matched=\(counts.matched)", "missing=\(counts.missing)", "extra=\(counts.extra)",
            "time_differs=" + (counts.timeDiffers.map(String.init) ?? "null"), "unknown=\(counts.unknown)",
            "accepted=\(counts.accepted)", "unsettled=\(counts.unsettled)", "unconfirmed=\(counts.unconfirmed)",
            "truncated=\(counts.truncated)", "found_by_id=\(counts.foundByID)",
        ]
    }

    private static func window(_ window: AuditReport.Window) -> [String] {
        [
            "window", instant(window.from), instant(window.to), "settled_through=" + instant(window.settledThrough),
            "settled_by=" + window.settledBy.rawValue,
        ]
    }

    private static func side(_ word: String, _ side: AuditReport.SideSummary) -> [String] {
        [
            word, side.name, side.kind, "records=\(side.records)", "events=\(side.events)",
            "repeats=\(side.repeats)", "filtered=\(side.filtered)", "unidentified=\(side.unidentified)",
            "outside_window=\(side.outsideWindow)", "conflicting=\(side.conflicting)", "untimed=\(side.untimed)",
            "truncated=\(side.truncated)",
        ]
    }

    private static func unknown(_ part: UnknownPart) -> [String] {
        [
            "unknown", part.side.word, instant(part.from), instant(part.to), part.scope?.value ?? "", part.reason,
            part.detail,
        ]
    }

    private static func timeFault(_ fault: TimeFault) -> [String] {
        [
            "time_fault", fault.kind.rawValue, fault.seconds.map(String.init) ?? "", String(fault.events),
            instant(fault.from), instant(fault.to), fault.zones.joined(separator: ","), fault.explanation,
        ]
    }

    private static func gap(_ gap: Gap) -> [String] {
        [
            "gap", String(gap.id), instant(gap.from), instant(gap.to), String(gap.missing), String(gap.of),
            gap.scope.map(\.value).joined(separator: ","), gap.cause?.code ?? "", gap.cause?.confidence ?? "",
        ]
    }

    private static func instant(_ nanoseconds: Int64?) -> String { nanoseconds.map(InstantText.rfc3339) ?? "" }
}
