import AuditModel
import ByteScan
import Simulators
import Testing

struct ManagementActivityTests {
    private static let feed = "/api/v1.0/\(Tenant.id)/activity/feed"
    private static let contents = [
        "Audit.AzureActiveDirectory", "Audit.Exchange", "Audit.SharePoint", "Audit.General", "DLP.All",
    ]

    @Test func blobsOfAllStreamsHoldEveryEvent() throws {
        let client = try client(events: 3000, delay: DelayPlan(law: .lognormal, median: 600_000_000_000))
        let ids = try Self.contents.flatMap { try events(client, $0).compactMap { $0["Id"]?.text } }
        #expect(ids.count == 3000)
        #expect(Set(ids) == Set(client.tenant.ids(in: client.tenant.span, at: client.clock.now)))
    }

    @Test func aBlobIsCreatedOnceItsLastEventIsReadable() throws {
        let client = try client(delay: DelayPlan(law: .lognormal, median: 600_000_000_000))
        let available = Dictionary(
            client.tenant.records.map { (client.tenant.id(of: $0), $0.available) }, uniquingKeysWith: min)
        for entry in try blobs(client, "Audit.Exchange") {
            let created = try #require(entry["contentCreated"]?.scalarBytes.flatMap { RFC3339.dateTime($0.span) })
            for event in try read(client, entry) {
                let id = try #require(event["Id"]?.text)
                #expect(try #require(available[id]) <= created.nanoseconds)
            }
        }
    }

    @Test(arguments: [
        ("subscriptions/content", "AF20001"), ("subscriptions/content?contentType=Audit.Nothing", "AF20020"),
        ("subscriptions/content?contentType=DLP.All&startTime=2026-11-02", "AF20055"),
        ("subscriptions/content?contentType=DLP.All&startTime=2026-11-02&endTime=2026-11-04", "AF20055"),
        ("subscriptions/content?contentType=DLP.All&startTime=2026-10-20&endTime=2026-10-21", "AF20055"),
        ("subscriptions/content?contentType=DLP.All&startTime=x&endTime=y", "AF20055"),
        ("subscriptions/content?contentType=DLP.All&startTime=2026-11-03&endTime=2026-11-04&nextPage=zz", "AF20031"),
        ("audit/nothing", "AF20052"),
    ])
    func badQuestionsHaveTheirCodes(_ target: String, _ code: String) throws {
        let answer = try client().ask("\(Self.feed)/\(target)")
        #expect(answer.status == 400)
        #expect(try TestTenants.json(answer.body)["error"]?["code"]?.text == code)
    }

    @Test func tenantAndRolesAreChecked() throws {
        let client = try client()
        func code(_ target: String, _ client: TestClient) throws -> String? {
            try TestTenants.json(try client.ask(target).body)["error"]?["code"]?.text
        }
        #expect(try code("/api/v1.0/contoso.example/activity/feed/subscriptions/list", client) == "AF20013")
        let other = Tenant.id.replacing("d0", with: "e0")
        #expect(try code("/api/v1.0/\(other)/activity/feed/subscriptions/list", client) == "AF20010")
        #expect(try client.ask("\(Self.feed)/subscriptions/list", token: .some(nil)).status == 401)
        let reader = try TestClient(
            TestTenants.scenario("o365-management", events: 10), audience: "https://manage.office.com",
            roles: ["ActivityFeed.Read"])
        #expect(try code("\(Self.feed)/subscriptions/content?contentType=DLP.All", reader) == "AF10001")
    }

    @Test func subscriptionsAreStartedStoppedAndListed() throws {
        let client = try client(api: [
            APIFault(.notSubscribed, scope: "Audit.General"),
            APIFault(.notSubscribed, scope: "DLP.All", form: "disabled"),
        ])
        func listed() throws -> [String: String] {
            let list = try TestTenants.json(try client.ask("\(Self.feed)/subscriptions/list").body).elements ?? []
            return Dictionary(
                list.compactMap { entry in
                    entry["contentType"]?.text.flatMap { name in entry["status"]?.text.map { (name, $0) } }
                }, uniquingKeysWith: { $1 })
        }
        func code(_ target: String, _ method: String) throws -> String? {
            let body = try client.ask("\(Self.feed)/subscriptions/\(target)", method: method).body
            return body.isEmpty ? nil : try TestTenants.json(body)["error"]?["code"]?.text
        }
        #expect(try listed()["Audit.General"] == nil)
        #expect(try listed()["DLP.All"] == "disabled")
        #expect(try code("content?contentType=Audit.General", "GET") == "AF20022")
        #expect(try code("content?contentType=DLP.All", "GET") == "AF20023")
        #expect(try code("start?contentType=Audit.General", "POST") == nil)
        #expect(try code("start?contentType=Audit.General", "POST") == "AF20024")
        #expect(try listed()["Audit.General"] == "enabled")
        #expect(try code("stop?contentType=Audit.General", "POST") == nil)
        #expect(try listed()["Audit.General"] == nil)
    }

    @Test func eventsOfAnUnsubscribedSpanAreLost() throws {
        let gap = APIFault(
            .notSubscribed, scope: "Audit.Exchange", from: 10 * TestTenants.hour, to: 20 * TestTenants.hour)
        let client = try client(events: 2000, api: [gap])
        let found = try events(client, "Audit.Exchange").compactMap { $0["Id"]?.text }
        let all = client.tenant.ids(in: client.tenant.span, at: client.clock.now, types: ["Exchange"])
        #expect(found.count < all.count)
        #expect(try events(client, "Audit.AzureActiveDirectory").count > 0)
    }

