import AuditModel
import ByteScan
import EventSources
import Foundation
import Pulling
import Recordings
import Settings
import Simulators
import Synchronization
import TestKit
import Testing
import Transport

/// A pull over loopback from a simulated service into a recording, and what an honest one would have found.
struct SimulatedPull {
    static let hour: Int64 = 3_600_000_000_000
    /// 2026-11-02T00:00:00Z, a Monday, when every tenant begins.
    static let start: Int64 = 1_793_577_600_000_000_000

    /// A tenant of a day, what its service does wrong, and what is asked of it.
    struct Plan: Sendable {
        let source: String
        var faults: [APIFault] = []
        var events = 100
        var types: [TenantPlan.EventType] = []
        /// Further keys of the source in the configuration.
        var settings = ""
        /// What is asked for, hours behind the tenant's start.
        var window: Range<Int64> = 0..<24
        /// When it is asked, hours behind the tenant's start.
        var now: Int64 = 60
        var pulls = 1
    }

    let outcome: PullOutcome
    let comparison: PullComparison?
    /// Lines of the recording, and their ids, each once.
    let lines: [String]
    let ids: Set<String>
    /// The ids that the tenant holds in the window, and all its records as the service writes them.
    let truth: Set<String>
    let bodies: Set<String>
    /// Records of the window that are not in the recording.
    let missing: [TenantRecord]
    /// Requests that went to a host nobody configured.
    let foreignRequests: Int
    /// Everything that was shown or kept, to look for credentials in.
    let written: String

    /// Reasons of the slices that are not whole, each once, sorted.
    var reasons: [String] {
        Set(outcome.description.slices.filter { !$0.isWhole }.map { $0.reason ?? "none" }).sorted()
    }

    private let tenant: Tenant

    /// Whether a slice that is not whole covers the record, so that nobody takes it for absent.
    func isAdmitted(_ record: TenantRecord) -> Bool {
        let type = tenant.type(of: record)
        return outcome.description.slices.contains { slice in
            guard !slice.isWhole, let from = slice.from, let to = slice.to else { return false }
            let scopes = [type, ContentType(workload: type).rawValue]
            if let scope = slice.scope, !scopes.contains(scope.value) { return false }
            // A blob is closed five minutes after its first record at the latest.
            return slice.axis == .event
                ? from <= record.time && record.time < to
                : from <= record.available + Self.hour / 12 && record.available < to
        }
    }

    /// Starts the service, pulls, and stops it.
    ///
    /// Waiting takes no time; the services' clock and the client's show the same instant throughout.
    static func run(_ plan: Plan, tls: Bool = false) async throws -> SimulatedPull {
        let folder = try ScratchFolder()
        let now = start + plan.now * hour
        let scenario = Scenario(
            name: "test", seed: 11,
            tenant: TenantPlan(
                sources: [plan.source], from: .at(start), length: 24 * hour, events: plan.events, types: plan.types,
                delay: DelayPlan(law: .lognormal, median: hour / 6), now: plan.now * hour), api: plan.faults)
        let host = try await SimulatorHost.start(scenario, folder: tls ? folder.path : nil, wall: { now })
        do {
            let pull = try await pull(plan, from: host, into: folder, now: now)
            try await host.stop()
            return pull
        } catch {
            try await host.stop()
            throw error
        }
    }

    private static func pull(
        _ plan: Plan, from host: SimulatorHost, into folder: ScratchFolder, now: Int64
    ) async throws -> SimulatedPull {
        let made = try source(plan, at: host, certificates: folder.path)
        let clock = HandClock()
        let context = TransportContext(
            now: { now }, uptime: { clock.uptime }, wait: { await clock.wait($0) }, jitter: { 0.5 },
            randomBytes: { Array(repeating: 7, count: $0) }, environment: [:], cancelFlag: CancelFlag(),
            observe: { _ in })
        var settings = TransportSettings()
        settings.authorities = [host.configuration.authority].compactMap(\.self)
        let transport = try NetworkTransport(settings, context: .ofWatches)
        let client = ServiceClient(
            settings: settings, auth: made.client.auth, hosts: made.client.hosts, rate: made.client.rate,
            throttle: made.client.throttle, errors: made.client.errors, context: context, transport: transport)
        let runner = PullRunner(
            source: made.source, asking: client, now: { now }, cancelFlag: CancelFlag(), observe: { _ in })
        let window = TimeWindow(
            from: start + plan.window.lowerBound * hour, to: start + plan.window.upperBound * hour)
        var order = PullRunner.Order(name: plan.source, window: window, folder: folder.path + "/pulled")
        order.pulls = plan.pulls
        let result = try await UnionPull(runner, hasher: IDHasher(key0: 1, key1: 2)).run(order)
        await transport.shutdown()
        return try SimulatedPull(result, order.folder, window, host, now)
    }

