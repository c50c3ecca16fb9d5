import AuditModel
import ByteScan
import Synchronization
import Testing

@testable import Simulators

struct SumoServiceTests {
    private static let root = "/api/v1/search/jobs"

    private static func create(
        _ store: TestStore, query: String = "_sourceCategory=siem-okta-system-log"
    ) throws -> SimulatorResponse {
        let (from, to) = (TestStore.start / 1_000_000, (TestStore.start + 48 * TestStore.hour) / 1_000_000)
        let body: JSONValue = ["query": .string(query), "from": .string(String(from)), "to": .integer(Int(to))]
        return try store.ask("POST", root, body: body.text(), headers: [store.basic])
    }

    private static func get(
        _ store: TestStore, _ id: String, _ rest: String = "", query: [(String, String)] = [], cookie: Bool = true
    ) throws -> SimulatorResponse {
        try store.ask(
            "GET", "\(root)/\(id)\(rest)", query: query,
            headers: [store.basic] + (cookie ? [("cookie", "JSESSIONID=\(id); AWSALB=sim")] : []))
    }

    @Test func aJobGoesThroughItsStatesAndIsKnownByItsCookies() throws {
        let store = try TestStore("sumo")
        let made = try Self.create(store)
        let id = try #require(try made.tree["id"]?.text)
        #expect(made.status == 202)
        #expect(made.headers.contains { $0.name == "Set-Cookie" && $0.value.hasPrefix("JSESSIONID=\(id);") })
        #expect(try Self.get(store, id, cookie: false).status == 404)
        let states = try (0..<3).map { _ in try Self.get(store, id).tree["state"]?.text }
        #expect(states == ["NOT STARTED", "GATHERING RESULTS", "DONE GATHERING RESULTS"])
        let all = try Self.get(store, id, "/messages", query: [("offset", "10"), ("limit", "10000")])
        #expect(try all.tree["messages"]?.elements?.count == store.shelf.documents.count - 10)
        #expect(try Self.get(store, id, "/messages", query: [("offset", "0"), ("limit", "10001")]).status == 400)
    }

    @Test func tooManyMessagesPauseIt() throws {
        let store = try TestStore("sumo", faults: ["cap=20"])
        let id = try #require(try Self.create(store).tree["id"]?.text)
        let last = try (0..<3).map { _ in try Self.get(store, id).tree }.last
        #expect(last?["state"]?.text == "FORCE PAUSED")
        #expect(last?["messageCount"]?.integer == 20)
    }

    @Test func errorsAreToldOnce() throws {
        let store = try TestStore("sumo", faults: ["partial"])
        let id = try #require(try Self.create(store).tree["id"]?.text)
        let errors = try (0..<4).map { _ in try Self.get(store, id).tree["pendingErrors"]?.elements?.count }
        #expect(errors == [0, 1, 0, 0])
    }

    @Test func aJobNobodyLooksAtIsGone() throws {
        let wall = WallClock()
        let store = try TestStore("sumo", wall: { wall.now })
        let id = try #require(try Self.create(store).tree["id"]?.text)
        wall.advance(seconds: 29)
        #expect(try Self.get(store, id).status == 200)
        wall.advance(seconds: 31)
        #expect(try Self.get(store, id).status == 404)
        #expect((store.service as? any ContextHolding)?.openContexts == 0)
    }

    @Test func phrasesAreFoundInAnyLetterCase() throws {
        let store = try TestStore("sumo")
        for (query, finds) in [(#"* and ("EVENTTYPE" or "x")"#, true), (#"* and "never seen""#, false)] {
            let id = try #require(try Self.create(store, query: query).tree["id"]?.text)
            let last = try (0..<3).map { _ in try Self.get(store, id).tree }.last
            #expect(last?["messageCount"]?.integer != 0 || !finds, "\(query)")
            #expect(last?["messageCount"]?.integer == 0 || finds, "\(query)")
        }
        #expect(try Self.create(store, query: "* | count").status == 400)
    }
}

/// A wall clock that is moved by hand.
private final class WallClock: Sendable {
    private let instant = Mutex(TestStore.start + 60 * TestStore.hour)

    var now: Int64 { instant.withLock { $0 } }

    func advance(seconds: Int64) { instant.withLock { $0 += seconds * 1_000_000_000 } }
}
