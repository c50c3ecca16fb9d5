import AuditModel
import EventSources
import Pulling
import Recordings
import Settings
import Simulators
import Synchronization
import Testing
import Transport

/// A simulated service, and the built-in source that its own configuration makes, joined over the loopback address.
struct SimulatedScene {
    static let hour: Int64 = 3_600_000_000_000
    /// 2026-11-02T00:00:00Z, a Monday.
    static let start: Int64 = 1_793_577_600_000_000_000
    /// The two days that hold every event.
    static let window = TimeWindow(from: start, to: start + 48 * hour)
    /// One key for all tests, since keys take time to make.
    private static let certificate = try? ClientCertificate(now: start)
    /// When it is asked.
    private static let now = start + 60 * hour

    let tenant: Tenant
    let made: MadeSource
    let client: ServiceClient
    private let host: SimulatorHost
    private let transport: NetworkTransport

    init(_ type: String, events: Int = 300, api: [APIFault] = []) async throws {
        let scenario = Scenario(
            name: "test", seed: 11,
            tenant: TenantPlan(
                sources: [type], from: .at(Self.start), length: 48 * Self.hour, events: events,
                delay: DelayPlan(law: .none)), api: api)
        host = try await SimulatorHost.start(
            scenario, client: SimulatorClient(certificate: Self.certificate), wall: { Self.now })
        tenant = try #require(host.tenants[type])
        let configuration = try #require(host.configuration.sources.first { $0.keys.first?.value == type })
        made = try Self.source(configuration)
        // Waiting takes no time, so that patience is counted by it.
        let waited = SimulatedUptime()
        let context = TransportContext(
            now: { Self.now }, uptime: { waited.nanoseconds },
            wait: { waited.add($0) }, jitter: { 0.5 },
            randomBytes: { Array(repeating: 7, count: $0) }, environment: [:], cancelFlag: CancelFlag(),
            observe: { _ in })
        var bounded = context
        // Bounds of requests that are answered at once.
        bounded.wait = { try await Task.sleep(for: .seconds($0)) }
        transport = try NetworkTransport(TransportSettings(), context: bounded)
        client = ServiceClient(
            settings: TransportSettings(), auth: made.client.auth, hosts: made.client.hosts,
            rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 4), throttle: made.client.throttle,
            errors: made.client.errors, context: context, transport: transport)
    }

    /// Stops both sides.
    func close() async throws {
        await transport.shutdown()
        try await host.stop()
    }

    /// What the service tells a user to write, as a command would read it.
    private static func source(_ configuration: ServiceConfiguration) throws -> MadeSource {
        let text = configuration.keys.map { "\($0.name): \($0.value)\n" }.joined()
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let type = try SettingsMap(node, in: "").text("type") ?? ""
        let secrets = Dictionary(configuration.environment.map { ($0.name, $0.value) }) { first, _ in first }
        let making = SourceMaking(
            resolve: { reference, _ in
                guard case .environment(let name) = reference else { return Secret("") }
                return Secret(secrets[name] ?? "")
            }, wait: { _ in })
        let mark = SettingsMark(file: "siemgap.yaml", line: 1, column: 1)
        return try SourceRegistry.source(
            NamedSource(name: configuration.name, type: type, node: node, mark: mark), making: making)
    }

    /// The ids of everything an honest auditor finds.
    var truth: Int { Set(tenant.ids(in: Self.window, at: Self.now)).count }

    /// What asking all slices of all scopes gave.
    struct Pull {
        /// Distinct records.
        var lines: Set<String> = []
        var flaws: [SourcePage.Flaw] = []
        var failures: [TransportFailure] = []
    }

    /// Asks for both days, slice by slice and scope by scope.
    func pull() async -> Pull {
        let traits = made.source.traits
        var pull = Pull()
        let end = traits.axis == .availability ? min(Self.window.to + traits.settle, Self.now) : Self.window.to
        for scope in traits.scopes {
            for from in stride(from: Self.window.from, to: end, by: Int(min(traits.longest, 48 * Self.hour))) {
                let to = min(from + traits.longest, end)
                let question = SliceQuestion(
                    scope: scope, window: TimeWindow(from: from, to: to), pageSize: min(traits.pageSizes[0], 50))
                await ask(question, &pull)
            }
        }
        return pull
    }

    private func ask(_ question: SliceQuestion, _ pull: inout Pull) async {
        let pages = made.source.pages(of: question, from: nil, client)
        do throws(TransportFailure) {
            while let page = try await pages.next() {
                for line in page.lines.split(separator: 0x0A) {
                    pull.lines.insert(String(decoding: line, as: UTF8.self))
                }
                pull.flaws += [page.flaw].compactMap { $0 }
            }
        } catch {
            pull.failures.append(error)
        }
    }
}

/// An uptime that passes only by waiting.
private final class SimulatedUptime: Sendable {
    private let passed = Atomic<Int64>(0)

    var nanoseconds: Int64 { passed.load(ordering: .relaxed) }

    func add(_ seconds: Double) { passed.add(Int64(seconds * 1_000_000_000), ordering: .relaxed) }
}
