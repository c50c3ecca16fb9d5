import AuditModel
import TestKit
import Testing

/// What flags of the comparison do to counts.
struct ComparisonTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let flags: [String]
        let status: Int32
        /// Of the report: matched, missing, extra, unknown, unsettled, time_differs.
        let counts: [Int?]
        var reasons: [String] = []
        var testDescription: String { flags.joined(separator: " ") }
    }

    /// Ten events, a minute apart from 02:00; the SIEM lacks 3 and 4, has 11 beside them, and 5 is 2 s late.
    private static let authority = (0..<10).map { line($0, "CreationTime") }.joined()
    private static let siem = [0, 1, 2, 5, 6, 7, 8, 9, 11].map { line($0, "CreationTime", shift: $0 == 5 ? 2 : 0) }
        .joined()

    private static func line(_ number: Int, _ time: String, shift: Int = 0) -> String {
        let id = "4b7a0000-0000-4000-8000-" + InstantText.padded(number, 12)
        let clock = "02:" + InstantText.padded(number, 2) + ":" + InstantText.padded(shift, 2)
        let operation = number.isMultiple(of: 2) ? "Send" : "New"
        return
            #"{"Id":"\#(id)","\#(time)":"2026-11-14T\#(clock)Z","Operation":"\#(operation)","RecordType":2,"UserId":"u\#(number)"}"#
            + "\n"
    }

    @Test(arguments: [
        Case(flags: [], status: 1, counts: [8, 2, 0, 0, 0, 1], reasons: ["missing-events"]),
        Case(flags: ["--tolerance", "2"], status: 0, counts: [8, 2, 0, 0, 0, 1], reasons: ["within-tolerance"]),
        Case(
            flags: ["--tolerance", "200000ppm"], status: 0, counts: [8, 2, 0, 0, 0, 1], reasons: ["within-tolerance"]),
        Case(flags: ["--tolerance", "199999ppm"], status: 1, counts: [8, 2, 0, 0, 0, 1], reasons: ["missing-events"]),
        Case(flags: ["--time-tolerance", "2s"], status: 1, counts: [8, 2, 0, 0, 0, 0], reasons: ["missing-events"]),
        Case(flags: ["--exit-zero-on-gaps"], status: 0, counts: [8, 2, 0, 0, 0, 1], reasons: ["missing-events"]),
        Case(flags: ["--where", "operation=New"], status: 1, counts: [4, 1, 0, 0, 0, 1], reasons: ["missing-events"]),
        Case(
            flags: ["--where", "UserId|UserId=u3"], status: 2, counts: [0, 0, 0, 1, 0, 0],
            reasons: ["not-whole"]),
        Case(
            flags: ["--from", "2026-11-14T02:05:00Z"], status: 0, counts: [5, 0, 0, 0, 0, 1], reasons: []),
        Case(
            flags: ["--from", "2026-11-14T02:00:00Z", "--to", "2026-11-14T02:12:00Z"], status: 1,
            counts: [8, 2, 1, 0, 0, 1], reasons: ["missing-events"]),
        Case(flags: ["--settle", "1h"], status: 0, counts: [8, 0, 0, 0, 2, 1], reasons: []),
        Case(flags: ["--last", "1h"], status: 1, counts: [8, 2, 1, 0, 0, 1], reasons: ["missing-events"]),
        Case(flags: ["--siem-id", "UserId", "--source-id", "UserId"], status: 1, counts: [8, 2, 0, 0, 0, 1]),
        Case(flags: ["--siem-format", "ndjson", "--source-format", "ndjson"], status: 1, counts: [8, 2, 0, 0, 0, 1]),
        Case(flags: ["--memory", "64MiB", "--no-input"], status: 1, counts: [8, 2, 0, 0, 0, 1]),
    ]) func flagsDoWhatTheySay(test: Case) async throws {
        let scene = try AuditScene()
        // 2026-11-14T03:00:00Z for windows that end now; an hour later than 02:03 for what is settled.
        scene.now = test.flags.first == "--settle" ? 1_794_625_380_000_000_000 : 1_794_625_200_000_000_000
        try scene.folder.write(Self.authority, to: "a.ndjson")
        try scene.folder.write(Self.siem, to: "s.ndjson")
        let finished = try await scene.audit(
            ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.ndjson")] + test.flags)
        if test.flags.first != "--settle" { #expect(finished.status == test.status, "\(finished.errors)") }
        let counts = try finished.report().counts
        let found: [Int?] = [
            counts.matched, counts.missing, counts.extra, counts.unknown, counts.unsettled, counts.timeDiffers,
        ]
        #expect(found == test.counts)
        if let first = test.reasons.first { #expect(try finished.report().reasons.first?.code == first) }
    }

    @Test func anEmptyAuthorityMayBeExpected() async throws {
        let scene = try AuditScene()
        try scene.folder.write("[]", to: "a.json")
        try scene.folder.write(Self.siem, to: "s.ndjson")
        let words = ["--source", scene.path("a.json"), "--siem", scene.path("s.ndjson")]
        let plain = try await scene.audit(words)
        #expect(plain.status == 2)
        #expect(try plain.report().reasons.first?.code == "empty-authority")
        #expect(try await scene.audit(words + ["--expect-empty"]).status == 0)
    }

    @Test func whatSharesTheLastSecondBeforeACutIsUnknown() async throws {
        let scene = try AuditScene()
        let twin = Self.line(5, "CreationTime").replacing("000000000005", with: "000000000020")
        try scene.folder.write(Self.authority + twin, to: "a.ndjson")
        let held = (0..<6).map { Self.line($0, "CreationTime") }.joined()
        try scene.folder.write(held + #"{"Id":"4b7a"#, to: "s.ndjson")
        let finished = try await scene.audit(["--source", scene.path("a.ndjson"), "--siem", scene.path("s.ndjson")])
        let counts = try finished.report().counts
        #expect(finished.status == 2 && counts.missing == 0 && counts.unknown == 5, "\(finished.errors)")
    }

    @Test func recordsWithoutIDsAreMatchedByTheNamedFields() async throws {
        let scene = try AuditScene()
        try scene.folder.write(Self.authority, to: "a.ndjson")
        let rows = [0, 1, 2, 5, 6].map { "2026-11-14T02:0\($0):00Z,u\($0)\n" }.joined()
        try scene.folder.write("CreationTime,UserId\n" + rows, to: "s.csv")
        let finished = try await scene.audit([
            "--source", scene.path("a.ndjson"), "--siem", scene.path("s.csv"), "--siem-time", "CreationTime",
            "--match", "UserId",
        ])
        let report = try finished.report()
        #expect(finished.status == 1, "\(finished.errors)")
        #expect(report.counts.matched == 5 && report.counts.missing == 5 && report.siem.unidentified == 0)
    }

    // MARK: Zones

    /// The SIEM's rows with times without a zone; `extra` adds one that the authority lacks.
    private func zoneless(_ scene: AuditScene, extra: String? = nil) throws {
        try scene.folder.write(Self.authority, to: "a.ndjson")
        var rows = "Id,When\n"
        for number in 0..<9 {
            rows += "4b7a0000-0000-4000-8000-\(InstantText.padded(number, 12)),2026-11-14 02:0\(number):00\n"
        }
        try scene.folder.write(rows + (extra ?? ""), to: "s.csv")
    }

    private static let siemFields = ["--siem-id", "Id", "--siem-time", "When"]

    @Test func anUnknownZoneMattersOnlyWhereACountDependsOnIt() async throws {
        let scene = try AuditScene()
        let words = ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.csv")] + Self.siemFields
        try zoneless(scene)
        let answered = try await scene.audit(words)
        #expect(answered.status == 1)
        let report = try answered.report()
        #expect(report.counts.timeDiffers == nil && report.problems.map(\.code).contains("W-TIME-ZONE"))
        let far = "4b7a0000-0000-4000-8000-999999999999,2026-12-24 02:00:00\n"
        try zoneless(scene, extra: far)
        #expect(try await scene.audit(words).status == 1)
        try zoneless(scene, extra: "4b7a0000-0000-4000-8000-999999999999,2026-11-14 14:00:00\n")
        let refused = try await scene.audit(words)
        #expect(refused.status == 2 && refused.text("report.json") == nil)
        #expect(refused.errors.contains("E-TIME-ZONE") && refused.errors.contains("--siem-zone"), "\(refused.errors)")
        let named = try await scene.audit(words + ["--siem-zone", "Europe/Berlin"])
        #expect(try named.report().counts.timeDiffers == 9)
    }

    /// The zone in a column's name comes before the flag, which is for times of which nothing else is known.
    @Test(arguments: [
        ("When [UTC]", nil, 0), ("When [UTC]", "Europe/Berlin", 0), ("When", "+00:00", 0), ("When", "Europe/Berlin", 9),
    ])
    func aColumnsOwnZoneComesBeforeTheFlag(column: String, zone: String?, differing: Int) async throws {
        let scene = try AuditScene()
        try zoneless(scene)
        let rows = try scene.folder.text(of: "s.csv")
        try scene.folder.write(rows.replacing("When", with: column), to: "s.csv")
        let finished = try await scene.audit(
            ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.csv"), "--siem-id", "Id", "--siem-time"]
                + ["\"\(column)\""] + (zone.map { ["--siem-zone", $0] } ?? []))
        let report = try finished.report()
        #expect(report.counts.timeDiffers == differing && !report.problems.map(\.code).contains("W-TIME-ZONE"))
    }

    @Test(arguments: [["--from", "2026-11-14"], ["--last", "7d"], ["--settle", "1h"]])
    func aZonelessAuthorityHasNoWindowInUTC(flags: [String]) async throws {
        let scene = try AuditScene()
        try zoneless(scene)
        let words =
            [
                "--siem", scene.path("a.ndjson"), "--source", scene.path("s.csv"), "--source-id", "Id", "--source-time",
                "When",
            ]
            + flags
        let refused = try await scene.audit(words)
        #expect(refused.status == 2 && refused.errors.contains("--source-zone"), "\(refused.errors)")
        #expect(try await scene.audit(words + ["--source-zone", "UTC"]).errors.contains("E-TIME-ZONE") == false)
    }

    @Test func localisedHeadersWaitForConfirmation() async throws {
        let scene = try AuditScene()
        let guid = "4b7a0000-0000-4000-8000-00000000000"
        let rows = (0..<9).map { "2026-11-14T02:0\($0):00Z,\(guid)\($0),x,y,z\n" }.joined()
        try scene.folder.write("Datum (UTC),Anforderungs-ID,Benutzer,Anwendung,Status\n" + rows, to: "s.csv")
        try scene.folder.write(Self.authority, to: "a.ndjson")
        let words = ["--source", scene.path("a.ndjson"), "--siem", scene.path("s.csv")]
        let refused = try await scene.audit(words)
        #expect(
            refused.status == 2 && refused.errors.contains("--siem-format entra-interactive-csv"), "\(refused.errors)")
        #expect(try await scene.audit(words + ["--siem-format", "entra-interactive-csv"]).status == 1)
    }
}
