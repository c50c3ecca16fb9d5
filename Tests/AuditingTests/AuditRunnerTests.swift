import AuditModel
import Foundation
import Reconcile
import TestKit
import Testing

/// Whole audits of generated files against the plain comparison, and against themselves.
struct AuditRunnerTests {
    @Test(arguments: 1...24) func agreesWithThePlainComparison(seed: UInt64) async throws {
        let files = RandomFiles(seed: seed, ids: 40 + Int(seed) * 9)
        let scene = try AuditScene()
        let finished = try await run(files, in: scene)
        let report = try finished.report()
        let expected = files.expected()
        #expect(report.counts.matched == expected.counts.matched)
        #expect(report.counts.missing == expected.counts.missing)
        #expect(report.counts.extra == expected.counts.extra)
        #expect(report.counts.timeDiffers == expected.counts.timeDiffers)
        #expect(report.counts.truncated == expected.counts.truncated)
        #expect(report.counts.unknown + report.counts.unsettled + report.counts.unconfirmed == 0)
        for (side, tally, drafts) in [
            (report.authority, expected.authority, files.authority), (report.siem, expected.siem, files.siem),
        ] {
            #expect(side.records == drafts.count)
            #expect(side.filtered == drafts.count { !files.takesPart($0) })
            #expect(side.unidentified == drafts.count { $0.id == nil && files.takesPart($0) })
            #expect(side.events == tally.events && side.repeats == tally.repeats)
            #expect(side.outsideWindow == tally.outsideWindow && side.untimed == tally.untimed)
            #expect(side.first == tally.first.map { InstantText.rfc3339($0.nanoseconds) })
            #expect(side.last == tally.last.map { InstantText.rfc3339($0.nanoseconds) })
        }
        expectLists(finished, files, expected)
    }

    private func expectLists(
        _ finished: AuditScene.Finished, _ files: RandomFiles, _ expected: PlainReconciliation
    ) {
        func ids(_ side: Side, _ isWanted: (PlainReconciliation.Outcome) -> Bool) -> [String] {
            expected.notable.filter(isWanted).map { RandomFiles.idText(Int($0.hash.low), in: side) }
        }
        let missing = ids(.authority) { $0.state == .missing }
        let extra = ids(.siem) { $0.state == .extra }
        #expect(finished.lines("missing.ndjson").compactMap(Self.id) == missing, "in the authority's order")
        #expect(finished.ids("missing").sorted() == missing.sorted())
        #expect(finished.ids("extra").sorted() == extra.sorted())
        #expect(finished.lines("extra.ndjson").count == extra.count)
        #expect(finished.ids("time-differs").sorted() == ids(.authority, \.timeDiffers).sorted())
        #expect(finished.ids("truncated").sorted() == ids(.authority, \.isTruncated).sorted())
    }

    private static func id(_ line: String) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return object?["Id"] as? String
    }

    @Test(arguments: [3, 4]) func nothingButTheInputDecidesWhatIsWritten(seed: UInt64) async throws {
        let files = RandomFiles(seed: seed, ids: 30_000)
        let scene = try AuditScene()
        let first = try await run(files, in: scene, workers: 1, memory: 8 << 30)
        _ = try first.report()
        for (workers, memory, key) in [(2, 8 << 30, 9), (3, 1 << 20, 200), (1, 64 << 20, 31)] as [(Int, Int, UInt8)] {
            let other = try await run(files, in: scene, workers: workers, memory: memory, key: key)
            #expect(other.status == first.status)
            for name in ["missing.ndjson", "extra.ndjson", "findings.csv", "gaps.csv", "quarantine.ndjson"] {
                #expect(other.text(name) == first.text(name), "\(name), \(workers) workers, \(memory) bytes")
            }
            let reports = [first, other].map { $0.lines("report.json").filter { !$0.contains("\"run_id\"") } }
            #expect(reports[0] == reports[1] && !reports[0].isEmpty)
        }
    }

    private func run(
        _ files: RandomFiles, in scene: AuditScene, workers: Int = 2, memory: Int? = nil, key: UInt8 = 7
    ) async throws -> AuditScene.Finished {
        let siem = files.writesCSV ? "siem.csv" : "siem.ndjson"
        try scene.folder.write(files.authorityFile().text, to: "authority.ndjson")
        try scene.folder.write(files.siemFile().text, to: siem)
        let words = ["--source", scene.path("authority.ndjson"), "--siem", scene.path(siem)] + files.flags
        let finished = try await scene.audit(words, workers: workers, memory: memory, key: key)
        #expect([0, 1, 2].contains(finished.status) && !finished.errors.contains("error "), "\(finished.errors)")
        return finished
    }
}
