import AuditModel

/// The verdict in words: what is said before any table.
struct VerdictSentence {
    /// `COMPLETE`, `GAPS FOUND` or `INCONCLUSIVE`.
    let word: String
    /// One sentence with count and denominator.
    let sentence: String
    /// What stands beside it: the share that is present, the tolerance, what is not known.
    let figures: String

    /// Words a report's verdict; the SIEM's name is not escaped.
    init(_ report: AuditReport, tolerance: String) {
        let siem = SideNames(report).siem
        switch report.verdict {
        case .gaps:
            word = "GAPS FOUND"
            sentence = Self.missing(report.counts.missing, of: report.authority.events) + " not in \(siem)."
            figures = Self.share(report) + "tolerance \(tolerance)." + Self.unknown(report.counts)
        case .complete:
            word = "COMPLETE"
            sentence = Self.complete(report, siem: siem)
            figures = Self.share(report) + "tolerance \(tolerance)."
        case .inconclusive:
            word = "INCONCLUSIVE"
            sentence = Self.inconclusive(report, siem: siem)
            figures = Self.known(report.counts)
        }
    }

    private static func missing(_ missing: Int, of events: Int) -> String {
        "\(Numerals.grouped(missing)) of \(Numerals.counted(events, "event")) \(missing == 1 ? "is" : "are")"
    }

    private static func complete(_ report: AuditReport, siem: String) -> String {
        let events = report.authority.events
        if events == 0 { return "The authority holds no events in the window, as was expected." }
        if report.counts.missing > 0 {
            return missing(report.counts.missing, of: events) + " not in \(siem), which the tolerance allows."
        }
        let all =
            report.counts.accepted > 0
            ? "All but \(Numerals.grouped(report.counts.accepted)) accepted of \(Numerals.counted(events, "event"))"
            : events == 1 ? "The 1 event" : "All \(Numerals.counted(events, "event"))"
        let cut = report.counts.truncated
        return "\(all) \(events == 1 ? "is" : "are") in \(siem)"
            + (cut > 0 ? ", \(Numerals.grouped(cut)) of them only in part." : ".")
    }

    private static func inconclusive(_ report: AuditReport, siem: String) -> String {
        let events = report.authority.events
        if events == 0 { return "The authority holds no events in the window, which proves nothing." }
        return "Whether \(siem) holds all \(Numerals.counted(events, "event")) is not known."
    }

    private static func known(_ counts: AuditReport.Counts) -> String {
        let parts = [
            (counts.matched, "present"), (counts.missing, "missing"), (counts.unknown, "unknown"),
            (counts.unsettled, "not settled"),
        ]
        let known = parts.filter { $0.0 > 0 || $0.1 == "present" }.map { "\(Numerals.grouped($0.0)) \($0.1)" }
        return known.joined(separator: ", ") + "."
    }

    private static func unknown(_ counts: AuditReport.Counts) -> String {
        let parts = [(counts.unknown, "unknown"), (counts.unsettled, "not settled")].filter { $0.0 > 0 }
        guard !parts.isEmpty else { return "" }
        return " " + parts.map { "\(Numerals.grouped($0.0)) \($0.1)" }.joined(separator: ", ") + "."
    }

    private static func share(_ report: AuditReport) -> String {
        Numerals.percentage(report.counts.matched, of: report.authority.events).map { "\($0) present; " } ?? ""
    }
}
