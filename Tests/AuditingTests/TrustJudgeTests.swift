import TestKit
import Testing

/// Signs that a file may not hold everything, however it came to be one file.
struct TrustJudgeTests {
    private let scene: AuditScene

    init() throws {
        scene = try AuditScene()
        try scene.folder.write((0..<20).map { Self.event($0) + "\n" }.joined(), to: "source.ndjson")
    }

    private static func event(_ number: Int, operation: String = "Send") -> String {
        let minute = number < 10 ? "0\(number)" : "\(number)"
        return
            #"{"Id":"4b7a0000-0000-4000-8000-\#(100_000_000_000 + number)","CreationTime":"2026-11-14T02:\#(minute):00","#
            + #""Operation":"\#(operation)","RecordType":2,"Workload":"Exchange","UserId":"u1"}"#
    }

    /// An answer of Elasticsearch.
    private static func answer(_ numbers: Range<Int>, total: Int, also: String = "") -> String {
        let hits = numbers.map { #"{"_index":"a","_id":"\#($0)","_source":\#(event($0))}"# }.joined(separator: ",")
        return
            #"{"took":1,"timed_out":false\#(also),"hits":{"total":{"value":\#(total),"relation":"eq"},"hits":[\#(hits)]}}"#
    }

    /// An OData answer that says how many there are.
    private static func counted(_ count: Int, of total: Int) -> String {
        #"{"@odata.count":\#(total),"value":[\#((0..<count).map { event($0) }.joined(separator: ","))]}"#
    }

    struct Held {
        let name: String
        let files: [String]
        let status: Int32
        let code: String?
    }

    @Test(arguments: [
        Held(
            name: "pages of one search", files: [answer(0..<12, total: 20) + "\n" + answer(12..<20, total: 20)],
            status: 0, code: nil),
        Held(
            name: "two searches, one cut", files: [answer(0..<6, total: 10) + "\n" + answer(10..<20, total: 10)],
            status: 2, code: "row-cap"),
        Held(
            name: "two searches of two sizes", files: [answer(0..<6, total: 12) + "\n" + answer(12..<20, total: 8)],
            status: 2, code: "row-cap"),
        Held(
            name: "ended early", files: [answer(0..<18, total: 18, also: #","terminated_early":true"#)], status: 2,
            code: "row-cap"),
        Held(
            name: "a cluster left out",
            files: [answer(0..<18, total: 18, also: #","_clusters":{"total":2,"skipped":1}"#)], status: 2,
            code: "failed-search"),
        Held(
            name: "fewer than it counts", files: [counted(15, of: 20)], status: 2, code: "row-cap"),
        Held(name: "as many as it counts", files: [counted(20, of: 20)], status: 0, code: nil),
        Held(
            name: "an empty part", files: [(0..<18).map { event($0) + "\n" }.joined(), ""], status: 2,
            code: "empty-side"),
        Held(
            name: "a part without rows", files: [(0..<18).map { event($0) + "\n" }.joined(), "[]"], status: 2,
            code: "empty-side"),
    ])
    func whatIsNotWholeProvesNoLoss(_ held: Held) async throws {
        for (number, text) in held.files.enumerated() { try scene.folder.write(text, to: "siem\(number).json") }
        let sides = held.files.indices.flatMap { ["--siem", scene.path("siem\($0).json")] }
        let finished = try await scene.audit(["--source", scene.path("source.ndjson")] + sides)
        #expect(finished.status == held.status, "\(finished.output)\(finished.errors)")
        let report = try finished.report()
        #expect(report.counts.missing == 0)
        if let code = held.code {
            #expect(report.trust.contains { $0.code == code && $0.effect == "inconclusive" }, "\(report.trust)")
        }
    }

    /// A page of Microsoft Graph, newest event first.
    private static func page(_ numbers: Range<Int>, next: String? = nil, of set: String = "signIns") -> String {
        let records = numbers.reversed().map { event($0) }.joined(separator: ",")
        let link = next.map { #""@odata.nextLink":"https://graph.example/v1.0/auditLogs/\#(set)?\#($0)","# } ?? ""
        return #"{"@odata.context":"https://graph.example/v1.0/$metadata#\#(set)",\#(link)"value":[\#(records)]}"#
    }

    private static let filter = "$filter=CreationTime+ge+2026-11-14T02:10:00Z&"

    @Test(arguments: [
        Held(name: "one listing", files: [page(7..<20, next: "$skiptoken=b"), page(0..<7)], status: 0, code: nil),
        Held(
            name: "two whole listings",
            files: [
                page(15..<20, next: filter + "$skiptoken=b"), page(10..<15), page(5..<10, next: "$skiptoken=c"),
                page(0..<5),
            ], status: 0, code: nil),
        Held(
            name: "its last page beside another listing",
            files: [page(0..<10), page(15..<20, next: filter + "$skiptoken=b")], status: 2, code: "row-cap"),
        Held(
            name: "the older of two", files: [page(10..<20), page(5..<10, next: "$skiptoken=b")], status: 2,
            code: "row-cap"),
        Held(
            name: "both lead to the same page",
            files: [page(10..<20, next: "$skiptoken=b"), page(11..<20, next: "$skiptoken=c"), page(0..<10)],
            status: 2, code: "row-cap"),
        Held(
            name: "one page saved twice",
            files: [page(10..<20, next: "$skiptoken=b"), page(10..<20, next: "$skiptoken=b"), page(0..<10)],
            status: 0, code: nil),
        Held(
            name: "another kind of listing is whole",
            files: [page(10..<20, next: "$skiptoken=b"), page(0..<10, of: "directoryAudits")], status: 2,
            code: "row-cap"),
        Held(
            name: "a page of another query",
            files: [
                page(10..<20, next: "$top=5&$skiptoken=b"), page(5..<10, next: "$top=9&$skiptoken=b"), page(0..<5),
            ], status: 2, code: "row-cap"),
    ])
    func aPageWithoutItsNextOneMakesTheAuthorityPartial(_ held: Held) async throws {
        for (number, text) in held.files.enumerated() { try scene.folder.write(text, to: "page\(number).json") }
        let pages = held.files.indices.flatMap { ["--source", scene.path("page\($0).json")] }
        let finished = try await scene.audit(pages + ["--siem", scene.path("source.ndjson")])
        #expect(finished.status == held.status, "\(held.name): \(finished.output)\(finished.errors)")
        let codes = try finished.report().trust.filter { $0.effect == "inconclusive" }.map(\.code)
        #expect(codes == [held.code].compactMap(\.self), "\(held.name)")
    }

    @Test func aFieldThatManyEventsShareIsNoId() async throws {
        let words = [
            "--source", scene.path("source.ndjson"), "--source-id", "UserId", "--siem", scene.path("siem.ndjson"),
        ]
        try scene.folder.write(Self.event(3) + "\n", to: "siem.ndjson")
        let finished = try await scene.audit(words + ["--siem-id", "UserId"])
        let report = try finished.report()
        #expect(finished.status == 2 && report.trust.contains { $0.code == "weak-match" }, "\(finished.output)")
    }

    @Test func aFileOnBothSidesIsSaid() async throws {
        let path = scene.path("source.ndjson")
        let finished = try await scene.audit(["--source", path, "--siem", path])
        #expect(try finished.report().problems.map(\.code) == ["W-SAME-INPUT"] && finished.status == 0)
    }

    /// Events of both sides by number, with the text that `--where` looks at; nil for one that the side lacks.
    struct Told: Sendable {
        let name: String
        let source: @Sendable (Int) -> String?
        let siem: @Sendable (Int) -> String?
        let status: Int32
        /// Matched, missing and extra events, and records of the SIEM that are left out.
        let counts: [Int]
    }

    @Test(
        arguments: [
            Told(
                name: "one told otherwise", source: { _ in "Send" }, siem: { $0 == 4 ? "send" : "Send" }, status: 0,
                counts: [20, 0, 0, 0]),
            Told(
                name: "all told otherwise", source: { _ in "Send" }, siem: { _ in "1" }, status: 0,
                counts: [20, 0, 0, 0]),
            Told(
                name: "one told otherwise, one lost", source: { _ in "Send" },
                siem: { $0 == 5 ? nil : $0 == 4 ? "send" : "Send" }, status: 1, counts: [19, 1, 0, 0]),
            Told(
                name: "another operation to the authority", source: { (5..<10).contains($0) ? "Read" : "Send" },
                siem: { $0 == 7 ? "Read" : "Send" }, status: 0, counts: [15, 0, 0, 5]),
            Told(
                name: "only in the SIEM", source: { $0 == 7 ? nil : "Send" }, siem: { _ in "Send" }, status: 0,
                counts: [19, 0, 1, 0]),
        ], [65_536, 1 << 20])
    func theAuthoritysRecordDecidesAboutConditions(_ told: Told, memory: Int) async throws {
        for (name, operation) in [("source.ndjson", told.source), ("siem.ndjson", told.siem)] {
            let lines = (0..<20).compactMap { number in operation(number).map { Self.event(number, operation: $0) } }
            try scene.folder.write(lines.map { $0 + "\n" }.joined(), to: name)
        }
        let sides = ["--source", scene.path("source.ndjson"), "--siem", scene.path("siem.ndjson")]
        let finished = try await scene.audit(sides + ["--where", "operation=Send"], memory: memory)
        let report = try finished.report()
        let counts = [report.counts.matched, report.counts.missing, report.counts.extra, report.siem.filtered]
        #expect(finished.status == told.status && counts == told.counts, "\(told.name): \(counts) \(finished.output)")
        let isSaid = told.name != "only in the SIEM"
        #expect(report.problems.map(\.code) == (isSaid ? ["W-WHERE"] : []), "\(told.name)")
    }

    @Test func datesThatTurnAmbiguousFurtherDownAreRefused() async throws {
        let lines = (0..<3_000).map { number in
            let line = Self.event(number % 20).replacing("100000", with: "\(100_000 + number)")
            return number < 2_990 ? line : line.replacing(/2026-11-14T/, with: "11/04/2026 ")
        }
        try scene.folder.write(lines.map { $0 + "\n" }.joined(), to: "long.ndjson")
        let finished = try await scene.audit([
            "--source", scene.path("long.ndjson"), "--siem", scene.path("source.ndjson"),
        ])
        #expect(finished.status == 2 && finished.errors.contains("error E-TIME-COLUMN: the dates of"))
        #expect(finished.errors.contains("10 records behind its first ones"), "\(finished.errors)")
    }

    @Test(arguments: [(10_000, "exactly 10000 rows"), (20_000, "exactly 2 × 10000 rows"), (19_999, nil)])
    func exportsThatWereCappedShowItInOneFileToo(rows: Int, said: String?) async throws {
        let body = (0..<rows).map { number in
            let (minute, second) = (number / 60 % 60, number % 60)
            let clock = "\(minute < 10 ? "0" : "")\(minute):\(second < 10 ? "0" : "")\(second)"
            return "11/14/2026 7:\(clock).000 pm,4b7a0000-0000-4000-8000-\(100_000_000_000 + number)\n"
        }
        try scene.folder.write("@timestamp,event.id\n" + body.joined(), to: "siem.csv")
        let finished = try await scene.audit([
            "--source", scene.path("source.ndjson"), "--siem", scene.path("siem.csv"),
        ])
        let marks = try finished.report().trust.filter { $0.code == "row-cap" }
        #expect(marks.count == (said == nil ? 0 : 1) && marks.allSatisfy { $0.message.contains(said ?? "") })
        #expect(finished.status == (said == nil ? 0 : 2), "\(finished.output)")
    }

    @Test func sidesThatLookExchangedAreNamed() async throws {
        try scene.folder.write(Self.answer(0..<15, total: 15), to: "held.json")
        let files = [scene.path("source.ndjson"), scene.path("held.json")]
        let right = try await scene.audit(["--source", files[0], "--siem", files[1]])
        #expect(right.status == 1 && !right.errors.contains("W-SWAPPED"))
        let wrong = try await scene.audit(["--source", files[1], "--siem", files[0], "--to", "2026-11-15"])
        #expect(try wrong.report().problems.map(\.code) == ["W-SWAPPED"], "\(wrong.output)")
    }

    @Test func whatCannotBeLookedForInTheMemoryIsSaid() async throws {
        let held = (0..<20).map { Self.event($0, operation: "send") + "\n" }.joined()
        try scene.folder.write(held, to: "siem.ndjson")
        let sides = ["--source", scene.path("source.ndjson"), "--siem", scene.path("siem.ndjson")]
        let finished = try await scene.audit(sides + ["--where", "operation=Send"], memory: 8_192)
        let problem = try #require(try finished.report().problems.first { $0.code == "W-WHERE" })
        #expect(problem.severity == "warning" && finished.status != 0, "\(finished.output)")
    }
}
