import AuditModel
import ByteScan
import Testing

@testable import Simulators

/// What a simulated workspace answers.
struct WorkspaceServiceTests {
    /// A workspace and a client that is logged in.
    private struct Scene {
        let service: WorkspaceService
        let shelf: StoreShelf
        private let mint = TokenMint()
        private let clock: SimulatorClock

        init(_ source: String = "graph-sign-ins", faults: [String] = [], late: Int64? = nil) throws {
            let delay =
                late.map { DelayPlan(law: .constant, median: $0) } ?? DelayPlan(law: .none)
            var scenario = TestTenants.scenario(source, events: 300, delay: delay, now: 240 * TestTenants.hour)
            scenario.siem = SIEMPlan(kind: "azure-monitor", precision: "ns", faults: faults)
            let shape = try #require(ServiceCatalogue.entry(source)).shape
            let now = TestTenants.start + 240 * TestTenants.hour
            clock = SimulatorClock(wall: { now })
            shelf = try StoreShelf(of: scenario, tenant: TestTenants.tenant(scenario, shape), at: now)
            service = WorkspaceService(
                StoreContext(
                    shelf: shelf, board: QueryFaultBoard(faults), mint: mint, clock: clock, client: SimulatorClient()))
        }

        func ask(
            _ query: String?, timespan: String? = nil, outer: String? = nil, method: String = "POST",
            type: String? = "application/json", audience: String = "https://api.loganalytics.io",
            roles: [String] = SimulatorClient.allRoles, token: Bool = true, workspace: String? = nil
        ) throws -> SimulatorResponse {
            let bearer = mint.token([
                "aud": .string(audience), "exp": .integer(Int(clock.wall() / 1_000_000_000) + 3600),
                "roles": .array(roles.map(JSONValue.string)),
            ])
            var headers = token ? [(name: "authorization", value: "Bearer \(bearer)")] : []
            if let type { headers.append(("content-type", type)) }
            var members = query.map { [JSONValue.Member("query", .string($0))] } ?? []
            if let timespan { members.append(.init("timespan", .string(timespan))) }
            var parameters = outer.map { [(name: "timespan", value: $0)] } ?? []
            if method == "GET", let query { parameters.append(("query", query)) }
            return try #require(
                service.answer(
                    SimulatorRequest(
                        method: method, scheme: "https", authority: "sim.test",
                        path: "/v1/workspaces/\(workspace ?? WorkspaceTables.workspace(of: shelf.source))/query",
                        query: parameters, rawQuery: "", headers: headers,
                        body: method == "GET" ? [] : Array(JSONValue.object(members).text().utf8))))
        }