    private init(
        _ result: UnionPull.Result, _ folder: String, _ window: TimeWindow, _ host: SimulatorHost, _ now: Int64
    ) throws {
        outcome = result.outcome
        comparison = result.comparison
        let records = try String(contentsOfFile: folder + "/records.ndjson", encoding: .utf8)
        lines = records.split(separator: "\n").map(String.init)
        let idPaths = result.outcome.description.paths.id
        ids = Set(
            try lines.compactMap { line in
                let tree = try JSONTree(parsing: Array(line.utf8))
                return idPaths.first.flatMap { tree[$0]?.text }
            })
        let tenant = try Self.tenant(of: host)
        self.tenant = tenant
        truth = Set(tenant.ids(in: window, at: now))
        bodies = Set(tenant.records.map { String(decoding: tenant.body(of: $0), as: UTF8.self) })
        missing = Self.records(of: tenant, in: window, without: ids)
        foreignRequests = host.router.traffic.foreign
        written =
            try String(contentsOfFile: folder + "/recording.json", encoding: .utf8) + records
            + result.outcome.problems.map { "\($0)" }.joined()
    }

    private static func tenant(of host: SimulatorHost) throws -> Tenant { try #require(host.tenants.values.first) }

    private static func records(of tenant: Tenant, in window: TimeWindow, without ids: Set<String>) -> [TenantRecord] {
        tenant.indexes(in: window).map { tenant.records[$0] }.filter { !ids.contains(tenant.id(of: $0)) }
    }

    /// The source as the simulator's own configuration names it, asked as fast as it answers.
    private static func source(
        _ plan: Plan, at host: SimulatorHost, certificates: String
    ) throws -> MadeSource {
        let entry = try #require(host.configuration.sources.first { $0.keys.first?.value == plan.source })
        let own = plan.settings.split(separator: "\n").map { $0.prefix { $0 != ":" } }
        var lines = entry.keys.filter { key in !own.contains { $0 == key.name } }.map { "\($0.name): \($0.value)" }
        if plan.settings.contains("certificate:") { lines.removeAll { $0.hasPrefix("client_secret") } }
        lines.append("limits: {requests: 1000000, per: 1s, in_flight: 8}")
        let text = (lines + [plan.settings.replacing("FOLDER", with: certificates)]).joined(separator: "\n") + "\n"
        let environment = host.configuration.environment
        let making = SourceMaking(
            resolve: { reference, _ in
                switch reference {
                case .environment(let name): Secret(environment.first { $0.name == name }?.value ?? "")
                // A file that cannot be read is a credential that is refused.
                case .file(let path): Secret((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
                case .command: Secret("")
                }
            }, wait: { _ in })
        return try SourceRegistry.source(
            NamedSource(
                name: plan.source, type: plan.source, node: try SettingsNode(parsing: text, file: "siemgap.yaml"),
                mark: SettingsMark(file: "siemgap.yaml", line: 1, column: 1)), making: making)
    }
}

/// A clock that stands still until somebody waits by it.
private final class HandClock: Sendable {
    private let elapsed = Mutex<Int64>(0)

    var uptime: Int64 { elapsed.withLock { $0 } }

    func wait(_ seconds: Double) async {
        elapsed.withLock { $0 += Int64(seconds * 1e9) }
        await Task.yield()
    }
}

extension TransportContext {
    /// Real time, for the watches over requests: nothing hangs for ever.
    fileprivate static var ofWatches: TransportContext {
        TransportContext(
            now: { 0 }, uptime: { Int64(DispatchTime.now().uptimeNanoseconds) },
            wait: { try await Task.sleep(for: .seconds($0)) }, jitter: { 0 }, randomBytes: { _ in [] },
            environment: [:], cancelFlag: CancelFlag(), observe: { _ in })
    }
}
