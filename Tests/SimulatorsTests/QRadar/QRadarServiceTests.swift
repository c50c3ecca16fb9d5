import AuditModel
import ByteScan
import Testing

@testable import Simulators

struct QRadarServiceTests {
    private static let root = "/api/ariel/searches"

    private static func call(
        _ store: TestStore, _ method: String, _ path: String, _ more: [(String, String)] = [],
        query: [(String, String)] = []
    ) throws -> SimulatorResponse {
        try store.ask(method, root + path, query: query, headers: [("sec", store.client.secret)] + more)
    }

    private static func search(_ store: TestStore, _ rest: String, number: Int = 1) throws -> String {
        let text =
            "SELECT devicetime, UTF8(payload) AS payload FROM events WHERE \(number) = \(number) LIMIT 1000" + rest
        let made = try call(store, "POST", "", query: [("query_expression", text)])
        #expect(made.status == 201)
        return try #require(try made.tree["search_id"]?.text)
    }

    private static func finish(_ store: TestStore, _ id: String) throws -> Int? {
        for status in ["EXECUTE", "COMPLETED"] {
            #expect(try call(store, "GET", "/\(id)").tree["status"]?.text == status || status == "EXECUTE")
        }
        return try call(store, "GET", "/\(id)").tree["record_count"]?.integer
    }

    @Test func resultsAreThereOnceItIsDone() throws {
        let store = try TestStore("qradar")
        let id = try Self.search(store, " START '1970-01-01 00:00Z'")
        let early = try Self.call(store, "GET", "/\(id)/results")
        #expect(early.status == 404)
        #expect(try early.tree["code"]?.integer == 1003)
        #expect(try Self.finish(store, id) == store.shelf.documents.count)
        let page = try Self.call(store, "GET", "/\(id)/results", [("range", "items=10-19")])
        #expect(page.status == 206)
        #expect(page.headers.contains { $0 == ("Content-Range", "items 10-19/\(store.shelf.documents.count)") })
        #expect(try page.tree["events"]?.elements?.count == 10)
        #expect((store.service as? any ContextHolding)?.openContexts == 1)
        #expect(try Self.call(store, "DELETE", "/\(id)").status == 202)
        #expect((store.service as? any ContextHolding)?.openContexts == 0)
        #expect(try Self.call(store, "GET", "/\(id)").tree["code"]?.integer == 1002)
    }

    @Test func withoutAStartItIsTheLastMinute() throws {
        let store = try TestStore("qradar")
        #expect(try Self.finish(store, Self.search(store, "")) == 0)
    }

    @Test(arguments: [("30", "30", 0), ("30:20", "31", 1), ("30", "30:20", 1), ("30", "31", 1)])
    func boundsCountWholeMinutes(_ start: String, _ stop: String, _ minutes: Int64) throws {
        let store = try TestStore("qradar", events: 4000)
        // 2026-11-02T13:30:00Z
        let from = TestStore.start + 13 * TestStore.hour + 30 * 60_000_000_000
        let inside = store.shelf.documents.count {
            from <= $0.received && $0.received < from + minutes * 60_000_000_000
        }
        #expect(
            try Self.finish(store, Self.search(store, " START '2026-11-02 13:\(start)' STOP '2026-11-02 13:\(stop)'"))
                == inside)
    }

    @Test func aKnownTextGivesTheSearchThatIsThere() throws {
        let store = try TestStore("qradar")
        let first = try Self.search(store, "")
        #expect(try Self.search(store, "") == first)
        #expect(try Self.search(store, "", number: 2) != first)
    }

    @Test func wrongTokensAndStatementsAreRefused() throws {
        let store = try TestStore("qradar")
        #expect(try store.ask("POST", Self.root, headers: [("sec", "wrong")]).status == 401)
        let answer = try Self.call(store, "POST", "", query: [("query_expression", "DROP TABLE events")])
        #expect(answer.status == 422)
        #expect(try answer.tree["code"]?.integer == 2000)
    }
}
