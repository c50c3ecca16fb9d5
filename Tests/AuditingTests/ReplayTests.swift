import AuditModel
import Foundation
import TestKit
import Testing

/// Configured audits, and runs that are come to again.
struct ReplayTests {
    private let scene: AuditScene

    init() throws {
        scene = try AuditScene()
        // 2026-11-14T03:00:00.5Z: replays know the second only.
        scene.now = 1_794_625_200_500_000_000
        try scene.folder.write((0..<10).map(Self.line).joined(), to: "a.ndjson")
        try scene.folder.write([0, 1, 2, 5, 6, 8, 9].map(Self.line).joined(), to: "s.ndjson")
    }

    private static func line(_ number: Int) -> String {
        let operation = number.isMultiple(of: 2) ? "Send" : "New"
        return #"{"Id":"4b7a0000-0000-4000-8000-00000000000\#(number)","CreationTime":"2026-11-14T02:0\#(number):00Z","#
            + #""Operation":"\#(operation)","RecordType":2,"Workload":"Exchange","UserId":"u\#(number)"}"# + "\n"
    }

    private var sides: [String] { ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.ndjson")] }

    /// `report.json` without what may differ.
    private func report(_ finished: AuditScene.Finished) -> [String] {
        finished.lines("report.json").filter { !$0.contains("\"run_id\"") }
    }

    @Test(arguments: [
        [], ["--last", "2h"], ["--settle", "56m"], ["--where", "operation=New"], ["--tolerance", "7", "--name", "x y"],
        ["--from", "2026-11-14T02:01:00Z", "--time-tolerance", "2s"], ["--match", "UserId"],
        ["--expect-empty", "--memory", "64MiB"],
    ]) func aReplayGivesTheSameReport(flags: [String]) async throws {
        let first = try await scene.audit(sides + flags)
        scene.now += 90_000_000_000_000
        let again = try await scene.audit(["--replay", first.folder])
        #expect(again.status == first.status, "\(again.errors)")
        #expect(report(again) == report(first) && !report(first).isEmpty)
        #expect(again.text("missing.ndjson") == first.text("missing.ndjson"))
    }

    @Test func aConfiguredAuditTakesItsSettingsFromTheFile() async throws {
        try scene.folder.write(
            """
            schema: 1
            siems:
              lake: {type: file, path: '\(scene.path("s.ndjson"))'}
            audits:
              weekly:
                source: \(scene.path("a.ndjson"))
                siem: lake
                tolerance: 1
                watch: [{name: sent, where: {operation: Send}}]
                accept: [{where: {operation: New}, to: 2026-11-14T02:05:00Z, reason: r, owner: o, until: 2026-11-30}]
            """, to: "siemgap.yaml")
        let words = ["weekly", "--config", scene.path("siemgap.yaml")]
        let finished = try await scene.audit(words)
        let counts = try finished.report().counts
        #expect(finished.status == 1 && counts.missing == 2 && counts.accepted == 1, "\(finished.errors)")
        #expect(try await scene.audit(words + ["--tolerance", "2"]).status == 0)
        let manifest = try #require(finished.text("manifest.json"))
        #expect(manifest.contains("siemgap.yaml:8:"))
        scene.now += 60 * 86_400_000_000_000
        let again = try await scene.audit(["--replay", finished.folder])
        #expect(report(again) == report(finished), "also when the exception has expired: \(again.errors)")
    }

    @Test func aChangedInputIsRefused() async throws {
        let first = try await scene.audit(sides, digests: true)
        try scene.folder.write(Self.line(0), to: "s.ndjson")
        let again = try await scene.audit(["--replay", first.folder])
        #expect(again.status == 2 && again.errors.contains("E-REPLAY") && again.errors.contains("s.ndjson"))
    }

    @Test(arguments: [
        (["weekly"], "there is no audit"), (["--replay", "nothing"], "E-RUN"),
        (["--replay", "x", "--siem", "y"], "--replay takes"), (["--pulls", "0"], "--pulls 0"),
    ]) func whatCannotBeAskedIsRefused(words: [String], said: String) async throws {
        let refused = try await scene.audit(words + ["--config", scene.path("siemgap.yaml")])
        #expect(refused.status == 64)
        try scene.folder.write("schema: 1\n", to: "siemgap.yaml")
        let sides = words.first == "--pulls" ? self.sides : []
        let finished = try await scene.audit(words + sides + ["--config", scene.path("siemgap.yaml")])
        #expect(finished.status == 64 && finished.errors.contains(said), "\(finished.errors)")
    }
}
