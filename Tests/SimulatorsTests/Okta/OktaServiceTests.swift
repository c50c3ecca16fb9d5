import AuditModel
import ByteScan
import Simulators
import Testing

struct OktaServiceTests {
    private func client(_ api: [APIFault] = [], delay: DelayPlan = DelayPlan(law: .none)) throws -> ListingClient {
        let client = try ListingClient("okta-system-log", api: api, delay: delay)
        client.credential = { client, _ in [("authorization", "SSWS \(client.context.client.secret)")] }
        return client
    }

    private func call(_ query: [(name: String, value: String)]) -> ListingClient.Call {
        ListingClient.Call(path: "/api/v1/logs", query: query)
    }

    @Test func linksAreTwoLines() throws {
        let answer = try client().send(call([("since", "2026-11-02T00:00:00Z"), ("limit", "10")]))
        let links = answer.headers.filter { $0.name == "Link" }.map(\.value)
        #expect(links.count == 2)
        #expect(links.first?.hasSuffix("rel=\"self\"") == true && links.last?.hasSuffix("rel=\"next\"") == true)
        #expect(answer.headers.contains { $0.name == "X-Rate-Limit-Reset" })
    }

    @Test func pollingFollowsPersistenceAndNeverEnds() throws {
        let delay = DelayPlan(law: .exponential, median: 2 * ListingClient.hour)
        let client = try client(delay: delay)
        var next: ListingClient.Call? = call([("since", "2026-11-02T00:00:00Z"), ("limit", "100")])
        var times: [String] = []
        var last: SimulatorResponse?
        for _ in 0..<8 {
            guard let call = next else { break }
            let answer = try client.send(call)
            times += try JSONTree(parsing: answer.body).elements?.compactMap { $0["published"]?.text } ?? []
            next = try ListingClient.link("next", in: answer.headers).map(ListingClient.call)
            last = answer
        }
        let readable = client.tenant.records.filter { $0.available <= client.context.clock.now }
        #expect(times.count == readable.count)
        #expect(times != times.sorted(), "published steps back")
        #expect(last?.body == Array("[]".utf8) && next != nil)
    }

    @Test func boundedQueriesGoByPublished() throws {
        let answer = try client().send(
            call([("since", "2026-11-02T00:00:00Z"), ("until", "2026-11-03T00:00:00Z"), ("limit", "1000")]))
        let times = try JSONTree(parsing: answer.body).elements?.compactMap { $0["published"]?.text } ?? []
        #expect(!times.isEmpty && times == times.sorted())
        #expect(ListingClient.link("next", in: answer.headers) == nil)
    }

    @Test(
        arguments: [
            ([("limit", "1001")], 400, "E0000001"), ([("since", "yesterday")], 400, "E0000001"),
            ([("since", "2025-01-01T00:00:00Z")], 400, "E0000053"), ([("filter", "actor.id eq 5")], 400, "E0000053"),
            ([("after", "abc")], 400, "E0000001"),
            ([("since", "2026-11-02T00:00:00Z"), ("after", "abc")], 400, "E0000001"),
        ] as [([(name: String, value: String)], Int, String)])
    func refusesInItsOwnWords(query: [(name: String, value: String)], status: Int, code: String) throws {
        let answer = try client().send(call(query))
        #expect(answer.status == status)
        #expect(try JSONTree(parsing: answer.body)["errorCode"]?.text == code)
    }

    @Test func aFilterKeepsOneEventType() throws {
        let answer = try client().send(
            call([
                ("since", "2026-11-02T00:00:00Z"), ("limit", "1000"), ("filter", "eventType eq \"user.session.start\""),
            ]))
        let types = try JSONTree(parsing: answer.body).elements?.compactMap { $0["eventType"]?.text } ?? []
        #expect(Set(types) == ["user.session.start"])
    }

    @Test func aConcurrencyLimitShowsNoLimit() throws {
        let answer = try client([APIFault(.throttled, form: "concurrency")]).send(call([]))
        #expect(answer.status == 429)
        #expect(answer.headers.contains { $0.name == "X-Rate-Limit-Limit" && $0.value == "0" })
    }
}
