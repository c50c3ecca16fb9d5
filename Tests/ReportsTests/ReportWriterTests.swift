import AuditModel
import Foundation
import Reports
import TestKit
import Testing

/// What every format promises, and the exact text of each for the canned reports.
struct ReportWriterTests {
    static let reports: [(name: String, report: AuditReport)] = [
        ("complete", CannedReports.complete), ("gaps", CannedReports.gaps),
        ("inconclusive", CannedReports.inconclusive), ("empty", CannedReports.empty),
    ]

    /// Control characters, direction marks, markup, a formula, separators, a lone quote.
    static let hostile = "=cmd|'/c'!A1\t\"<script>\u{1B}[31m\u{202E}a|b`*_[x](http://h)\r\n\u{FEFF}\u{7F}é@all"

    static var presentation: Presentation {
        var presentation = Presentation()
        presentation.folder = "reports/20261117T080211Z-weekly-7f3a"
        presentation.secondsTaken = [.authority: 2.4, .siem: 408]
        return presentation
    }

    @Test(
        arguments: ["complete", "gaps", "inconclusive", "empty"],
        ["human", "plain", "json", "markdown", "junit", "github", "metrics", "ocsf", "ecs"]
    )
    func exactText(report name: String, format: String) throws {
        var report = try #require(Self.reports.first { $0.name == name }).report
        // Two cells show their form; the text of all would be long and tell no more.
        if format == "json" || format == "junit" { report.coverage = Array(report.coverage.prefix(2)) }
        let writer = try #require(ReportFormats.named(format))
        try ExpectedText.check(writer.text(of: report, in: Self.presentation), "\(name)-\(format).txt")
    }

    @Test(arguments: [60, 100, 120]) func humanAtOtherWidths(_ width: Int) throws {
        var presentation = Self.presentation
        presentation.width = width
        presentation.usesBlocks = true
        let text = HumanReport().text(of: CannedReports.gaps, in: presentation)
        try ExpectedText.check(text, "gaps-human-\(width)-blocks.txt")
        #expect(text.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= max(width, 80) })
    }

    @Test(arguments: ReportFormats.all.map(\.format))
    func contract(_ format: String) throws {
        let writer = try #require(ReportFormats.named(format))
        for report in Self.reports.map(\.report) + [CannedReports.hostile(Self.hostile), AuditReport()] {
            let text = writer.text(of: report, in: Self.presentation)
            #expect(text == writer.text(of: report, in: Self.presentation))
            #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
            #expect(text.contains(report.verdict.rawValue))
            #expect(text.unicodeScalars.allSatisfy { !$0.isHostile || $0 == "\n" || (format == "plain" && $0 == "\t") })
        }
    }

    @Test func formatsAreDistinct() {
        #expect(Set(ReportFormats.all.map(\.format)).count == ReportFormats.all.count)
        let files = ReportFormats.all.compactMap(\.fileName)
        #expect(
            files == [
                "report.json", "report.md", "junit.xml", "metrics.prom", "findings.ocsf.ndjson", "findings.ecs.ndjson",
            ])
    }

    @Test func jsonIsOneDocumentWithTheContractsFields() throws {
        let text = JSONReport().text(of: CannedReports.hostile(Self.hostile), in: Presentation())
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["name"] as? String == Self.hostile)
        let names = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.compactMap {
            $0.split(separator: "\"").dropFirst().first
        }
        #expect(
            names == [
                "schema_version", "tool", "run_id", "name", "verdict", "exit_code", "reasons", "window", "audited",
                "authority", "siem", "counts", "trust", "time_faults", "gaps", "causes", "coverage", "breakdown",
                "drift", "files", "problems",
            ])
    }

    @Test func partsNotComputedAreNull() throws {
        var report = CannedReports.gaps
        report.causes = []
        report.timeFaults = nil
        report.counts.timeDiffers = nil
        let text = report.json.text()
        for name in ["causes", "time_faults", "breakdown", "drift", "time_differs", "pulls"] {
            #expect(text.contains("\"\(name)\":null"), "\(name)")
        }
        #expect(CannedReports.complete.json.text().contains("\"causes\":[]"))
    }

    @Test func estimatesSayFromHowManyEvents() {
        var report = CannedReports.gaps
        report.breakdown = [
            BreakdownRow(field: "Operation", value: "Send", authority: 900, missing: 30, riskRatio: 2.5)
        ]
        #expect(!report.json.text().contains("breakdown_sample"))
        #expect(!MarkdownReport().text(of: report, in: Presentation()).contains("estimated"))
        report.breakdownSample = 20_007
        #expect(report.json.text().contains("\"breakdown_sample\":20007"))
        #expect(MarkdownReport().text(of: report, in: Presentation()).contains("estimated from 20,007 present events."))
    }

    @Test func completeFitsInTenLines() {
        let text = HumanReport().text(of: CannedReports.complete, in: Self.presentation)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().count <= 10)
        #expect(text.hasSuffix("complete (exit 0)\n"))
    }

    @Test func hundredPercentOnlyIfNothingIsMissing() {
        var report = CannedReports.gaps
        report.coverage = []
        report.counts.missing = 1
        report.counts.matched = report.authority.events - 1
        for writer in ReportFormats.all {
            #expect(!writer.text(of: report, in: Self.presentation).contains("100 %"), "\(writer.format)")
        }
    }

    @Test func statusLineTellsOfTheFlag() {
        var presentation = Self.presentation
        presentation.exitCode = 0
        let text = HumanReport().text(of: CannedReports.gaps, in: presentation)
        #expect(text.hasSuffix("\ngaps (exit 0, by --exit-zero-on-gaps)\n"))
    }

    @Test(arguments: zip([Verdict.complete, .gaps, .inconclusive], ["34", "31", "33"]))
    func onlyTheVerdictIsColoured(verdict: Verdict, code: String) throws {
        var presentation = Self.presentation
        presentation.isColoured = true
        let report = try #require(Self.reports.first { $0.report.verdict == verdict }).report
        let text = HumanReport().text(of: report, in: presentation)
        #expect(text.split(separator: "\u{1B}").count == 3)
        #expect(text.contains("\u{1B}[1;\(code)m"))
    }
}
