package import AuditModel
import Mustache

/// `report.html`: the audit as one page that needs no network, no scripts and nothing beside it.
///
/// The page stays below 5 MB whatever the audit's size: tables are cut and say so, and records are shown as long as there
/// is room.
package enum HTMLReport {
    /// The page's name in the run's folder.
    package static let fileName = "report.html"
    /// Bytes of the whole page.
    static let mostBytes = 5_000_000

    /// The whole page; ends with a line feed.
    package static func text(
        of report: AuditReport, evidence: ReportEvidence, manifest: RunManifest, in presentation: Presentation
    ) -> String {
        let page = HTMLPage(report: report, presentation: presentation, evidence: evidence, manifest: manifest)
        let empty = frame(page)
        let missing = MissingEvents(page: page).html(room: mostBytes - empty.utf8.count - 4_096)
        // The rest is made once only: the section of missing events goes where the empty frame left its place.
        guard let (before, after) = around(missingMark, in: empty) else { return empty }
        return before + missing + after
    }

    /// What stands in front of the mark's first occurrence and behind it; nil without one.
    private static func around(_ mark: String, in text: String) -> (Substring, Substring)? {
        let (bytes, wanted) = (Array(text.utf8), Array(mark.utf8))
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: wanted) }) else { return nil }
        let end = text.utf8.index(text.startIndex, offsetBy: start + wanted.count)
        return (text[..<text.utf8.index(text.startIndex, offsetBy: start)], text[end...])
    }

    /// Stands for the section of missing events until its room is known.
    private static let missingMark = "<!--missing-->"

    private static func frame(_ page: HTMLPage) -> String {
        let sections = page.sections(missing: missingMark)
        let report = page.report
        let words = VerdictSentence(report, tolerance: page.presentation.tolerance)
        let values: [String: Any] = [
            "policy": ContentPolicy.text(styles: [PageAssets.style], scripts: [PageAssets.script]),
            "title": Escaping.terminal("\(words.word): \(Shortening.label(report.name, to: 100))"),
            "name": Escaping.html(report.name, most: 100),
            "style": PageAssets.style, "script": PageAssets.script, "run": Escaping.html(report.runID, most: 120),
            "banner": report.isRedacted ? "<p class=\"banner\"><b>Redacted</b>: \(Redaction.banner)</p>\n" : "",
            "data": Escaping.dataBlock(summary(report).text()), "verdict": report.verdict.rawValue,
            "sections": sections.enumerated().map { index, section in
                ["number": "\(index + 1)", "id": section.id, "title": section.title, "body": section.body]
            },
        ]
        return PageAssets.frame.render(values)
    }

    /// What programs that open the page find in it.
    private static func summary(_ report: AuditReport) -> JSONValue {
        [
            "run_id": .string(report.runID), "verdict": .string(report.verdict.rawValue),
            "matched": .integer(report.counts.matched), "missing": .integer(report.counts.missing),
            "extra": .integer(report.counts.extra), "unknown": .integer(report.counts.unknown),
            "unsettled": .integer(report.counts.unsettled), "accepted": .integer(report.counts.accepted),
            "time_differs": .count(report.counts.timeDiffers), "events": .integer(report.authority.events),
        ]
    }
}
