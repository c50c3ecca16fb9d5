import AuditModel
import Foundation
import Reports
import TestKit
import Testing

/// What the page promises whatever it shows.
///
/// How it looks and works in a browser is checked by `.ci/check-report.py`.
struct HTMLReportTests {
    /// Markup, an attribute's end, a formula, a control, a direction mark, what ends a CDATA part, a template's sign.
    static let hostile = "</pre></script><script>alert(1)</script>\"' onload=x =1+1\u{1B}[31m\u{202E}]]>{{x}}{{{x}}}"

    static func page(_ report: AuditReport, _ evidence: ReportEvidence = ReportEvidence()) -> String {
        var manifest = RunManifest(runID: report.runID)
        manifest.files = report.files
        return HTMLReport.text(of: report, evidence: evidence, manifest: manifest, in: ReportWriterTests.presentation)
    }

    static var full: ReportEvidence {
        var evidence = CannedEvidence.events(40, recordBytes: 200)
        let report = CannedReports.gaps
        evidence.earlier = CannedEvidence.earlier
        evidence.sizes = SizeFigures(missing: [100, 5_000, 40_000], present: [90, 200, 300, 400])
        var barcode = LossBarcode(
            window: TimeWindow(from: report.window.from ?? 0, to: report.window.to ?? 1), gaps: report.gaps)
        for event in evidence.missing { barcode.note(time: event.time, gap: event.gap) }
        evidence.barcode = barcode
        evidence.findings.note(.init(.extra, id: "e-1", siemTime: 0))
        return evidence
    }