    @Test func lateListingsAppearWithTheirOldCreation() throws {
        let late = APIFault(.lateListing, share: 0.3, by: 2 * TestTenants.day)
        let client = try client(events: 2000, api: [late])
        let found = try Self.contents.flatMap { try events(client, $0) }.count
        #expect((1000...1700).contains(found))
        let later = try TestClient(
            TestTenants.scenario("o365-management", events: 2000, api: [late], now: 5 * TestTenants.day),
            audience: "https://manage.office.com")
        #expect(try Self.contents.flatMap { try events(later, $0) }.count == 2000)
    }

    @Test func olderThanAWeekIsRefusedOrSilent() throws {
        let target =
            "\(Self.feed)/subscriptions/content?contentType=Audit.Exchange&startTime=2026-11-02&endTime=2026-11-03"
        let refusing = try client(events: 500, now: 9 * TestTenants.day)
        #expect(try refusing.ask(target).status == 400)
        let silent = try client(
            events: 500, api: [APIFault(.retentionEdge, form: "silent")], now: 9 * TestTenants.day)
        let answer = try silent.ask(target)
        #expect(answer.status == 200 && answer.body == Array("[]".utf8))
    }

    @Test(
        arguments: [
            (nil, 404, "AF20050"), ("expired", 400, "AF20051"), ("404", 404, nil),
        ] as [(String?, Int, String?)])
    func contentCanBeGone(_ form: String?, _ status: Int, _ code: String?) throws {
        let client = try client(api: [APIFault(.contentGone, form: form)])
        let entry = try #require(try blobs(client, "Audit.Exchange").first)
        let answer = try client.ask(path(of: entry, "contentUri"))
        #expect(answer.status == status)
        if let code { #expect(try TestTenants.json(answer.body)["error"]?["code"]?.text == code) }
    }

    @Test func theThrottleIsA403() throws {
        let client = try client(api: [APIFault(.throttled)])
        let target = "\(Self.feed)/subscriptions/list"
        let answer = try client.ask(target)
        #expect(answer.status == 403)
        #expect(try TestTenants.json(answer.body)["error"]?["code"]?.text == "AF429")
        #expect(try client.ask(target).status == 200)
    }

    @Test func longWindowsCanBePartial() throws {
        let target =
            "\(Self.feed)/subscriptions/content?contentType=Audit.Exchange&startTime=2026-11-02&endTime=2026-11-04"
        let client = try client(api: [APIFault(.partialAnswer)])
        let partial = try TestTenants.json(try client.ask(target).body).elements ?? []
        #expect(!partial.isEmpty)
        #expect(partial.allSatisfy { $0["contentCreated"]?.text?.hasPrefix("2026-11-02") == true })
    }

    @Test(arguments: [
        APIFault(.emptyPage), APIFault(.repeatedToken), APIFault(.cutBody), APIFault(.throttled),
        APIFault(.tokenExpired), APIFault(.serverError), APIFault(.oddHeaders), APIFault(.disorder),
        APIFault(.repeatedRecord), APIFault(.oddTimes), APIFault(.schemaDrift),
    ])
    func faultsThatPassLeaveTheFeedWhole(_ fault: APIFault) throws {
        let client = try client(events: 2000, api: [fault])
        let ids = try Self.contents.flatMap { try events(client, $0).compactMap { $0["Id"]?.text } }
        #expect(Set(ids) == Set(client.tenant.ids(in: client.tenant.span, at: client.clock.now)))
    }

    // MARK: A client

    private func client(
        events: Int = 1000, delay: DelayPlan = DelayPlan(law: .none), api: [APIFault] = [],
        now: Int64 = 60 * TestTenants.hour
    ) throws -> TestClient {
        try TestClient(
            TestTenants.scenario("o365-management", events: events, delay: delay, api: api, now: now),
            audience: "https://manage.office.com")
    }

    private func events(_ client: TestClient, _ content: String) throws -> [JSONTree] {
        try blobs(client, content).flatMap { try read(client, $0) }
    }

    /// Every blob of five days from the tenant's start, in windows of a day.
    private func blobs(_ client: TestClient, _ content: String) throws -> [JSONTree] {
        try (2...6).flatMap { day in
            var next: String? =
                "\(Self.feed)/subscriptions/content?contentType=\(content)&startTime=2026-11-0\(day)&endTime=2026-11-0\(day + 1)"
            var entries: [JSONTree] = []
            while let target = next {
                let answer = try patient(client, target)
                entries += try TestTenants.json(answer.body).elements ?? []
                let link = answer.headers.first { $0.name.lowercased() == "nextpageuri" }
                next = link.map { String($0.value.dropFirst("https://sim.test".count)) }
            }
            return entries
        }
    }

    private func read(_ client: TestClient, _ entry: JSONTree) throws -> [JSONTree] {
        try TestTenants.json(try patient(client, path(of: entry, "contentUri")).body).elements ?? []
    }

    private func path(of entry: JSONTree, _ name: String) throws -> String {
        String(try #require(entry[name]?.text).dropFirst("https://sim.test".count))
    }

    /// Asks again where the answer is a refusal or no JSON.
    private func patient(_ client: TestClient, _ target: String) throws -> SimulatorResponse {
        for _ in 0..<3 {
            let answer = try client.ask(target)
            // An answer that is cut is asked for again.
            if answer.status == 200, (try? JSONTree(parsing: answer.body)) != nil { return answer }
        }
        return try client.ask(target)
    }
}
