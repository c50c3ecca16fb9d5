import AuditModel
import TestKit
import Testing

@testable import Backfill

@Suite struct FileAskingTests {
    private func asking(_ specs: [String]) -> FileAsking {
        FileAsking(specs, randomBytes: { Array(repeating: 3, count: $0) })
    }

    @Test func findsWholeRecordsOnlyAndSeesNewOnes() async throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/out.ndjson"
        let files = asking([path])
        let ids = (0..<4).map { [BackfillScene.id($0)] }
        #expect(try await files.held(ids).allSatisfy { !$0.isThere })
        let lines = (0..<3).map { BackfillScene.event($0).line + "\n" }
        try scratch.write(lines[0] + lines[1] + lines[1] + String(lines[2].prefix(120)), to: "out.ndjson")
        #expect(try await files.held(ids).map(\.count) == [1, 2, 0, 0])
        try scratch.write(lines.joined(), to: "out.ndjson")
        let held = try await files.held(ids)
        #expect(held.map(\.count) == [1, 1, 1, 0])
        #expect(held[0].time?.nanoseconds == BackfillScene.event(0).time)
    }

    @Test func givesTheRecordsThemselvesWhenAsked() async throws {
        let scratch = try ScratchFolder()
        let lines = (0..<3).map { BackfillScene.event($0).line }
        try scratch.write((lines[2] + "\n" + lines[0] + "\n" + lines[2] + "\n"), to: "out.ndjson")
        let files = FileAsking(
            [scratch.path + "/out.ndjson"], asksTexts: true, randomBytes: { Array(repeating: 3, count: $0) })
        let held = try await files.held((0..<3).map { [BackfillScene.id($0)] })
        let texts = held.map { $0.texts.map { String(decoding: $0, as: UTF8.self) } }
        #expect(texts == [[lines[0]], [], [lines[2], lines[2]]])
    }

    @Test func theFileThatIsSentToCountsOnceWithItsOlderParts() async throws {
        let scratch = try ScratchFolder()
        for (name, number) in [("out.ndjson", 0), ("out.ndjson.1", 1), ("export.ndjson", 2)] {
            try scratch.write(BackfillScene.event(number).line + "\n", to: name)
        }
        let ids = (0..<3).map { [BackfillScene.id($0)] }
        let sent = scratch.path + "/out.ndjson"
        func counts(_ specs: [String], _ sent: String?) async throws -> [Int] {
            let files = FileAsking(specs, sent: sent, randomBytes: { Array(repeating: 3, count: $0) })
            return try await files.held(ids).map(\.count)
        }
        #expect(try await counts([scratch.path + "/*.ndjson"], sent) == [1, 1, 1])
        #expect(try await counts([], sent) == [1, 1, 0])
        #expect(try await counts([scratch.path + "/export.ndjson"], nil) == [0, 0, 1])
    }

    @Test func marksBesideTheEventDoNotHideIt() async throws {
        let scratch = try ScratchFolder()
        let line = BackfillScene.event(1).line
        try scratch.write(
            "{\"siemgap.plan\":\"p-1\",\"siemgap.sent\":\"2026-11-20T00:00:00Z\"," + line.dropFirst() + "\n",
            to: "out.ndjson")
        #expect(try await asking([scratch.path + "/*.ndjson"]).held([[BackfillScene.id(1)]])[0].count == 1)
    }
}