    @Test func sectionsComeInTheOrderOfTheQuestions() {
        var report = CannedReports.gaps
        report.drift = CannedEvidence.drift
        let page = Self.page(report, Self.full)
        let ids = page.matches(of: #/<section id="([a-z]+)"/#).map { String($0.1) }
        #expect(
            ids == [
                "verdict", "coverage", "gaps", "delay", "breakdown", "differences", "missing", "history", "method",
                "files",
            ])
        let charts = page.matches(of: #/<figure class="chart" id="([a-z]+)-chart"/#).map { String($0.1) }
        #expect(charts == ["sources", "coverage", "barcode", "delay", "size", "trend"])
    }

    @Test func answerIsInTheTextItself() {
        let page = Self.page(CannedReports.gaps)
        #expect(page.contains("10,249 of 1,281,155 events are not in elastic."))
        #expect(page.contains("<p class=\"word\">GAPS FOUND</p>"))
        #expect(page.contains("9,118 of 10,249 missing events") == false, "no barcode without evidence")
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test(arguments: ["complete", "gaps", "inconclusive", "empty", "hostile"])
    func nothingComesFromOutside(_ name: String) throws {
        let report =
            name == "hostile"
            ? CannedReports.hostile(Self.hostile)
            : try #require(ReportWriterTests.reports.first { $0.name == name }).report
        let page = Self.page(
            report, CannedEvidence.events(30, recordBytes: 300, text: name == "hostile" ? Self.hostile : "x"))
        let head = try #require(page.firstRange(of: "<head>\n"))
        #expect(
            page[head.upperBound...].hasPrefix(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"))
        #expect(!page.contains(" style=") && !page.contains("http://") && !page.contains("https://"))
        #expect(page.matches(of: #/<script[ >]/#).count == 2)
        #expect(!page.contains("<script>alert") && !page.contains("</pre></script>"))
        #expect(page.unicodeScalars.allSatisfy { !$0.isHostile || $0 == "\n" })
        #expect(page.contains("{{x}}") == (name == "hostile"), "text of events is no template")
        let ids = page.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        #expect(
            page
                == Self.page(
                    report, CannedEvidence.events(30, recordBytes: 300, text: name == "hostile" ? Self.hostile : "x")))
    }

    @Test(arguments: [(2_000, 1_000), (2_000, 16_384), (2_000, 200), (0, 0)])
    func pageStaysBelowFiveMegabytes(events: Int, bytes: Int) {
        var report = CannedReports.gaps
        report.breakdown = (0..<500).map {
            BreakdownRow(field: "Operation", value: "op-\($0)", authority: 50, missing: 2 + $0 % 3, riskRatio: 1)
        }
        report.gaps = (1...5_000).map { Gap(id: $0, from: Int64($0), to: Int64($0 + 1), missing: 2, of: 3) }
        let page = Self.page(report, CannedEvidence.events(events, recordBytes: bytes))
        #expect(page.utf8.count <= 5_000_000)
        #expect(page.contains("300 of 5,000 shown; all in gaps.csv"))
        #expect(page.contains("all others"))
        if events > 0 { #expect(page.contains("<b>2,000 of 10,249 shown; all in missing.ndjson.</b>")) }
        if bytes == 16_384 { #expect(page.contains("not shown: the room for records is used up")) }
    }

    @Test func hugeTextsAreCut() {
        let page = Self.page(CannedReports.hostile(String(repeating: "<b>", count: 1 << 19)))
        #expect(page.utf8.count < 1_000_000)
        #expect(page.contains("(cut; 1.5 MB in all)"))
    }

    @Test func cutRecordSaysItsSizeAndDigest() {
        var evidence = ReportEvidence()
        let digest = String(repeating: "ab", count: 32)
        evidence.missing = [
            ShownEvent(
                line: 1, id: "a", time: nil, gap: nil, values: [], json: "{\"a\":\"<\u{202E}", bytes: 1_048_576,
                sha256: digest)
        ]
        let page = Self.page(CannedReports.gaps, evidence)
        #expect(page.contains("<summary>10 B of 1.0 MB</summary>"))
        #expect(page.contains("SHA-256 of all 1,048,576 bytes: <code>\(digest)</code>"))
        #expect(page.contains("<pre>{\"a\":\"&lt;\\u202e</pre>"))
    }

    @Test func chartsSayWhatTheyFound() {
        var report = CannedReports.gaps
        report.drift = CannedEvidence.drift
        let page = Self.page(report, Self.full)
        for finding in [
            "hours with events lack some; the most in Exchange, Wed 11 Nov 03:00Z: 2,901 of 2,902",
            "9,118 of 10,249 missing events lie in one stretch, Wed 11 Nov 02:14:07Z to 05:22:41Z",
            "Of 1,000 events, half reach the API within 7 m 12 s, 99 % within 2 h 06 m, all within 26 h 18 m",
            "Missing events are larger than those that are there: half have fewer than 5.0 kB, against 300 B",
            "7,999 missing per million, more than in the audit before (30)",
        ] {
            #expect(page.contains(finding), "\(finding)")
        }
        #expect(page.contains("A collector should look back <b>24 h</b>; that loses 1 of 1,000 events."))
    }

    @Test(arguments: [(10, "hour"), (60, "hour"), (400, "day")])
    func longWindowsKeepTheirForm(days: Int, unit: String) {
        var report = CannedReports.complete
        let step: Int64 = (unit == "hour" ? 3_600 : 86_400) * 1_000_000_000
        let count = days * (unit == "hour" ? 24 : 1)
        report.coverage = (0..<count).map { (index: Int) -> CoverageCell in
            let from = Int64(index) * step
            return CoverageCell(
                window: TimeWindow(from: from, to: from + step), scope: nil, authority: 5,
                missing: index == 30 ? 1 : 0, extra: 0, state: index == 31 ? .unknown : .audited)
        }
        let page = Self.page(report)
        #expect(page.contains("1 of \(Numerals.grouped(report.coverage.count)) \(unit)s with events lacks some"))
        #expect(page.contains("1 \(unit) could not be audited whole"))
        #expect(page.contains("class=\"hatch\"") && page.contains("class=\"lossdot\""))
    }

    @Test func delaysBelowZeroAreOneBar() throws {
        var report = CannedReports.gaps
        var drift = CannedEvidence.drift
        drift.histogram.insert(.init(from: -86_400, to: -60, count: 40), at: 0)
        drift.histogram[1] = .init(from: -60, to: 0, count: 2)
        report.drift = drift
        let page = Self.page(report)
        #expect(page.contains("<td class=\"n\">42</td>"))
        // Delays below a second keep a bar of their own.
        #expect(page.contains("<td class=\"n\">8</td>"))
    }

    @Test func whatWasPutBackIsARing() throws {
        var evidence = Self.full
        #expect(!Self.page(CannedReports.gaps, evidence).contains("class=\"outline\""))
        evidence.earlier[2] = TrendPoint(
            runID: "20261103T080000Z-weekly-0003", verdict: "gaps", from: evidence.earlier[2].from,
            to: evidence.earlier[2].to, events: 1_000_000, missing: 300, unknown: 0, restored: 290)
        let page = Self.page(CannedReports.gaps, evidence)
        #expect(page.contains("class=\"outline\"") && page.contains("A ring is what was missing before a backfill"))
        #expect(page.contains("more than in the audit before (10)"))
    }

    @Test func windowsAuditedAgainAreSmallPointsAndNoHoles() {
        var evidence = Self.full
        let weeks = evidence.earlier
        let again = TrendPoint(
            runID: "20261116T090000Z-weekly-0004", verdict: "complete", from: weeks[0].from, to: weeks[0].to,
            events: 1_000_000, missing: 0, unknown: 0)
        evidence.earlier.append(again)
        let page = Self.page(CannedReports.gaps, evidence)
        #expect(page.contains("A small point is an audit of a window that a later one looked at again."))
        #expect(page.contains(" r=\"2.5\"") && !page.contains("Hatched stretches were not audited"))
        #expect(page.contains("of 1,000,000; its verdict was complete."))
        evidence.earlier = [weeks[0], weeks[2]]
        #expect(Self.page(CannedReports.gaps, evidence).contains("Hatched stretches were not audited"))
    }

    @Test func windowsOfAnotherLengthAreComparedByTheirRates() {
        var evidence = Self.full
        let last = evidence.earlier[2]
        evidence.earlier[2] = TrendPoint(
            runID: last.runID, verdict: "complete", from: last.to - 8 * (last.to - last.from), to: last.to,
            events: 8_000_000, missing: 80, unknown: 0)
        let page = Self.page(CannedReports.gaps, evidence)
        #expect(page.contains("missing per million are more than in the audit before"))
        #expect(page.contains("whose window was of another length: 10;"))
    }

    @Test func windowIsBesideTheVerdict() {
        #expect(
            Self.page(CannedReports.gaps)
                .contains("Window: Mon 9 Nov 2026 00:00:00Z to Mon 16 Nov 2026 00:00:00Z (UTC, its end excluded)."))
    }

    @Test func yearsHaveMonthsAndNoLabelLiesOnAnother() {
        var report = CannedReports.complete
        let (day, first): (Int64, Int64) = (86_400_000_000_000, 20_766)
        report.coverage = (0..<Int64(800)).map { index -> CoverageCell in
            let from = (first + index) * day
            return CoverageCell(
                window: TimeWindow(from: from, to: from + day), scope: nil, authority: 5,
                missing: index == 30 ? 1 : 0, extra: 0, state: .audited)
        }
        let page = Self.page(report)
        let places = page.matches(of: #/<text x="([0-9.]+)" y="([0-9.]+)">([A-Z][a-z]{2}(?: \d{4})?)</text>/#)
            .map { (x: Double($0.1) ?? 0, y: Double($0.2) ?? 0, text: String($0.3)) }
        #expect(places.contains { $0.text == "Nov 2026" } && places.contains { $0.text == "Jan 2028" })
        for (left, right) in zip(places, places.dropFirst()) where left.y == right.y {
            #expect(right.x - left.x >= Double(left.text.count) * 7, "\(left.text) and \(right.text)")
        }
    }
}
