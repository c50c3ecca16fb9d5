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

    @Test func aFieldThatManyEventsShareIsNoId() async throws {
        let words = [
            "--source", scene.path("source.ndjson"), "--source-id", "UserId", "--siem", scene.path("siem.ndjson"),
        ]
        try scene.folder.write(Self.event(3) + "\n", to: "siem.ndjson")
        let finished = try await scene.audit(words + ["--siem-id", "UserId"])
        let report = try finished.report()
        #expect(finished.status == 2 && report.trust.contains { $0.code == "weak-match" }, "\(finished.output)")
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

    }

    @Test func aFileOnBothSidesIsSaid() async throws {
        let path = scene.path("source.ndjson")
        let finished = try await scene.audit(["--source", path, "--siem", path])
        #expect(try finished.report().problems.map(\.code) == ["W-SAME-INPUT"] && finished.status == 0)
    }

    @Test func whatFailsAConditionInTheSIEMIsSaid() async throws {
        let held = (0..<20).map { Self.event($0, operation: $0 == 4 ? "send" : "Send") + "\n" }.joined()
        try scene.folder.write(held, to: "siem.ndjson")
        let sides = ["--source", scene.path("source.ndjson"), "--siem", scene.path("siem.ndjson")]
        let finished = try await scene.audit(sides + ["--where", "operation=Send"])
        #expect(try finished.report().problems.map(\.code) == ["W-WHERE"] && finished.status == 1)
    }
}