        /// Cells of an answer's table, as texts.
        func rows(_ query: String, timespan: String? = nil, outer: String? = nil) throws -> [[String]] {
            let answer = try ask(query, timespan: timespan, outer: outer)
            #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
            let tree = try TestTenants.json(answer.body)
            let rows = try #require(tree["tables"]?.elements?.first?["rows"]?.elements)
            return rows.map { ($0.elements ?? []).map { String(decoding: $0.scalarBytes ?? [], as: UTF8.self) } }
        }
    }

    private static let days = "2026-11-01T00:00:00Z/2026-12-01T00:00:00Z"

    @Test func eachKindOfSignInHasItsTable() throws {
        let scene = try Scene()
        let rows = try scene.rows("union withsource=T SigninLogs, AAD* | summarize n = count() by T | order by T asc")
        #expect(
            rows.map { $0[0] } == [
                "AADManagedIdentitySignInLogs", "AADNonInteractiveUserSignInLogs", "AADServicePrincipalSignInLogs",
                "SigninLogs",
            ])
        #expect(rows.reduce(0) { $0 + (Int($1[1]) ?? 0) } == scene.shelf.documents.count)
    }

    @Test func timesHaveSevenDigitsAndDynamicValuesAreTexts() throws {
        let scene = try Scene()
        let row = try #require(
            try scene.rows(
                "SigninLogs | take 1 | project CreatedDateTime, DeviceDetail, os = DeviceDetail.operatingSystem"
            )
            .first)
        #expect(row[0].wholeMatch(of: /2026-11-0\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z/) != nil)
        #expect(row[1] == #"{"operatingSystem":"Linux","browser":"Firefox 140"}"#)
        #expect(row[2] == "Linux")
    }

    @Test func timeGeneratedIsRewrittenForWhatComesMoreThanTwoDaysLate() throws {
        let query = "SigninLogs | where TimeGenerated != CreatedDateTime | summarize count()"
        #expect(try Scene().rows(query) == [["0"]])
        let late = try Scene(late: 60 * TestTenants.hour)
        let all = try late.rows("SigninLogs | count")
        #expect(all != [["0"]])
        #expect(try late.rows(query) == all)
        #expect(try late.rows("SigninLogs | where TimeGenerated == _TimeReceived | count") == all)
    }

    @Test func timespansOfBodyAndAddressIntersect() throws {
        let scene = try Scene()
        func count(_ timespan: String?, _ outer: String?) throws -> Int {
            try Int(scene.rows("union * | count", timespan: timespan, outer: outer)[0][0]) ?? -1
        }
        let (first, second) = ("2026-11-02T00:00:00Z/P1D", "PT24H/2026-11-03T12:00:00Z")
        let both = try count("2026-11-02T12:00:00Z/2026-11-03T00:00:00Z", nil)
        #expect(both > 0)
        #expect(try count(first, second) == both)
        #expect(try count(first, nil) > both)
        #expect(try count(Self.days, nil) == scene.shelf.documents.count)
        #expect(try scene.ask("SigninLogs", timespan: "tomorrow").status == 400)
    }

    @Test(arguments: [
        ("NoTable | take 1", "SEM0100"), ("SigninLogs | where Nothing == 1", "SEM0100"),
        ("SigninLogs | where CreatedDateTime > '2026'", "SEM0100"), ("SigninLogs | explode", "SYN0002"),
        ("SigninLogs | where (", "SYN0002"), ("union isfuzzy=true A, B", "SEM0100"),
        ("SigninLogs | extend frobnicate(Id)", "SEM0100"),
    ])
    func whatCannotBeAnsweredIsABadArgument(_ query: String, _ code: String) throws {
        let answer = try Scene().ask(query)
        #expect(answer.status == 400)
        let error = try #require(try TestTenants.json(answer.body)["error"])
        #expect(error["code"]?.text == "BadArgumentError")
        #expect(error["innererror"]?["innererror"]?["code"]?.text == code)
    }

    @Test(arguments: [
        (#"where Id in~ ("x")"#, "0"), ("where Id !in ('x')", "all"),
        ("where isempty(column_ifexists('None', ''))", "all"),
        ("where isnull(ingestion_time()) or ingestion_time() <= now()", "all"),
        ("where CreatedDateTime between (datetime(2026-11-01) .. datetime(2026-12-01))", "all"),
        ("where CreatedDateTime > ago(1d)", "0"), ("where strlen(Id) == 36 and Id has '-'", "all"),
        ("where hash(Id, 2) == 0 or hash(Id, 2) == 1", "all"), ("where hash(Id, 3) == 3", "0"),
        ("where not(Type == 'SigninLogs')", "0"), ("where parse_json('{\"a\":[1,2]}').a[1] == 2", "all"),
        ("where coalesce(todatetime(''), TimeGenerated) == TimeGenerated // a remark\n", "all"),
        ("distinct Id", "all"), ("extend a = strcat(Id, '|', Type), b = 1h | where a endswith '|SigninLogs'", "all"),
    ])
    func theLanguageIsUnderstood(_ step: String, _ expected: String) throws {
        let scene = try Scene()
        let all = try scene.rows("SigninLogs | count")[0][0]
        #expect(all != "0")
        #expect(try scene.rows("SigninLogs | \(step) | count") == [[expected == "all" ? all : expected]])
    }

    @Test func whoMayNotIsRefused() throws {
        let scene = try Scene()
        func code(_ answer: SimulatorResponse) throws -> String? {
            try TestTenants.json(answer.body)["error"]?["code"]?.text
        }
        let bare = try scene.ask("SigninLogs", token: false)
        #expect(bare.status == 401)
        let other = try scene.ask("SigninLogs", audience: "https://graph.microsoft.com")
        #expect((other.status, try code(other)) == (403, "InvalidAuthenticationTokenAudience"))
        let role = try scene.ask("SigninLogs", roles: [])
        #expect((role.status, try code(role)) == (403, "InsufficientAccessError"))
        let nowhere = try scene.ask("SigninLogs", workspace: "0a0b0c0d-0000-4000-8000-000000000001")
        #expect((nowhere.status, try code(nowhere)) == (404, "PathNotFoundError"))
    }

    @Test func aBodyOfAnotherTypeIsAnsweredWithNothing() throws {
        let answer = try Scene().ask("SigninLogs", type: "text/plain")
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
        #expect(try Scene().ask(nil).status == 400)
        #expect(try Scene().ask("SigninLogs | count", method: "GET", type: nil).status == 200)
    }

    @Test func aCapIsToldBesideTheRows() throws {
        let answer = try TestTenants.json(try Scene(faults: ["cap=5"]).ask("union *").body)
        #expect(answer["tables"]?.elements?.first?["rows"]?.elements?.count == 5)
        #expect(answer["error"]?["code"]?.text == "PartialError")
        let small = try TestTenants.json(try Scene(faults: ["cap=5"]).ask("union * | take 5").body)
        #expect(small["error"] == nil)
    }

    @Test func faultsStrikeAsOftenAsTheyAreTold() throws {
        for (fault, status) in [("throttled=2", 429), ("timeout=2", 504)] {
            let scene = try Scene(faults: [fault])
            #expect(try (0..<3).map { _ in try scene.ask("union * | count").status } == [status, status, 200])
        }
        #expect(try Scene(faults: ["wide-timeout=1"]).ask("union * | count").status == 504)
        #expect(try Scene(faults: ["denied"]).ask("union * | count").status == 403)
        #expect(try Scene(faults: ["empty"]).ask("union * | count").body.isEmpty)
    }

    @Test func columnsOfTwoTypesBecomeTwo() throws {
        let answer = try TestTenants.json(
            try Scene().ask("union SigninLogs, AADNonInteractiveUserSignInLogs | take 1").body)
        let columns = answer["tables"]?.elements?.first?["columns"]?.elements?.compactMap { $0["name"]?.text } ?? []
        #expect(columns.contains("DeviceDetail_dynamic") && columns.contains("DeviceDetail_string"))
        #expect(columns.contains("Id") && !columns.contains("_ResourceId"))
    }
}
