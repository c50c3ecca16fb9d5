import AuditModel
import ByteScan
import Foundation
import Simulators
import Testing

/// A client of one simulated service: signs in, asks, and repeats what failed for a while, as the services document it.
final class ListingClient {
    static let hour: Int64 = 3_600_000_000_000
    /// 2026-11-02T00:00:00Z, a Monday.
    static let start: Int64 = 1_793_577_600_000_000_000
    /// The two days that hold every event.
    static let window = TimeWindow(from: start, to: start + 48 * hour)
    /// One key for all tests, since keys take time to make.
    static let certificate = try? ClientCertificate(now: start)

    /// A request before it gets a credential.
    struct Call {
        var method = "GET"
        var path: String
        var query: [(name: String, value: String)] = []
        var headers: [(name: String, value: String)] = []
        var body: [UInt8] = []
    }

    /// How often an answer that is no success is asked for again.
    private static let patience = 4

    let tenant: Tenant
    let context: ServiceContext
    let service: any SimulatedService
    /// The headers that show who asks, given a request; called again after a 401.
    var credential: (ListingClient, Call) throws -> [(name: String, value: String)] = { _, _ in [] }
    private(set) var requests = 0
    /// Tokens by the endpoint that gave them, forgotten after a 401.
    var tokens: [String: String] = [:]

    init(_ source: String, events: Int = 300, api: [APIFault] = [], delay: DelayPlan = DelayPlan(law: .none)) throws {
        let entry = try #require(ServiceCatalogue.entry(source))
        let scenario = Scenario(
            name: "test", seed: 11,
            tenant: TenantPlan(
                sources: [source], from: .at(Self.start), length: 48 * Self.hour, events: events, delay: delay),
            api: api)
        tenant = Tenant(of: scenario, shape: entry.shape, now: Self.start)
        let now = Self.start + 60 * Self.hour
        context = ServiceContext(
            tenant: tenant, board: FaultBoard(api, seed: 11, start: Self.start), mint: TokenMint(),
            clock: SimulatorClock(wall: { now }, fixed: now), client: SimulatorClient(certificate: Self.certificate))
        service = entry.make(context)
    }

    /// Sends a call once.
    func send(_ call: Call) throws -> SimulatorResponse {
        requests += 1
        let headers = try credential(self, call)
        let answer = try #require(
            service.answer(
                SimulatorRequest(
                    method: call.method, scheme: "https", authority: "127.0.0.1:8443", path: call.path,
                    query: call.query,
                    rawQuery: call.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&"),
                    headers: [(name: "user-agent", value: "siemgap-tests")] + call.headers + headers, body: call.body)))
        if answer.status == 401 { tokens = [:] }
        return answer
    }

    /// Sends a call until it has a whole answer.
    func ask(_ call: Call) throws -> (headers: [(name: String, value: String)], body: JSONTree) {
        for _ in 0..<Self.patience {
            let answer = try send(call)
            if answer.status == 200, let body = try? JSONTree(parsing: answer.body) { return (answer.headers, body) }
        }
        throw GivenUp(last: try send(call))
    }

    /// The ids of everything an honest auditor finds.
    var truth: Set<String> { Set(tenant.ids(in: Self.window, at: context.clock.now)) }

    struct GivenUp: Error { let last: SimulatorResponse }

    /// A URL of the service as a call.
    static func call(_ url: String) throws -> Call {
        let components = try #require(URLComponents(string: url))
        return Call(
            path: components.path,
            query: (components.queryItems ?? []).map { (name: $0.name, value: $0.value ?? "") })
    }

    /// The URL of the link with that relation, from `Link` headers in any of their forms.
    static func link(_ relation: String, in headers: [(name: String, value: String)]) -> String? {
        for header in headers where header.name.lowercased() == "link" {
            for match in header.value.matches(of: /<([^>]*)>\s*;\s*rel="([^"]*)"/) where match.2 == relation {
                return String(match.1)
            }
        }
        return nil
    }

    static func json(_ value: JSONValue) -> [UInt8] { Array(value.text().utf8) }
}
