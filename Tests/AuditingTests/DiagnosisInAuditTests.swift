import AuditModel
import Auditing
import FileAccess
import Foundation
import Settings
import TestKit
import Testing

/// What audits say about why events are missing.
struct DiagnosisInAuditTests {
    /// 2026-11-14T00:00:00Z.
    private static let start: Int64 = 1_794_614_400
    private static let workloads = ["Exchange", "SharePoint", "AzureActiveDirectory"]

    /// A record of the authority; `index` counts in steps of 20 s.
    private static func record(_ index: Int, shift: Int64 = 0) -> String {
        let time = InstantText.rfc3339((start + Int64(index) * 20 + shift) * 1_000_000_000).dropLast()
        let id = String(format: "%08x-0000-4000-8000-000000000000", index)
        return """
            {"Id":"\(id)","CreationTime":"\(time)","Workload":"\(workloads[index % 3])","Operation":"Op\(index % 7)",\
            "RecordType":\(index % 7),"UserId":"user\(index % 31)@example.com","ClientIP":"192.0.2.\(index % 200)",\
            "Text":"\(String(repeating: "x", count: index % 50))"}

            """
    }

    /// Two files of lines.
    private static func scene(authority: [String], siem: [String]) throws -> (scene: AuditScene, words: [String]) {
        let scene = try AuditScene()
        for (name, lines) in [("api.ndjson", authority), ("siem.ndjson", siem)] {
            try lines.joined().write(toFile: scene.path(name), atomically: true, encoding: .utf8)
        }
        return (scene, ["--source", scene.path("api.ndjson"), "--siem", scene.path("siem.ndjson")])
    }

    private static func scene(
        events: Int = 3000, shift: Int64 = 0, keeps: (Int) -> Bool
    ) throws -> (scene: AuditScene, words: [String]) {
        try scene(
            authority: (0..<events).map { record($0) },
            siem: (0..<events).filter(keeps).map { record($0, shift: shift) })
    }

    private func object(_ finished: AuditScene.Finished) throws -> [String: Any] {
        let text = try #require(finished.text("report.json"))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func causes(_ object: [String: Any]) throws -> [String: Int] {
        let causes = try #require(object["causes"] as? [[String: Any]])
        return Dictionary(
            causes.compactMap { cause in
                (cause["code"] as? String).flatMap { code in (cause["explains"] as? Int).map { (code, $0) } }
            }, uniquingKeysWith: +)
    }

