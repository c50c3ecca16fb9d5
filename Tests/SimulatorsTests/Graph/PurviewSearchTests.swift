import AuditModel
import ByteScan
import Simulators
import Testing

struct PurviewSearchTests {
    private static let path = "/beta/security/auditLog/queries"

    @Test func aJobIsWatchedUntilItHasRunAndThenPaged() throws {
        let client = try TestClient(TestTenants.scenario("purview-audit", events: 800))
        let id = try job(client)
        #expect(try status(client, id) == "running")
        #expect(try client.ask("\(Self.path)/\(id)/records").status == 400)
        #expect(try status(client, id) == "succeeded")
        let records = try client.graphRecords("\(Self.path)/\(id)/records")
        let window = TimeWindow(from: TestTenants.start, to: TestTenants.start + TestTenants.day)
        #expect(Set(records.compactMap { $0["id"]?.text }) == Set(client.tenant.ids(in: window, at: client.clock.now)))
        #expect(records.count > 200)
    }

    @Test func recordTypesNarrowAJob() throws {
        let client = try TestClient(TestTenants.scenario("purview-audit", events: 400))
        let id = try job(client, more: #","recordTypeFilters":["azureActiveDirectory"]"#)
        _ = try (status(client, id), status(client, id))
        let records = try client.graphRecords("\(Self.path)/\(id)/records")
        #expect(!records.isEmpty)
        #expect(records.allSatisfy { $0["auditLogRecordType"]?.text == "azureActiveDirectory" })
    }

    @Test func aJobCanFailAndAPostToo() throws {
        let failing = try TestClient(
            TestTenants.scenario("purview-audit", events: 50, api: [APIFault(.serverError, form: "failed")]))
        let id = try job(failing)
        _ = try status(failing, id)
        #expect(try status(failing, id) == "failed")
        let refusing = try TestClient(
            TestTenants.scenario("purview-audit", events: 50, api: [APIFault(.serverError, form: "post")]))
        #expect(try post(refusing).status == 500)
        #expect(try post(refusing).status == 201)
    }

    @Test func theSameJobReadTwiceGivesOtherCounts() throws {
        let client = try TestClient(
            TestTenants.scenario("purview-audit", events: 1000, api: [APIFault(.unstableCount, share: 0.2)]))
        let id = try job(client)
        _ = try (status(client, id), status(client, id))
        let first = try client.graphRecords("\(Self.path)/\(id)/records")
        #expect(first != (try client.graphRecords("\(Self.path)/\(id)/records")))
    }

    @Test(arguments: [
        APIFault(.emptyPage), APIFault(.repeatedToken), APIFault(.cutBody), APIFault(.throttled),
        APIFault(.tokenExpired), APIFault(.lostToken),
    ])
    func faultsThatPassLeaveTheRecordsWhole(_ fault: APIFault) throws {
        let client = try TestClient(TestTenants.scenario("purview-audit", events: 800, api: [fault]))
        var answer = try post(client)
        if answer.status != 201 { answer = try post(client) }
        let id = try #require(try TestTenants.json(answer.body)["id"]?.text)
        for _ in 0..<3 { _ = try client.ask("\(Self.path)/\(id)") }
        let records = try client.graphRecords("\(Self.path)/\(id)/records")
        let window = TimeWindow(from: TestTenants.start, to: TestTenants.start + TestTenants.day)
        #expect(Set(records.compactMap { $0["id"]?.text }) == Set(client.tenant.ids(in: window, at: client.clock.now)))
    }

    private func post(_ client: TestClient, more: String = "") throws -> SimulatorResponse {
        let body =
            #"{"displayName":"t","filterStartDateTime":"2026-11-02T00:00:00Z","filterEndDateTime":"2026-11-03T00:00:00Z"\#(more)}"#
        return try client.ask(Self.path, method: "POST", body: Array(body.utf8))
    }

    private func job(_ client: TestClient, more: String = "") throws -> String {
        try #require(try TestTenants.json(try post(client, more: more).body)["id"]?.text)
    }

    private func status(_ client: TestClient, _ id: String) throws -> String? {
        try TestTenants.json(try client.ask("\(Self.path)/\(id)").body)["status"]?.text
    }
}
