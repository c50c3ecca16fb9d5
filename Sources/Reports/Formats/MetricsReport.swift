package import AuditModel

/// `metrics.prom`: the audit as metrics, for the textfile collector of Prometheus' node exporter.
///
/// Text format 0.0.4, without timestamps, with which the collector would skip the file.
package struct MetricsReport: ReportWriter {
    package let format = "metrics"
    package let fileName: String? = "metrics.prom"

    /// The format has no settings.
    package init() {}

    /// Verdict, counts, when the audit ended, and the delay of the API where it is known.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        let audit = "audit=\"\(Self.label(report.name))\""
        let counts = report.counts
        let states: [(String, Int?)] = [
            ("matched", counts.matched), ("missing", counts.missing), ("accepted", counts.accepted),
            ("unknown", counts.unknown), ("unsettled", counts.unsettled), ("extra", counts.extra),
            ("unconfirmed", counts.unconfirmed), ("time_differs", counts.timeDiffers), ("truncated", counts.truncated),
        ]
        var text = Self.metric(
            "siemgap_audit_verdict", "gauge", "1 for the verdict of the last audit, 0 for the others.")
        for verdict in Verdict.allCases {
            text +=
                "siemgap_audit_verdict{\(audit),verdict=\"\(verdict.rawValue)\"} \(verdict == report.verdict ? 1 : 0)\n"
        }
        text += Self.metric("siemgap_audit_events", "gauge", "Events of the last audit by what became of them.")
        for case (let state, let count?) in states {
            text += "siemgap_audit_events{\(audit),state=\"\(state)\"} \(count)\n"
        }
        if let ended = presentation.ended ?? RunStart.nanoseconds(of: report.runID) {
            text += Self.metric(
                "siemgap_audit_last_end_timestamp_seconds", "gauge", "When the last audit came to its end.")
            text += "siemgap_audit_last_end_timestamp_seconds{\(audit)} \(ended / 1_000_000_000)\n"
        }
        return text + Self.drift(report, audit)
    }

    private static func metric(_ name: String, _ kind: String, _ help: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    /// Cumulative buckets without a sum, which a histogram with delays below 0 may not have.
    private static func drift(_ report: AuditReport, _ audit: String) -> String {
        guard let figures = ChartedDelay(report.drift) else { return "" }
        let name = "siemgap_api_drift_seconds"
        var text = metric(name, "histogram", "Time from an event until the API showed it; early ones count as 0.")
        var count = 0
        for bin in figures.bins {
            count += bin.count
            guard bin.to >= 0, bin.to.isFinite else { continue }
            text += "\(name)_bucket{\(audit),le=\"\(SVGDrawing.number(bin.to))\"} \(count)\n"
        }
        return text + "\(name)_bucket{\(audit),le=\"+Inf\"} \(count)\n\(name)_count{\(audit)} \(count)\n"
    }

    private static func label(_ text: String) -> String {
        var safe = ""
        for scalar in Escaping.terminal(text).unicodeScalars.prefix(200) {
            if scalar == "\\" || scalar == "\"" { safe += "\\" }
            safe.unicodeScalars.append(scalar)
        }
        return safe
    }
}
