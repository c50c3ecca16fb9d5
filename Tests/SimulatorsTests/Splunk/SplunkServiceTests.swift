import AuditModel
import ByteScan
import Testing

@testable import Simulators

struct SplunkServiceTests {
    private static let hour: Int64 = 3_600_000_000_000

    /// A Splunk with sixty documents of two days.
    private struct Scene {
        let service: SplunkService
        let shelf: StoreShelf

        init(faults: [String] = [], zone: String = "UTC") throws {
            var scenario = TestTenants.scenario("o365-management", events: 60)
            scenario.siem = SIEMPlan(kind: "splunk", zone: zone, faults: faults)
            let shape = try #require(ServiceCatalogue.entry("o365-management")).shape
            let tenant = TestTenants.tenant(scenario, shape)
            let now = TestTenants.start + 60 * hour
            shelf = try StoreShelf(of: scenario, tenant: tenant, at: now)
            service = SplunkService(
                StoreContext(
                    shelf: shelf, board: QueryFaultBoard(faults), mint: TokenMint(),
                    clock: SimulatorClock(wall: { now }, fixed: now), client: SimulatorClient()))
        }

        func ask(
            _ path: String, _ form: [(String, String)] = [], method: String = "POST",
            authorization: String = "Bearer " + SimulatorClient().secret
        ) throws -> SimulatorResponse {
            let text = form.map { "\($0.0)=\(UnreservedText.encoded($0.1))" }.joined(separator: "&")
            return try #require(
                service.answer(
                    SimulatorRequest(
                        method: method, scheme: "https", authority: "sim.test", path: path,
                        query: method == "POST" ? [] : form.map { (name: $0.0, value: $0.1) }, rawQuery: "",
                        headers: [(name: "authorization", value: authorization)], body: Array(text.utf8))))
        }