    @Test func anOutageIsOneGapWithItsCause() async throws {
        let (scene, words) = try Self.scene { !(1200..<1500).contains($0) }
        let finished = try await scene.audit(words)
        let object = try object(finished)
        #expect(try causes(object) == ["collector-stopped": 300])
        let gaps = try #require(object["gaps"] as? [[String: Any]])
        #expect(gaps.count == 1 && gaps.first?["missing"] as? Int == 300 && gaps.first?["of"] as? Int == 300)
        let rows = finished.lines("findings.csv").filter { $0.hasPrefix("missing,") }
        #expect(
            rows.count == 300
                && rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).contains("1") })
        #expect(finished.text("report.md")?.contains("collector stopped") == true)
    }

    @Test func aTypeThatNeverArrivesIsAScopeDifference() async throws {
        let (scene, words) = try Self.scene { $0 % 3 != 1 }
        let object = try object(try await scene.audit(words))
        #expect(try causes(object) == ["type-lost": 1000])
        let reasons = try #require(object["reasons"] as? [[String: Any]])
        #expect(reasons.map { $0["code"] as? String } == ["missing-events", "scope-differs"])
        #expect((reasons.last?["message"] as? String)?.contains("Workload SharePoint") == true)
    }

    @Test func aShiftIsATimeFaultAndNoGap() async throws {
        let (scene, words) = try Self.scene(shift: 3600) { _ in true }
        let object = try object(try await scene.audit(words))
        let faults = try #require(object["time_faults"] as? [[String: Any]])
        #expect(faults.count == 1 && faults.first?["kind"] as? String == "offset")
        #expect(faults.first?["seconds"] as? Int == 3600 && faults.first?["events"] as? Int == 3000)
        #expect(object["verdict"] as? String == "complete" && object["breakdown"] is NSNull)
    }

    @Test func whereNothingIsMissingNothingIsLookedFor() async throws {
        let (scene, words) = try Self.scene { _ in true }
        let object = try object(try await scene.audit(words))
        #expect((object["gaps"] as? [Any])?.isEmpty == true && (object["causes"] as? [Any])?.isEmpty == true)
        #expect((object["time_faults"] as? [Any])?.isEmpty == true && object["breakdown"] is NSNull)
    }

    @Test func acceptedEventsHaveNoCause() async throws {
        let (scene, words) = try Self.scene { $0 % 3 != 1 && $0 % 41 != 0 }
        let finished = try await scene.audit(words) { request in
            request.acceptances = [
                Acceptance(
                    conditions: [FieldCondition(field: .column("scope"), value: "SharePoint")], from: nil, to: nil,
                    reason: "not used", owner: "audit", until: .max)
            ]
        }
        let report = try finished.report()
        let causes = try causes(try object(finished))
        #expect(report.counts.accepted == 1000 && report.counts.missing > 30)
        #expect(causes.values.reduce(0, +) == report.counts.missing)
    }

    @Test(arguments: [8 << 30, 1 << 20])
    func recordsTornAtLineBreaksTakeTheNextWithThem(memory: Int) async throws {
        let lines = (0..<20_000).map { index in
            let line = Self.record(index)
            return index % 40 == 7 ? line.replacing(#""Text":""#, with: #""Text":"a\nb"#) : line
        }
        let kept = lines.indices.filter { ![7, 8].contains($0 % 40) }.map { lines[$0] }
        let (scene, words) = try Self.scene(authority: lines, siem: kept)
        #expect(try causes(try object(try await scene.audit(words, memory: memory))) == ["framing": 1000])
    }

    @Test(arguments: [8 << 30, 1 << 20])
    func eventsFoldedIntoOthersOfTheirSecondAreNamed(memory: Int) async throws {
        let lines = (0..<20_000).map { Self.record($0) }
        let twins = Dictionary(
            uniqueKeysWithValues: lines.indices.filter { $0 % 25 == 3 }
                .map { ($0, lines[$0].replacing("-4000-", with: "-4001-")) })
        let all = lines.indices.flatMap { index in [lines[index]] + (twins[index].map { [$0] } ?? []) }
        let (scene, words) = try Self.scene(authority: all, siem: lines)
        let found = try causes(try object(try await scene.audit(words, memory: memory)))
        #expect(found == ["id-collision": 800])
    }

    @Test func aCompressedAuthorityGivesTheSameReport() async throws {
        let (scene, words) = try Self.scene(events: 6000) { $0 % 7 != 3 && !(4000..<4500).contains($0) }
        let plain = try await scene.audit(words)
        let text = try Data(contentsOf: URL(fileURLWithPath: scene.path("api.ndjson")))
        try Data(GzipDeflater.member(Array(text))).write(to: URL(fileURLWithPath: scene.path("api.ndjson")))
        let packed = try await scene.audit(words)
        #expect(plain.text("gaps.csv") == packed.text("gaps.csv"))
        for field in ["causes", "breakdown", "gaps"] {
            let texts = try [plain, packed].map { finished in
                try JSONSerialization.data(withJSONObject: [try object(finished)[field]], options: .sortedKeys)
            }
            #expect(texts[0] == texts[1], "\(field)")
        }
    }

    @Test func workersAndMemoryDoNotChangeTheReport() async throws {
        let (scene, words) = try Self.scene(events: 30_000) {
            $0 % 97 != 0 && !(4000..<5000).contains($0) && $0 % 7 != 3
        }
        let reports = [
            try await scene.audit(words, workers: 1), try await scene.audit(words, workers: 2, key: 9),
            try await scene.audit(words, workers: 5, memory: 1 << 20, key: 200),
        ]
        for name in ["report.json", "gaps.csv", "findings.csv", "report.md"] {
            let texts = Set(reports.map { Self.withoutRun($0.text(name) ?? "") })
            #expect(texts.count == 1, "\(name)")
        }
        let object = try object(reports[0])
        let missing = try reports[0].report().counts.missing
        #expect(try causes(object).values.reduce(0, +) == missing)
        #expect((object["breakdown"] as? [Any])?.isEmpty == false)
    }

    /// The text without what names the run.
    private static func withoutRun(_ text: String) -> String {
        text.replacing(/\d{8}T\d{6}Z-[a-z0-9-]+/, with: "RUN").split(separator: "\n")
            .filter { !$0.contains("\"manifest\"") }.joined(separator: "\n")
    }
}
