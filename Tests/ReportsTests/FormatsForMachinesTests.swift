import AuditModel
import Foundation
import Reports
import TestKit
import Testing

/// What the formats for CI, monitoring and SIEMs promise beside their exact text.
struct FormatsForMachinesTests {
    private static let presentation = ReportWriterTests.presentation

    @Test(arguments: ["complete", "gaps", "inconclusive", "empty", "hostile"])
    func junitCountsItsCases(_ name: String) throws {
        let report =
            name == "hostile"
            ? CannedReports.hostile(HTMLReportTests.hostile)
            : try #require(ReportWriterTests.reports.first { $0.name == name }).report
        let text = JUnitReport().text(of: report, in: Self.presentation)
        let suite = try #require(
            text.firstMatch(
                of: #/<testsuite name="[^"]*" tests="(\d+)" failures="(\d+)" errors="(\d+)" time="0" skipped="(\d+)"/#))
        func count(_ element: String) -> Substring { "\(text.components(separatedBy: "<\(element)").count - 1)" }
        #expect(suite.1 == count("testcase ") && suite.2 == count("failure "))
        #expect(suite.3 == count("error ") && suite.4 == count("skipped "))
        let names = text.matches(of: #/<testcase classname="([^"]*)" name="([^"]*)"/#).map { "\($0.1)\t\($0.2)" }
        #expect(Set(names).count == names.count)
        // A failing verdict never passes as a suite without failures.
        #expect((suite.2 == "0" && suite.3 == "0") == (report.verdict == .complete))
    }

    @Test func toleratedLossesAreSkippedCases() {
        var report = CannedReports.gaps
        report.verdict = .complete
        let text = JUnitReport().text(of: report, in: Self.presentation)
        #expect(text.contains("failures=\"0\" errors=\"0\"") && text.contains("within the tolerance"))
    }

    @Test func annotationIsOneLineWhateverTextSays() {
        let text = GitHubReport().text(of: CannedReports.hostile("a\n::error::b,c:d%\r"), in: Self.presentation)
        #expect(
            text.split(separator: "\n").count == 1
                && text.hasPrefix("::warning title=siemgap inconclusive%3A a\\u000a%3A%3Aerror"))
        #expect(!text.dropFirst(2).contains("\n::"))
    }

    @Test func stepSummaryStaysBelowItsLimit() {
        var report = CannedReports.hostile(String(repeating: "|<b>\n", count: 20_000))
        report.problems = (0..<50).map { Problem(.error, "E-\($0)", String(repeating: "x", count: 40_000)) }
        let text = GitHubReport().summary(of: report, in: Self.presentation)
        #expect(text.utf8.count < 1 << 20 && text.hasPrefix("# INCONCLUSIVE"))
        #expect(text.hasSuffix("report.md in the run's folder has all of it.\n"))
    }

    @Test func metricsTellTheDelayWithoutASum() {
        var report = CannedReports.gaps
        report.drift = CannedEvidence.drift
        let text = MetricsReport().text(of: report, in: Self.presentation)
        #expect(
            text.hasSuffix(
                """
                # HELP siemgap_api_drift_seconds Time from an event until the API showed it; early ones count as 0.
                # TYPE siemgap_api_drift_seconds histogram
                siemgap_api_drift_seconds_bucket{audit="weekly",le="0"} 2
                siemgap_api_drift_seconds_bucket{audit="weekly",le="1"} 10
                siemgap_api_drift_seconds_bucket{audit="weekly",le="600"} 610
                siemgap_api_drift_seconds_bucket{audit="weekly",le="10000"} 990
                siemgap_api_drift_seconds_bucket{audit="weekly",le="100000"} 1000
                siemgap_api_drift_seconds_bucket{audit="weekly",le="+Inf"} 1000
                siemgap_api_drift_seconds_count{audit="weekly"} 1000

                """))
    }

    @Test func findingIdsDependOnTheWindowAndNotOnTheRun() throws {
        func ids(_ report: AuditReport) throws -> [String] {
            try OCSFReport().text(of: report, in: Self.presentation).split(separator: "\n").map { line in
                let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                return try #require((object["finding_info"] as? [String: Any])?["uid"] as? String)
            }
        }
        var again = CannedReports.gaps
        again.runID = "20261118T080211Z-weekly-0000"
        let first = try ids(CannedReports.gaps)
        #expect(try ids(again) == first && Set(first).count == 3 && first.allSatisfy { $0.count == 32 })
        var other = CannedReports.gaps
        other.siem.name = "splunk"
        #expect(try Set(ids(other)).isDisjoint(with: first))
    }

    @Test func alertRulesNameTheMetricsThatAreWritten() {
        let text = MetricsReport().text(of: CannedReports.gaps, in: Self.presentation)
        for match in AlertRules.text.matches(of: #/siemgap_[a-z_]+/#) { #expect(text.contains(match.0), "\(match.0)") }
    }
}
