import AuditModel
import Auditing
import Settings
import TestKit
import Testing

/// Accepted exceptions and watches, which a configuration sets.
struct ExceptionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let acceptance: Acceptance
        let accepted: [Int]
        let status: Int32
        let testDescription: String
    }

    /// Ten events, a minute apart from 02:00; the SIEM lacks 3, 4 and 7.
    private static let events = (0..<10).map { number in
        let operation = number.isMultiple(of: 2) ? "Send" : "New"
        return #"{"Id":"\#(id(number))","CreationTime":"2026-11-14T02:0\#(number):00Z","Operation":"\#(operation)","#
            + #""RecordType":2,"Workload":"Exchange","UserId":"u\#(number)"}"# + "\n"
    }

    private static func id(_ number: Int) -> String { "4b7a0000-0000-4000-8000-00000000000\(number)" }

    /// Minute `minute` after 2026-11-14T02:00:00Z.
    private static func minute(_ minute: Int64) -> Int64 { 1_794_621_600_000_000_000 + minute * 60_000_000_000 }

    private static func acceptance(_ conditions: [FieldCondition], from: Int64? = nil, to: Int64? = nil) -> Acceptance {
        Acceptance(conditions: conditions, from: from, to: to, reason: "test", owner: "me", until: .max)
    }

    private let scene: AuditScene

    init() throws { scene = try AuditScene() }

    private func audit(_ change: @escaping @Sendable (inout AuditRequest) -> Void) async throws -> AuditScene.Finished {
        try scene.folder.write(Self.events.joined(), to: "a.ndjson")
        try scene.folder.write([0, 1, 2, 5, 6, 8, 9].map { Self.events[$0] }.joined(), to: "s.ndjson")
        return try await scene.audit(
            ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.ndjson")], change: change)
    }

    @Test(arguments: [
        Case(
            acceptance: acceptance([.column("operation", "New")]), accepted: [3, 7], status: 1,
            testDescription: "an operation"),
        Case(
            acceptance: acceptance([.column("scope", "Exchange")]), accepted: [3, 4, 7], status: 0,
            testDescription: "a scope"),
        Case(
            acceptance: acceptance([.column("operation", "New")], from: minute(3), to: minute(7)), accepted: [3],
            status: 1, testDescription: "a stretch of time that excludes its end"),
        Case(
            acceptance: acceptance([.column("operation", "New"), .column("user", "u7")]), accepted: [7],
            status: 1, testDescription: "all conditions together"),
        Case(
            acceptance: acceptance([.paths("UserId", "UserId", "u5")]), accepted: [], status: 1,
            testDescription: "an event that is there"),
    ]) func absentEventsThatAreAcceptedAreNotMissing(test: Case) async throws {
        let finished = try await audit { $0.acceptances = [test.acceptance] }
        let report = try finished.report()
        #expect(finished.status == test.status, "\(finished.errors)")
        #expect(report.counts.accepted == test.accepted.count && report.counts.matched == 7)
        #expect(finished.ids("accepted") == test.accepted.map(Self.id))
        #expect(finished.ids("missing") == [3, 4, 7].filter { !test.accepted.contains($0) }.map(Self.id))
        #expect(finished.lines("missing.ndjson").count == 3 - test.accepted.count)
    }

    @Test func watchesCountTheMissingOnly() async throws {
        let finished = try await audit {
            $0.watches = [
                Watch(name: "new", conditions: [.column("operation", "New")]),
                Watch(name: "nobody", conditions: [.column("user", "u0")]),
            ]
        }
        let report = try #require(finished.text("report.json"))
        let watched = report.filter { !$0.isWhitespace }
        #expect(watched.contains(#""watched":[{"name":"new","missing":2},{"name":"nobody","missing":0}]"#))
    }

    @Test func aFieldThatThePresetLacksIsRefused() async throws {
        let finished = try await audit { $0.acceptances = [Self.acceptance([.column("colour", "red")])] }
        #expect(finished.status == 64 && finished.errors.contains("E-WHERE"), "\(finished.errors)")
    }
}

extension FieldCondition {
    fileprivate static func column(_ name: String, _ value: String) -> FieldCondition {
        FieldCondition(field: .column(name), value: value)
    }

    fileprivate static func paths(_ authority: String, _ siem: String, _ value: String) -> FieldCondition {
        FieldCondition(field: .paths(authority: authority, siem: siem), value: value)
    }
}
