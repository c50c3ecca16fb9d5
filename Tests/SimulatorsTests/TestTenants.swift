import AuditModel
import ByteScan
import Simulators
import Testing

/// Small tenants and the requests of a client that is logged in.
enum TestTenants {
    /// 2026-11-02T00:00:00Z, a Monday.
    static let start: Int64 = 1_793_577_600_000_000_000
    static let hour: Int64 = 3_600_000_000_000
    static let day = 24 * hour

    /// Two days of one source, asked 12 hours after their end.
    static func scenario(
        _ source: String, events: Int = 1000, delay: DelayPlan = DelayPlan(law: .none), api: [APIFault] = [],
        seed: UInt64 = 5, now: Int64 = 60 * hour
    ) -> Scenario {
        Scenario(
            name: "test", seed: seed,
            tenant: TenantPlan(
                sources: [source], from: .at(start), length: 2 * day, events: events, delay: delay, now: now), api: api)
    }

    /// The tenant of a scenario with one source.
    static func tenant(_ scenario: Scenario, _ shape: any EventShape) -> Tenant {
        Tenant(of: scenario, shape: shape, now: start)
    }

    static func json(_ bytes: [UInt8]) throws -> JSONTree { try JSONTree(parsing: bytes) }
}

/// A client of one simulated service that follows links the documented way, and repeats what failed for a while.
struct TestClient {
    let tenant: Tenant
    let clock: SimulatorClock
    private let service: any SimulatedService
    private let mint = TokenMint()
    private let roles: [String]
    private let audience: String

    init(
        _ scenario: Scenario, audience: String = "https://graph.microsoft.com",
        roles: [String] = SimulatorClient.allRoles
    )
        throws
    {
        let source = try #require(scenario.tenant.sources.first)
        let entry = try #require(ServiceCatalogue.entry(source))
        tenant = TestTenants.tenant(scenario, entry.shape)
        clock = SimulatorClock(
            wall: { TestTenants.start + 60 * TestTenants.hour },
            fixed: scenario.tenant.now.map { TestTenants.start + $0 })
        service = entry.make(
            ServiceContext(
                tenant: tenant, board: FaultBoard(scenario.api, seed: scenario.seed, start: TestTenants.start),
                mint: mint, clock: clock, client: SimulatorClient()))
        self.roles = roles
        self.audience = audience
    }

    /// A token as the login gives it, valid for an hour unless `life` says otherwise, in seconds.
    func token(life: Int = 3600, audience: String? = nil) -> String {
        mint.token([
            "aud": .string(audience ?? self.audience), "exp": .integer(Int(clock.wall() / 1_000_000_000) + life),
            "tid": .string(Tenant.id), "roles": .array(roles.map(JSONValue.string)),
        ])
    }

    /// Asks for a path with its query, which is sent as given.
    func ask(
        _ target: String, method: String = "GET", body: [UInt8] = [], token: String?? = nil
    ) throws -> SimulatorResponse {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let query = parts.count > 1 ? parts[1] : ""
        let pairs = query.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: sides[0], value: sides.count > 1 ? sides[1] : "")
        }
        let bearer = token ?? self.token()
        let headers = bearer.map { [(name: "authorization", value: "Bearer \($0)")] } ?? []
        return try #require(
            service.answer(
                SimulatorRequest(
                    method: method, scheme: "https", authority: "sim.test", path: parts[0], query: pairs,
                    rawQuery: query,
                    headers: headers, body: body)))
    }

    /// Follows `@odata.nextLink` to the end; repeats answers that are not 200 or no JSON up to three times.
    func graphRecords(_ target: String, mostPages: Int = 200) throws -> [JSONTree] {
        var records: [JSONTree] = []
        var next: String? = target
        var pages = 0
        while let target = next {
            let page = try page(target)
            records += page["value"]?.elements ?? []
            next = page["@odata.nextLink"]?.text.map { String($0.dropFirst("https://sim.test".count)) }
            pages += 1
            guard pages < mostPages else { throw TooManyPages() }
        }
        return records
    }

    private func page(_ target: String) throws -> JSONTree {
        for _ in 0..<3 {
            let answer = try ask(target)
            // An answer that is cut is asked for again.
            if answer.status == 200, let page = try? JSONTree(parsing: answer.body) { return page }
        }
        return try JSONTree(parsing: try ask(target).body)
    }

    /// A listing of paging that never ends.
    struct TooManyPages: Error {}
}
