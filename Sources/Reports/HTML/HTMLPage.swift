import AuditModel

/// Everything the sections of a page are made from.
struct HTMLPage {
    let report: AuditReport
    let presentation: Presentation
    let evidence: ReportEvidence
    let manifest: RunManifest

    /// One section, its heading numbered by its place.
    struct Section {
        let id: String
        let title: String
        let body: String
    }

    /// The ten sections but for the missing events, whose rows fill what room the others leave.
    ///
    /// - Parameter missing: markup of the section of missing events.
    func sections(missing: String) -> [Section] {
        [
            Section(id: "verdict", title: "Verdict", body: verdict),
            Section(id: "coverage", title: "Coverage over time", body: coverage),
            Section(id: "gaps", title: "Gaps", body: gaps),
            Section(id: "delay", title: "Delay of the API", body: delay),
            Section(id: "breakdown", title: "Where events are missing", body: breakdown),
            Section(id: "differences", title: "Time differences and extra events", body: differences),
            Section(id: "missing", title: "Missing events", body: missing),
            Section(id: "history", title: "Earlier audits", body: history),
            Section(id: "method", title: "How it was measured", body: method),
            Section(id: "files", title: "Files", body: files),
        ]
    }

    /// This run among the earlier ones.
    var runs: [TrendPoint] {
        guard let from = report.window.from, let to = report.window.to else { return evidence.earlier }
        let counts = report.counts
        return evidence.earlier + [
            TrendPoint(
                runID: report.runID, verdict: report.verdict.rawValue, from: from, to: to,
                events: report.authority.events,
                missing: counts.missing, unknown: counts.unknown + counts.unsettled)
        ]
    }

    static func paragraph(_ markup: String, _ className: String = "") -> String {
        "<p\(className.isEmpty ? "" : " class=\"\(className)\"")>\(markup)</p>\n"
    }

    static func instant(_ nanoseconds: Int64?) -> String { nanoseconds.map(InstantText.rfc3339) ?? "" }

    static func number(_ count: Int?) -> String { count.map(Numerals.grouped) ?? "not computed" }

    /// `code`, escaped.
    static func code(_ text: String, most: Int = 200) -> String { "<code>\(Escaping.html(text, most: most))</code>" }
}
