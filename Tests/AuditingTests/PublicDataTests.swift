import AuditModel
import Auditing
import ExportReaders
import Foundation
import TestKit
import Testing

/// Where published files lie, if they do.
enum PublicData {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data")
        .standardizedFileURL.path(percentEncoded: false)

    static var isThere: Bool { FileManager.default.fileExists(atPath: root) }
}

/// Published files of real services, where they lie beside the package.
@Suite(.enabled(if: PublicData.isThere))
struct PublicDataTests {
    private static let root = PublicData.root

    struct Pair: Sendable, CustomTestStringConvertible {
        let folder: String
        let records, events, unidentified: Int
        let status: Int32
        var testDescription: String { folder }
    }

    @Test(arguments: [
        Pair(folder: "o365-audit", records: 225, events: 159, unidentified: 1, status: 2),
        Pair(folder: "azure-signinlogs", records: 37, events: 36, unidentified: 0, status: 0),
        Pair(folder: "okta-system", records: 24, events: 10, unidentified: 0, status: 0),
        Pair(folder: "aws-cloudtrail", records: 23, events: 20, unidentified: 1, status: 2),
    ]) func whatAPipelineIndexedIsWhatItWasGiven(pair: Pair) async throws {
        let folder = Self.root + "/elastic-integrations/" + pair.folder
        let inputs = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasPrefix("test-") && !$0.hasSuffix("-expected.json") }
        let scene = try AuditScene()
        let finished = try await scene.audit(
            inputs.flatMap { ["--source", folder + "/" + $0] } + ["--siem", folder + "/*-expected.json"])
        #expect(finished.status == pair.status, "\(finished.errors)")
        let report = try finished.report()
        for side in [report.authority, report.siem] {
            #expect(side.records == pair.records && side.events == pair.events)
            #expect(side.unidentified == pair.unidentified && side.outsideWindow == 0 && side.untimed == 0)
        }
        #expect(report.counts.matched == pair.events && report.counts.timeDiffers == 0)
        #expect(report.reasons.map(\.code) == (pair.unidentified > 0 ? ["unidentified-records"] : []))
    }

    struct File: Sendable, CustomTestStringConvertible {
        let path: String
        var preset: String?
        let records, identified, distinct: Int
        /// Whether id and time are found, so that an audit can use it.
        var isUsable = true
        var testDescription: String { path }
    }

    @Test(arguments: files) func isDescribedAsItIs(file: File) throws {
        let found = try Self.inspect(file.path)
        let counts = try found.map { try #require($0.counts, "\($0.problems)") }
        #expect(counts.reduce(0) { $0 + $1.records } == file.records)
        #expect(counts.reduce(0) { $0 + $1.identified } == file.identified)
        #expect(counts.reduce(0) { $0 + $1.distinct } == file.distinct)
        #expect(found.allSatisfy { $0.choice?.preset?.name == file.preset })
        #expect(found.allSatisfy { $0.isUsable == file.isUsable })
        for text in found.flatMap(InspectionText.human) { #expect(!text.isEmpty) }
    }

    @Test(arguments: [
        "otrf-security-datasets/AADAuditEvents.Zip", "splunk-sdk-java-results/results.xml",
        "splunk-sdk-java-results/resultsMV.xml",
    ]) func whatIsNoFileOfEventsIsNamed(path: String) throws {
        for file in try Self.inspect(path) {
            #expect(!file.isUsable && file.refusal != nil && file.problems.map(\.code) == ["E-FILE-FORMAT"])
        }
    }

    private static func inspect(_ path: String) throws -> [ExportInspection] {
        let silent = OutputStream(isTerminal: false, columns: nil) { _ in }
        let context = RunContext(
            now: { 0 }, uptime: { 0 }, randomBytes: { [UInt8](repeating: 1, count: $0) }, environment: [:],
            standardOutput: silent, standardError: silent, cancelFlag: CancelFlag())
        var request = SideRequest()
        request.specs = [root + "/" + path]
        return try FileInspector(context: context).inspect(request)
    }

    private static let files: [File] = [
        File(path: "azure-sentinel-training-lab/sign-in_adelete.csv", preset: "log-analytics-sign-ins", all: 56),
        File(
            path: "azure-sentinel-training-lab/disable_accounts.csv", preset: "log-analytics-sign-ins", all: 4,
            isUsable: false),
        File(
            path: "azure-sentinel-training-lab/AuditLogs_Hunting.csv", preset: "log-analytics-audit", all: 5,
            isUsable: false),
        File(path: "azure-sentinel-training-lab/azureActivity_adele.csv", preset: "log-analytics-activity", all: 23),
        File(
            path: "azure-sentinel-training-lab/office_activity_inbox_rule.csv", preset: "log-analytics-office", all: 2),
        File(path: "azure-sentinel-training-lab/signinLogs.csv", preset: nil, noIDs: 1),
        File(path: "azure-sentinel-training-lab/ABAPAuditLog_CL.csv", preset: nil, noIDs: 5000),
        File(path: "azure-sentinel-training-lab/solarigate_CEFevent.csv", preset: nil, noIDs: 1),
        File(path: "invictus-aws-cloudtrail/*.json", preset: "cloudtrail", all: 390),
        File(path: "stratus-red-team-cloudtrail/*.json", preset: "cloudtrail", all: 155),
        File(
            path: "otrf-security-datasets/AADAuditEvents.json", preset: "log-analytics-audit", records: 4,
            identified: 4, distinct: 3),
        File(path: "otrf-security-datasets/OfficeActivityEvents.json", preset: "log-analytics-office", all: 1),
        File(path: "plaso-test-data/microsoft_audit_log.jsonl", preset: "o365-management", all: 4),
        File(path: "plaso-test-data/azure_activity_log.jsonl", preset: "azure-activity-sdk", all: 4),
        File(path: "msticpy-query-responses/az_mon_raw_query.json", preset: "log-analytics-alerts", all: 3),
        File(path: "msticpy-query-responses/kusto_raw_resp.json", preset: nil, all: 10),
        File(path: "splunk-sdk-java-results/results.csv", preset: nil, noIDs: 3),
        File(path: "splunk-sdk-java-results/results[45].json", preset: nil, noIDs: 6),
        File(path: "splunk-sdk-java-results/resultsExport.json", preset: "splunk-export-table", noIDs: 5),
        File(path: "splunk-sdk-java-results/resultsMV*.csv", preset: "splunk-csv", noIDs: 2),
        File(path: "splunk-sdk-java-results/resultsMV*.json", preset: "splunk-json", noIDs: 6),
        File(path: "ms-docs-examples/graph/*riskdetection*.json", preset: "graph-risk-detections", all: 7),
        File(path: "ms-docs-examples/graph/*directoryaudit*.json", preset: "graph-directory-audits", all: 4),
        File(path: "ms-docs-examples/graph/*signin*.json", preset: "graph-sign-ins", all: 1),
        File(path: "elastic-integrations/github-audit/test-audit-json.log", preset: "github-audit", noIDs: 189),
        File(
            path: "elastic-integrations/google_workspace-login/test-login.log", preset: "google-workspace-reports",
            records: 14, identified: 14, distinct: 1),
    ]
}

extension PublicDataTests.File {
    /// A file in which every record has an id of its own.
    init(path: String, preset: String?, all: Int, isUsable: Bool = true) {
        self.init(
            path: path, preset: preset, records: all, identified: all, distinct: all, isUsable: isUsable)
    }

    /// A file in which no record has one.
    init(path: String, preset: String?, noIDs: Int) {
        self.init(path: path, preset: preset, records: noIDs, identified: 0, distinct: 0, isUsable: false)
    }
}
