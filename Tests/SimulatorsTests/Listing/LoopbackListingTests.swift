import AsyncHTTPClient
import AuditModel
import NIOCore
import NIOHTTP1
import Simulators
import Testing

/// Listings over a real connection: what only the wire can break.
struct LoopbackListingTests {
    /// 2026-11-04T12:00:00Z.
    private static let now = ListingClient.start + 60 * ListingClient.hour

    private func host(_ source: String, api: [APIFault] = []) async throws -> SimulatorHost {
        let plan = TenantPlan(
            sources: [source], from: .at(ListingClient.start), length: 48 * ListingClient.hour, events: 120)
        return try await SimulatorHost.start(
            Scenario(name: "test", seed: 3, tenant: plan, api: api), wall: { Self.now })
    }

    private func get(_ url: String, token: String, user: String = "siemgap") async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "authorization", value: token)
        request.headers.add(name: "user-agent", value: user)
        return try await HTTPClient.shared.execute(request, timeout: .seconds(10))
    }

    @Test func twoLinkLinesArriveAsTwo() async throws {
        let host = try await host("okta-system-log")
        let answer = try await get(
            host.address + "/api/v1/logs?since=2026-11-02T00%3A00%3A00Z&limit=10",
            token: "SSWS \(SimulatorClient().secret)")
        #expect(answer.status == .ok)
        #expect(answer.headers["link"].count == 2)
        _ = try await answer.body.collect(upTo: 1 << 20)
        try await host.stop()
    }

    @Test func anEncodedPlusIsAnOffsetAndABareOneIsNot() async throws {
        let host = try await host("github-audit")
        let url = host.address + "/orgs/example/audit-log?include=all&phrase=created%3A%3E%3D2026-11-02T00%3A00%3A00"
        let right = try await get(url + "%2B00:00", token: "Bearer \(SimulatorClient().secret)")
        let wrong = try await get(url + "+00:00", token: "Bearer \(SimulatorClient().secret)")
        #expect(right.status == .ok && wrong.status == .unprocessableEntity)
        for answer in [right, wrong] { _ = try await answer.body.collect(upTo: 1 << 20) }
        try await host.stop()
    }

    @Test func bracketsInNamesAreRead() async throws {
        let host = try await host("hcp-terraform")
        let url = host.address + "/api/v2/organization/audit-trail?page%5Bsize%5D=7&page[number]=2"
        let answer = try await get(url, token: "Bearer \(SimulatorClient().secret)")
        let body = String(buffer: try await answer.body.collect(upTo: 1 << 20))
        #expect(body.contains(#""current_page":2,"next_page":3"#))
        try await host.stop()
    }

    @Test func everySourceSaysHowItIsConfigured() async throws {
        for entry in ServiceCatalogue.others {
            let host = try await host(entry.source)
            #expect(host.configuration.text.contains("type: \(entry.source)\n"))
            try await host.stop()
        }
    }
}
