import Foundation
import TestKit
import Testing

@testable import Auditing

/// What an audit says of the runs before it.
struct RunHistoryTests {
    private let scene: AuditScene

    init() throws {
        scene = try AuditScene()
        try scene.folder.write((0..<10).map(Self.line).joined(), to: "a.ndjson")
        try scene.folder.write((3..<10).map(Self.line).joined(), to: "s.ndjson")
    }

    private static func line(_ number: Int) -> String {
        #"{"Id":"=event \#(number)","CreationTime":"2026-11-14T02:0\#(number):00Z","Operation":"Send","Workload":"Exchange"}"#
            + "\n"
    }

    private var words: [String] {
        ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.ndjson"), "--source-id", "Id", "--siem-id", "Id"]
            + ["--source-time", "CreationTime", "--siem-time", "CreationTime"]
    }

    private func late(_ finished: AuditScene.Finished) throws -> Int {
        try finished.report().problems.count { $0.code == "W-CAME-LATE" }
    }

    @Test func eventsThatCameLateAreToldFromThoseThatDidNot() async throws {
        let named = words + ["--name", "weekly"]
        let first = try await scene.audit(named)
        #expect(try first.status == 1 && late(first) == 0, "\(first.errors)")
        try scene.folder.write((1..<10).map(Self.line).joined(), to: "s.ndjson")
        scene.now += 86_400_000_000_000
        let second = try await scene.audit(named)
        #expect(try late(second) == 1)
        let text = try #require(second.text("report.json"))
        #expect(text.contains("2 events that an earlier run missed are there now"))
        #expect(text.contains("1 of what that run missed are missing still"))
        scene.now += 86_400_000_000_000
        let replay = try await scene.audit(["--replay", second.folder])
        let plain = { (finished: AuditScene.Finished) in
            finished.lines("report.json").filter { !$0.contains("\"run_id\"") }
        }
        #expect(plain(replay) == plain(second))
    }

    @Test func runsOfAnotherNameOrQuestionAreNoHistory() async throws {
        _ = try await scene.audit(words + ["--name", "weekly"])
        try scene.folder.write((0..<10).map(Self.line).joined(), to: "s.ndjson")
        scene.now += 86_400_000_000_000
        for others in [[], ["--name", "daily"], ["--name", "weekly", "--where", "operation=Send"]] {
            let finished = try await scene.audit(words + others)
            #expect(try late(finished) == 0, "\(others) \(finished.errors)")
        }
        #expect(try late(await scene.audit(words + ["--name", "weekly"])) == 1)
    }

    @Test func aRunsReportTellsItsHours() async throws {
        let first = try await scene.audit(
            words + ["--from", "2026-11-14T02:00:00Z", "--to", "2026-11-14T03:00:00Z"])
        let run = try #require(try EarlierRun(folder: first.folder))
        #expect(run.hours.map(\.count) == [10] && run.summary.missing == 3)
        #expect(try EarlierRun(folder: scene.folder.path) == nil)
    }
}
