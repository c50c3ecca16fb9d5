import AuditModel
import Foundation
import Testing
import siemgap_fixtures

/// Holds the committed fixtures to their generator, and every truth to the sums of the report.
@Suite struct FixtureSetTests {
    private static let committed = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fixtures").standardizedFileURL

    @Test func writingAnewGivesTheCommittedBytes() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "siemgap-fixtures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover temporary folder harms nobody
        try FixtureWriter(root: folder.path()).write(FixtureSet.files())
        let paths = try Self.paths(below: folder)
        #expect(try Self.paths(below: Self.committed) == paths)
        for path in paths {
            let written = try Data(contentsOf: folder.appending(path: path))
            let kept = try Data(contentsOf: Self.committed.appending(path: path))
            #expect(written == kept, "\(path)")
        }
    }

    @Test func foldersStaySmall() {
        let sizes = Dictionary(grouping: FixtureSet.files()) { $0.path.split(separator: "/")[0] }
            .mapValues { files in files.reduce(0) { $0 + $1.bytes.count } }
        for (folder, bytes) in sizes { #expect(bytes < 260_000, "\(folder)") }
        #expect(sizes.values.reduce(0, +) < 2_600_000)
    }

    @Test(arguments: truths) func sumsHold(_ truth: FixtureTruth) {
        for side in [truth.authority, truth.siem] {
            let parts = side.filtered + side.unidentified + side.outsideWindow + side.events + side.repeats
            #expect(side.records == parts)
            #expect(side.conflicting <= side.repeats)
        }
        let counts = truth.counts
        #expect(truth.authority.events == counts.matched + counts.missing + counts.unknown + counts.unsettled)
        #expect(truth.siem.events == counts.matched + counts.extra + counts.unconfirmed)
        #expect(counts.timeDiffers <= counts.matched && counts.truncated <= counts.matched)
    }

    @Test(arguments: truths) func listsFitTheCounts(_ truth: FixtureTruth) {
        #expect(Set(truth.missingIds).count == truth.counts.missing)
        #expect(Set(truth.extraIds).count == truth.counts.extra)
        #expect(truth.reasons.allSatisfy { ReasonCode(rawValue: $0) != nil })
        #expect(truth.trust.allSatisfy { TrustCode(rawValue: $0) != nil })
    }

    @Test(arguments: truths) func verdictFollowsTheRules(_ truth: FixtureTruth) throws {
        let verdict = try #require(Verdict(rawValue: truth.verdict))
        #expect(verdict.exitCode == truth.exitCode)
        switch verdict {
        case .gaps: #expect(truth.counts.missing > truth.siem.unidentified && truth.reasons.first == "missing-events")
        case .inconclusive: #expect(!truth.reasons.isEmpty)
        case .complete:
            #expect(truth.authority.unidentified == 0 && truth.counts.unknown == 0 && truth.counts.unconfirmed == 0)
            #expect(truth.counts.missing == 0 || truth.reasons.first == "within-tolerance")
        }
    }

    @Test func everyVerdictAndManyMarksOccur() {
        #expect(Set(Self.truths.map(\.verdict)).count == 3)
        #expect(Set(Self.truths.flatMap(\.trust)).count >= 12)
    }

    /// Every `truth.json`, from the generator.
    private static let truths: [FixtureTruth] = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return FixtureSet.files().filter { $0.path.hasSuffix("/truth.json") }.compactMap { file in
            // A truth that does not decode is missing from the list, which the count below would not forgive.
            var truth = try? decoder.decode(FixtureTruth.self, from: Data(file.bytes))
            truth?.folder = String(file.path.prefix { $0 != "/" })
            return truth
        }
    }()

    @Test func everyFolderHasItsTruth() {
        let folders = Set(FixtureSet.files().filter { $0.path.contains("/") }.map { $0.path.prefix { $0 != "/" } })
        #expect(Self.truths.count == folders.count)
    }

    private static func paths(below folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { path in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: folder.path() + "/" + path, isDirectory: &isFolder)
            return exists && !isFolder.boolValue
        }.sorted()
    }
}
