import AsyncHTTPClient
import AuditModel
import ByteScan
import NIOCore
import NIOHTTP1
import NIOSSL
import Simulators
import TestKit
import Testing

struct SimulatorHostTests {
    private static let now = TestTenants.start + 60 * TestTenants.hour

    @Test func aClientThatTrustsTheAuthorityLogsInAndReads() async throws {
        let folder = try ScratchFolder()
        let host = try await SimulatorHost.start(
            TestTenants.scenario("graph-directory-audits", events: 30), folder: folder.path, wall: { Self.now })
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(folder.path + "/ca.pem"))
        try await withClient(tls) { client in
            let token = try await token(client, host)
            let answer = try await get(client, host.address + "/v1.0/auditLogs/directoryAudits", token: token)
            #expect(answer.status == .ok)
            #expect(answer.headers["date"] == [HTTPDate.text(Self.now)])
            let body = try TestTenants.json(try await bytes(answer))
            #expect(body["value"]?.elements?.count == 30)
        }
        try await host.stop()
        #expect(try folder.names() == ["ca.pem", "client.key", "client.pem"])
    }

    @Test func aClientThatDoesNotTrustItIsRefused() async throws {
        let folder = try ScratchFolder()
        let host = try await SimulatorHost.start(
            TestTenants.scenario("graph-directory-audits", events: 3), folder: folder.path, wall: { Self.now })
        try await withClient(.makeClientConfiguration()) { client in
            await #expect(throws: (any Error).self) { try await get(client, host.address + "/", token: nil) }
        }
        try await host.stop()
    }

    @Test func theClockOfTheHeadersCanBeOff() async throws {
        let fault = APIFault(.clockOff, by: -600_000_000_000)
        let host = try await SimulatorHost.start(
            TestTenants.scenario("graph-sign-ins", events: 3, api: [fault]), wall: { Self.now })
        try await withClient(nil) { client in
            let answer = try await get(client, host.address + "/nothing", token: nil)
            #expect(answer.status == .notFound)
            #expect(answer.headers["date"] == [HTTPDate.text(Self.now - 600_000_000_000)])
        }
        try await host.stop()
    }

    @Test func credentialsSentToTheForeignHostAreCounted() async throws {
        let host = try await SimulatorHost.start(TestTenants.scenario("graph-sign-ins", events: 3), wall: { Self.now })
        try await withClient(nil) { client in
            let port = try #require(host.address.split(separator: ":").last)
            let own = try await get(client, host.address + "/v9/nosuch/thing", token: "x")
            #expect(own.status == .notFound)
            #expect(host.router.traffic == (1, 0, 0))
            var request = HTTPClientRequest(url: host.address + "/")
            request.headers.add(name: "Host", value: "localhost:\(port)")
            request.headers.add(name: "Authorization", value: "Bearer x")
            _ = try await client.execute(request, timeout: .seconds(10))
            #expect(host.router.traffic == (2, 1, 1))
        }
        try await host.stop()
    }

    @Test func headerLinesAreSentAsTheyAre() async throws {
        let router = SimulatorRouter([TwoLinks()], clock: SimulatorClock(wall: { Self.now }))
        let server = try await SimulatorServer.start { _ in router }
        try await withClient(nil) { client in
            let answer = try await get(client, server.address + "/links", token: nil)
            #expect(answer.headers["link"] == ["<a>; rel=\"self\"", "<b>; rel=\"next\""])
        }
        try await server.stop()
    }

    @Test func aStoppedServerFreesItsPort() async throws {
        let scenario = TestTenants.scenario("graph-sign-ins", events: 3)
        let first = try await SimulatorHost.start(scenario, wall: { Self.now })
        let port = try #require(first.address.split(separator: ":").last.flatMap { Int($0) })
        try await first.stop()
        let second = try await SimulatorHost.start(scenario, port: port, wall: { Self.now })
        #expect(second.address == first.address)
        try await second.stop()
    }

    @Test func aTakenPortIsAnError() async throws {
        let scenario = TestTenants.scenario("graph-sign-ins", events: 3)
        let first = try await SimulatorHost.start(scenario, wall: { Self.now })
        let port = try #require(first.address.split(separator: ":").last.flatMap { Int($0) })
        await #expect(throws: (any Error).self) {
            try await SimulatorHost.start(scenario, port: port, wall: { Self.now })
        }
        try await first.stop()
    }

    @Test func anUnknownSourceIsRefused() async {
        await #expect(throws: SimulatorFault.unknownSource("nothing")) {
            try await SimulatorHost.start(TestTenants.scenario("nothing"), wall: { Self.now })
        }
    }

    @Test func theConfigurationNamesEverySource() async throws {
        var scenario = TestTenants.scenario("graph-sign-ins", events: 3)
        scenario.tenant.sources = ServiceCatalogue.entries.map(\.source)
        let host = try await SimulatorHost.start(scenario, wall: { Self.now })
        let text = host.configuration.text
        #expect(text.hasPrefix("schema: 1\nsources:\n"))
        #expect(text.contains("    base_url: \(host.address)\n"))
        // Without TLS the client has no key, and its variable is empty.
        let secrets = host.configuration.environment.map(\.value).filter { !$0.isEmpty }
        #expect(!secrets.isEmpty && secrets.allSatisfy { !text.contains($0) })
        try await host.stop()
    }

    // MARK: A client

    private struct TwoLinks: SimulatedService {
        func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
            SimulatorResponse(
                status: 200, headers: [("Link", "<a>; rel=\"self\""), ("Link", "<b>; rel=\"next\"")])
        }
    }

    private func withClient(
        _ tls: TLSConfiguration?, _ body: (HTTPClient) async throws -> Void
    ) async throws {
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        // Otherwise a refused handshake is tried again for ten seconds.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(configuration: configuration)
        do { try await body(client) } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    private func token(_ client: HTTPClient, _ host: SimulatorHost) async throws -> String {
        var request = HTTPClientRequest(url: "\(host.address)/\(Tenant.id)/oauth2/v2.0/token")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        let registered = SimulatorClient()
        request.body = .bytes(
            Array(
                "grant_type=client_credentials&client_id=\(registered.id)&client_secret=\(registered.secret)&scope=\(host.address)/.default"
                    .utf8))
        let answer = try await client.execute(request, timeout: .seconds(10))
        return try #require(try TestTenants.json(try await bytes(answer))["access_token"]?.text)
    }

    private func get(_ client: HTTPClient, _ url: String, token: String?) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        return try await client.execute(request, timeout: .seconds(10))
    }

    private func bytes(_ answer: HTTPClientResponse) async throws -> [UInt8] {
        Array(try await answer.body.collect(upTo: 1 << 24).readableBytesView)
    }
}
