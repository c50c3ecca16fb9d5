import AuditModel
import ByteScan
import Simulators
import Testing

struct GraphListTests {
    private static let signIns = "/v1.0/auditLogs/signIns"
    private static let window =
        "createdDateTime ge 2026-11-02T00:00:00Z and createdDateTime le 2026-11-03T23:59:59.9999999Z"
    private static let kinds = ["interactiveUser", "nonInteractiveUser", "servicePrincipal", "managedIdentity"]

    @Test func withoutAKindOnlyInteractiveSignInsCome() throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins"))
        let records = try client.graphRecords("\(Self.signIns)?$filter=\(Self.window)&$top=100")
        #expect(Set(records.compactMap { $0["id"]?.text }) == ids(client, kind: "interactiveUser"))
        #expect(records.count > 200)
    }

    @Test(arguments: kinds, [1, 37, 1000, 5000])
    func eachKindIsCompleteForEveryPageSize(_ kind: String, _ top: Int) throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins", events: 150))
        let records = try client.graphRecords(target(kind: kind, top: top))
        #expect(Set(records.compactMap { $0["id"]?.text }) == ids(client, kind: kind))
        let times = records.compactMap { $0["createdDateTime"]?.text }
        #expect(times == times.sorted().reversed())
    }

    @Test func orderCanBeTurned() throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins", events: 150))
        let records = try client.graphRecords(
            target(kind: "interactiveUser", top: 10) + "&$orderby=createdDateTime asc")
        let times = records.compactMap { $0["createdDateTime"]?.text }
        #expect(times == times.sorted())
    }

    @Test(arguments: [
        ("ge", true, "gt", false), ("le", true, "lt", false),
    ])
    func boundsAreInclusiveAsTheirNamesSay(
        _ inclusive: String, _ holds: Bool, _ exclusive: String, _ lacks: Bool
    ) throws {
        let client = try TestClient(TestTenants.scenario("graph-directory-audits", events: 20))
        let record = client.tenant.records[10]
        let time = InstantText.rfc3339(record.time)
        for (comparison, expected) in [(inclusive, holds), (exclusive, lacks)] {
            let found = try client.graphRecords(
                "/v1.0/auditLogs/directoryAudits?$filter=activityDateTime \(comparison) \(time)")
            #expect(found.contains { $0["id"]?.text == client.tenant.id(of: record) } == expected)
        }
    }

    @Test(arguments: [
        ("$filter=createdDateTime ge '2026-11-02T00:00:00Z'", "BadRequest"),
        ("$filter=createdDateTime ge 2026-07-02T00:00:00Z", "BadRequest"), ("$filter=nothing eq 'x'", "BadRequest"),
        ("$filter=createdDateTime foo 2026-11-02T00:00:00Z", "BadRequest"), ("$skip=10", "BadRequest"),
        ("$top=0", "BadRequest"), ("$skiptoken=abc", "BadRequest"), ("$orderby=appId", "BadRequest"),
    ])
    func badQueriesAreRefused(_ query: String, _ code: String) throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins", events: 10))
        let answer = try client.ask("\(Self.signIns)?\(query)")
        #expect(answer.status == 400)
        #expect(try TestTenants.json(answer.body)["error"]?["code"]?.text == code)
    }

    @Test func tokensAreChecked() throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins", events: 10))
        for token in [nil, "nonsense", client.token(life: -1), client.token(audience: "https://manage.office.com")] {
            let answer = try client.ask(Self.signIns, token: token)
            #expect(answer.status == 401)
            #expect(answer.headers.contains { $0.name == "WWW-Authenticate" })
        }
        #expect(try client.ask(Self.signIns, token: client.token(audience: "https://sim.test")).status == 200)
        let unprivileged = try TestClient(TestTenants.scenario("graph-sign-ins", events: 10), roles: [])
        #expect(try unprivileged.ask(Self.signIns).status == 403)
    }

    @Test func aTokenOfOneQueryIsNoneOfAnother() throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins"))
        let page = try TestTenants.json(try client.ask(target(kind: "interactiveUser", top: 5)).body)
        let next = try #require(page["@odata.nextLink"]?.text)
        let token = try #require(next.split(separator: "=").last)
        let other = target(kind: "managedIdentity", top: 5) + "&$skiptoken=\(token)"
        #expect(try client.ask(other).status == 400)
    }

    @Test func eventsBeyondRetentionAreSilentlyAbsent() throws {
        let client = try TestClient(
            TestTenants.scenario("graph-directory-audits", events: 300, now: 31 * TestTenants.day))
        let records = try client.graphRecords("/v1.0/auditLogs/directoryAudits?$top=1000")
        #expect(!records.isEmpty && records.count < 300)
    }

    @Test func eventsThatAreNotYetReadableAreAbsent() throws {
        let scenario = TestTenants.scenario(
            "graph-directory-audits", delay: DelayPlan(law: .constant, median: TestTenants.day),
            now: 36 * TestTenants.hour)
        let client = try TestClient(scenario)
        let records = try client.graphRecords("/v1.0/auditLogs/directoryAudits?$top=1000")
        let window = TimeWindow(from: TestTenants.start, to: .max)
        #expect(records.count == client.tenant.ids(in: window, at: client.clock.now).count)
        #expect(records.count < 500)
    }

    @Test func riskDetectionsShowTheirNewestStateOnly() throws {
        let scenario = TestTenants.scenario(
            "graph-risk-detections", events: 100, api: [APIFault(.changedRecord, share: 0.5)])
        let client = try TestClient(scenario)
        for order in ["", "&$orderby=lastUpdatedDateTime", "&$orderby=detectedDateTime desc"] {
            let records = try client.graphRecords("/v1.0/identityProtection/riskDetections?$top=30\(order)")
            #expect(records.count == 100)
            #expect(records.contains { $0["riskState"]?.text == "remediated" })
        }
        let usual = try TestTenants.json(try client.ask("/v1.0/identityProtection/riskDetections").body)
        #expect(usual["value"]?.elements?.count == 20)
    }

    @Test func theRetiredGraphWantsItsVersion() throws {
        let client = try TestClient(
            TestTenants.scenario("aad-graph-sign-ins", events: 50), audience: "https://graph.windows.net/")
        #expect(try client.ask("/contoso.example/activities/signinEvents").status == 400)
        let records = try client.graphRecords(
            "/contoso.example/activities/signinEvents?api-version=beta&$top=20&$filter=signinDateTime ge 2016-07-01T17:05:21Z"
                .replacing("2016-07-01T17:05:21Z", with: "2026-11-01T00:00:00Z"))
        #expect(records.count == 50)
    }

    @Test(arguments: [
        APIFault(.emptyPage), APIFault(.emptyPage, form: "last"), APIFault(.repeatedToken), APIFault(.cutBody),
        APIFault(.throttled), APIFault(.tokenExpired), APIFault(.lostToken), APIFault(.oddHeaders),
        APIFault(.repeatedRecord), APIFault(.boundaryRows), APIFault(.oddTimes), APIFault(.schemaDrift),
        APIFault(.throttled, share: 0.3, times: 2),
    ])
    func faultsThatPassLeaveTheListingWhole(_ fault: APIFault) throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins", events: 300, api: [fault]))
        let records = try client.graphRecords(target(kind: "nonInteractiveUser", top: 40))
        #expect(Set(records.compactMap { $0["id"]?.text }) == ids(client, kind: "nonInteractiveUser"))
    }

    @Test func aTokenRepeatedForeverLoops() throws {
        let client = try TestClient(
            TestTenants.scenario("graph-sign-ins", events: 300, api: [APIFault(.repeatedToken, times: nil)]))
        #expect(throws: TestClient.TooManyPages.self) {
            try client.graphRecords(target(kind: "nonInteractiveUser", top: 10), mostPages: 50)
        }
    }

    @Test func twoRunsOfAnUnstableQueryDiffer() throws {
        let client = try TestClient(
            TestTenants.scenario("graph-sign-ins", events: 1000, api: [APIFault(.unstableCount, share: 0.1)]))
        func run() throws -> Set<String> {
            Set(try client.graphRecords(target(kind: "servicePrincipal", top: 50)).compactMap { $0["id"]?.text })
        }
        let (first, second) = (try run(), try run())
        #expect(first != second)
        #expect(first.union(second).isSubset(of: ids(client, kind: "servicePrincipal")))
    }

    @Test(arguments: [
        (APIFault(.throttled), 429, "Retry-After"), (APIFault(.throttled, form: "503"), 503, "Retry-After"),
        (APIFault(.throttled, form: "date"), 429, "Retry-After"), (APIFault(.throttled, form: "bare"), 429, ""),
        (APIFault(.throttled, form: "unknown-error"), 429, ""), (APIFault(.serverError), 504, ""),
        (APIFault(.serverError, size: 0), 500, ""), (APIFault(.tokenExpired), 401, "WWW-Authenticate"),
    ])
    func refusalsWearTheirDress(_ fault: APIFault, _ status: Int, _ header: String) throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins", events: 10, api: [fault]))
        let answer = try client.ask(target(kind: "interactiveUser", top: 5))
        #expect(answer.status == status)
        let names = answer.headers.map(\.name).filter { $0 == "Retry-After" || $0 == "WWW-Authenticate" }
        #expect(names == (header.isEmpty ? [] : [header]))
    }

    @Test func anIgnoredFilterGivesEverything() throws {
        let client = try TestClient(
            TestTenants.scenario("graph-sign-ins", events: 100, api: [APIFault(.ignoredFilter, form: "gt-lt")]))
        let all = try client.graphRecords(
            "\(Self.signIns)?$filter=createdDateTime gt 2026-11-03T23:00:00Z and \(kindFilter("servicePrincipal"))")
        #expect(Set(all.compactMap { $0["id"]?.text }) == ids(client, kind: "servicePrincipal"))
    }

    @Test func aForeignLinkNamesAnotherHost() throws {
        let client = try TestClient(TestTenants.scenario("graph-sign-ins", api: [APIFault(.foreignLink)]))
        let page = try TestTenants.json(try client.ask(target(kind: "interactiveUser", top: 5)).body)
        #expect(page["@odata.nextLink"]?.text?.hasPrefix("https://elsewhere.example/") == true)
    }

    private func kindFilter(_ kind: String) -> String { "signInEventTypes/any(t: t eq '\(kind)')" }

    private func target(kind: String, top: Int) -> String {
        "\(Self.signIns)?$filter=\(Self.window) and \(kindFilter(kind))&$top=\(top)"
    }

    private func ids(_ client: TestClient, kind: String) -> Set<String> {
        Set(client.tenant.ids(in: client.tenant.span, at: client.clock.now, types: [kind]))
    }
}