        /// The lines of an export.
        func export(_ search: String, _ fields: [(String, String)] = []) throws -> [JSONTree] {
            let answer = try ask(
                "/services/search/v2/jobs/export", [("search", search), ("output_mode", "json")] + fields)
            #expect(answer.status == 200)
            return try answer.body.split(separator: UInt8(ascii: "\n")).map { try JSONTree(parsing: Array($0)) }
        }
    }

    @Test func theNewestEventComesFirstAndTheLastRowSaysSo() throws {
        let scene = try Scene()
        let lines = try scene.export("search index=siem-o365-management | fields Id", [("preview", "0")])
        #expect(lines.count == scene.shelf.documents.count)
        #expect(lines.map { $0["lastrow"] == .bool(true) } == lines.indices.map { $0 == lines.count - 1 })
        let ids = lines.compactMap { $0["result"]?["Id"]?.text }
        #expect(ids == scene.shelf.documents.indices.reversed().compactMap { scene.shelf.eventID($0) })
    }

    @Test func nothingFoundIsABareLastRow() throws {
        let lines = try Scene().export("search index=siem-o365-management nosuchword")
        #expect(lines == [try JSONTree(parsing: Array(#"{"preview":false,"lastrow":true}"#.utf8))])
    }

    @Test func timesAreBoundsOfBothAxes() throws {
        let scene = try Scene()
        let middle = TestTenants.start + 24 * Self.hour
        let second = String(middle / 1_000_000_000)
        let search = "search index=siem-o365-management | stats count"
        func count(_ fields: [(String, String)]) throws -> String? {
            try scene.export(search, [("preview", "0")] + fields).last?["result"]?["count"]?.text
        }
        let documents = scene.shelf.documents
        #expect(try count([("earliest_time", second)]) == String(documents.count { $0.time >= middle }))
        #expect(try count([("latest_time", second + ".0")]) == String(documents.count { $0.time < middle }))
        #expect(try count([("index_latest", second)]) == String(documents.count { $0.received < middle }))
        #expect(try count([("earliest_time", "2026-11-03T00:00:00Z")]) == count([("earliest_time", second)]))
    }

    @Test func timesAmongTheTermsCountInsteadOfTheRequestsOwn() throws {
        let scene = try Scene()
        let documents = scene.shelf.documents
        let middle = documents[30].received / 1_000_000_000
        func count(_ search: String, _ fields: [(String, String)] = []) throws -> Int? {
            try scene.export("search index=siem-* \(search) | stats count", fields).last?["result"]?["count"]?.text
                .flatMap { Int($0) }
        }
        let received = { (bounds: Range<Int64>) in documents.count { bounds.contains($0.received / 1_000_000_000) } }
        #expect(try count("_index_earliest=\(middle)") == received(middle..<Int64.max))
        #expect(try count("_index_latest=\(middle)") == received(0..<middle))
        #expect(
            try count("_index_earliest=\(middle) _index_latest=\(middle + 60)", [("index_latest", "0")])
                == received(middle..<middle + 60))
        #expect(try count("_index_latest=\(middle).5") == received(0..<middle + 1))
        let (from, to) = (documents[10].time / 1_000_000_000, documents[40].time / 1_000_000_000)
        let outside = documents.count { $0.time < from * 1_000_000_000 || $0.time >= to * 1_000_000_000 }
        #expect(try count("| where _time<\(from) OR _time>=\(to)") == outside)
        #expect(try count("| where _time>=\(from) AND _time<\(to)") == documents.count - outside)
    }

    @Test func aTableHasProvisionalSetsBeforeTheFinalOne() throws {
        let lines = try Scene().export("search index=siem-* | stats count as n")
        #expect(lines.map { $0["preview"] } == [.bool(true), .bool(false)])
        #expect(lines.allSatisfy { $0["result"]?["n"]?.text == "60" })
    }

    @Test func timesAreShownInTheZoneOfTheUser() throws {
        let lines = try Scene(zone: "Europe/Berlin").export("search index=siem-* | head 1 | fields _time")
        let time = try #require(lines.first?["result"]?["_time"]?.text)
        #expect(time.hasSuffix(" CET"))
        let seconds = try Scene(zone: "Europe/Berlin").export("search index=siem-* | head 1 | eval t=_time | fields t")
        #expect(seconds.first?["result"]?["t"]?.text?.hasPrefix("17") == true)
    }

    @Test(arguments: [
        ("\"%\"", 1), ("%", 1), ("Id=\"%\"", 1), ("Id=%*", 1), ("NOT \"%\"", 59), ("(\"%\" OR nosuch)", 1),
        ("\"%\" nosuch", 0), ("Id IN (\"%\", x)", 1), ("sourcetype=o365:management:activity", 60), ("index!=x", 60),
    ])
    func filtersFindWhatTheyNamed(_ filter: String, _ count: Int) throws {
        let scene = try Scene()
        let id = try #require(scene.shelf.eventID(7))
        let lines = try scene.export("search index=siem-* " + filter.replacing("%", with: id), [("preview", "0")])
        #expect(lines.count { $0["result"] != nil } == count)
    }

    @Test func severalValuesAreAnArray() throws {
        let lines = try Scene().export("search index=siem-* | head 1 | eval a=_si | fields a")
        #expect(lines.first?["result"]?["a"]?.elements?.count == 2)
    }

    @Test(arguments: [
        ("search index=siem-* | sort _time", "Unknown search command 'sort'."),
        ("index=siem-*", "Unknown search command 'index'."),
        ("search (index=siem-*", "Error in 'search' command: Unable to parse the search."),
    ])
    func whatIsNotUnderstoodIsRefused(_ search: String, _ words: String) throws {
        let answer = try Scene().ask(
            "/services/search/jobs/export", [("search", search), ("output_mode", "json")])
        #expect(answer.status == 400)
        #expect(try JSONTree(parsing: answer.body)["messages"]?.elements?.first?["text"]?.text == words)
    }

    @Test func theNewPathsTakePostsOnlyAndOlderServersDoNotHaveThem() throws {
        #expect(try Scene().ask("/services/search/v2/jobs/export", method: "GET").status == 405)
        #expect(try Scene(faults: ["older"]).ask("/services/search/v2/jobs/export").status == 404)
        let old = try Scene(faults: ["older"]).ask(
            "/servicesNS/nobody/search/search/jobs/export",
            [("search", "search index=siem-*"), ("output_mode", "json")], method: "GET")
        #expect(old.status == 200)
    }

    @Test(arguments: ["", "Bearer wrong", "Splunk wrong", "Basic d3Jvbmc="])
    func whoIsNotKnownIsRefused(_ authorization: String) throws {
        let answer = try Scene().ask("/services/server/info", method: "GET", authorization: authorization)
        #expect(answer.status == 401)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("call not properly authenticated"))
    }

    @Test func aLoginGivesAKeyThatLetsIn() throws {
        let scene = try Scene()
        let login = try scene.ask(
            "/services/auth/login",
            [("username", "siemgap"), ("password", SimulatorClient().secret), ("output_mode", "json")])
        let key = try #require(try JSONTree(parsing: login.body)["sessionKey"]?.text)
        let answer = try scene.ask(
            "/services/authentication/current-context", [("output_mode", "json")], method: "GET",
            authorization: "Splunk " + key)
        let content = try JSONTree(parsing: answer.body)["entry"]?.elements?.first?["content"]
        #expect(content?["username"]?.text == "siemgap")
        #expect(try scene.ask("/services/auth/login", [("username", "siemgap"), ("password", "x")]).status == 401)
    }

    @Test func aJobRunsBeforeItIsDoneAndIsGoneOnceDeleted() throws {
        let scene = try Scene()
        let made = try scene.ask(
            "/services/search/v2/jobs", [("search", "search index=siem-*"), ("output_mode", "json")])
        #expect(made.status == 201)
        let id = try #require(try JSONTree(parsing: made.body)["sid"]?.text)
        let path = "/services/search/v2/jobs/" + id
        let json = [("output_mode", "json")]
        func state() throws -> String? {
            let answer = try scene.ask(path, json, method: "GET")
            let content = try JSONTree(parsing: answer.body)["entry"]?.elements?.first?["content"]
            return content?["dispatchState"]?.text
        }
        #expect(try scene.ask(path + "/results", json, method: "GET").status == 204)
        #expect(try state() == "RUNNING")
        #expect(try state() == "DONE")
        let page = try scene.ask(path + "/results", json + [("count", "25"), ("offset", "50")], method: "GET")
        #expect(try JSONTree(parsing: page.body)["results"]?.elements?.count == 10)
        #expect(scene.service.openContexts == 1)
        #expect(try scene.ask("/services/search/jobs/" + id, method: "DELETE").status == 200)
        #expect(scene.service.openContexts == 0)
        #expect(try scene.ask(path, json, method: "GET").status == 404)
    }

    @Test func aSearchOfAnotherShelfIsLeftToIt() throws {
        let answer = try Scene().service.answer(
            SimulatorRequest(
                method: "POST", scheme: "https", authority: "sim.test", path: "/services/search/v2/jobs/export",
                query: [], rawQuery: "",
                headers: [(name: "authorization", value: "Bearer " + SimulatorClient().secret)],
                body: Array("search=search+index%3Dsiem-okta-system-log&output_mode=json".utf8)))
        #expect(answer?.status == nil)
    }
}
