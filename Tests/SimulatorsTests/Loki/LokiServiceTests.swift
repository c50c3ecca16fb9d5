import AuditModel
import ByteScan
import Testing

@testable import Simulators

struct LokiServiceTests {
    private static let path = "/loki/api/v1/query_range"
    private static let selector = #"{job="siem-okta-system-log"}"#

    private static func ask(
        _ store: TestStore, _ fields: [(String, String)], tenant: String? = "contoso"
    ) throws -> SimulatorResponse {
        let usual = [
            ("query", selector), ("start", String(TestStore.start)),
            ("end", String(TestStore.start + 48 * TestStore.hour)),
        ]
        let form = usual.filter { own in !fields.contains { $0.0 == own.0 } } + fields
        return try store.ask(
            "POST", path, form: form, headers: [store.basic] + (tenant.map { [("x-scope-orgid", $0)] } ?? []))
    }

    private static func entries(_ answer: SimulatorResponse) throws -> [Int] {
        try answer.tree["data"]?["result"]?.elements?.flatMap { $0["values"]?.elements ?? [] }
            .compactMap { $0.elements?.first?.text.flatMap { Int($0) } } ?? []
    }

    @Test func linesAreGroupedByStreamAndOrderedWithinOne() throws {
        let store = try TestStore("loki")
        let answer = try Self.ask(store, [("limit", "5000"), ("direction", "forward")])
        let streams = try answer.tree["data"]?["result"]?.elements ?? []
        #expect(streams.count > 1)
        #expect(try Self.entries(answer).count == store.shelf.documents.count)
        for stream in streams {
            let times = (stream["values"]?.elements ?? []).compactMap { $0.elements?.first?.text }
            #expect(times == times.sorted())
        }
    }

    @Test func theNewestHundredComeUnlessToldOtherwise() throws {
        let store = try TestStore("loki", events: 150)
        let times = store.shelf.documents.map { Int($0.time) }.sorted()
        #expect(try Self.entries(Self.ask(store, [])).sorted() == times.suffix(100))
        let oldest = try Self.entries(Self.ask(store, [("direction", "forward"), ("limit", "7")]))
        #expect(oldest.sorted() == Array(times.prefix(7)))
    }

    @Test(arguments: [
        ([("limit", "5001")], 400, "max entries limit per query exceeded"),
        ([("start", "0")], 400, "the query time range exceeds the limit"),
        ([("query", "{job")], 400, "parse error"), ([("start", "x")], 400, "end timestamp"),
    ])
    func refusalsArePlainText(_ fields: [(String, String)], _ status: Int, _ said: String) throws {
        let answer = try Self.ask(try TestStore("loki"), fields)
        #expect(answer.status == status)
        #expect(answer.said.hasPrefix(said))
    }

    @Test func loginAndTenantAreWanted() throws {
        let store = try TestStore("loki")
        #expect(try Self.ask(store, [], tenant: nil).said == "no org id")
        #expect(try store.ask("GET", Self.path, query: [("query", Self.selector)]).status == 401)
    }

    @Test func countsLeaveOutTheBeginningOfTheirRange() throws {
        let store = try TestStore("loki")
        let documents = store.shelf.documents.map(\.time)
        let (first, last) = (documents[3], documents[20])
        func count(_ range: Int64, at end: Int64) throws -> String? {
            let query = "sum(count_over_time(\(Self.selector)[\(range)ns]))"
            let answer = try Self.ask(store, [("query", query), ("start", String(end)), ("end", String(end))])
            return try answer.tree["data"]?["result"]?.elements?.first?["values"]?.elements?.last?.elements?.last?.text
        }
        let inside = documents.count { first < $0 && $0 <= last }
        #expect(try count(last - first, at: last) == String(inside))
        #expect(try count(1, at: documents[0] - 1) == nil)
    }

    @Test(arguments: [
        ("|= `eventType`", true), ("!= `eventType`", false), (#"|~ "(?i)EVENTTYPE""#, true), ("!~ `[a-z]`", false),
    ])
    func lineFiltersNarrow(_ filter: String, _ finds: Bool) throws {
        let store = try TestStore("loki")
        let answer = try Self.ask(store, [("query", Self.selector + " " + filter), ("limit", "5000")])
        #expect(try Self.entries(answer).isEmpty != finds)
    }
}
