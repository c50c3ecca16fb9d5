import AuditModel
import ByteScan
import Foundation
import Pulling
import Recordings
import SIEMStores
import Settings
import Simulators
import Synchronization
import TestKit
import Testing
import Transport

/// A simulated SIEM on the loopback address, and the store that its own printed configuration makes.
///
/// Waiting takes no time; both sides' clocks show the same instant throughout.
struct StoreScene {
    static let hour: Int64 = 3_600_000_000_000
    /// 2026-11-02T00:00:00Z, a Monday, when the tenant's two days begin.
    static let start: Int64 = 1_793_577_600_000_000_000
    /// When it is asked.
    static let now = start + 60 * hour
    /// A part of the two days, and by how much the configuration widens it.
    static let window = TimeWindow(from: start + 16 * hour, to: start + 30 * hour)
    static let widening = 2 * hour
    /// One key for all tests, since keys take time to make.
    private static let certificate = try? ClientCertificate(now: start)

    /// What asking for a window came to.
    struct Pull {
        let outcome: PullOutcome
        let lines: [String]

        var slices: [RecordingDescription.Slice] { outcome.description.slices }
        /// Reasons of the slices that are not whole, each once, sorted.
        var reasons: [String] { Set(slices.filter { !$0.isWhole }.map { $0.reason ?? "none" }).sorted() }
    }

    let row: StoreRow
    let host: SimulatorHost
    let shelf: StoreShelf
    /// Documents taken later are not visible.
    let visibleUntil: Int64
    private let named: NamedSIEM
    private let cancelFlag = CancelFlag()
    private let transport: NetworkTransport
    private let context: TransportContext

    init(
        _ row: StoreRow, faults: [String] = [], collector: [CollectorPlan] = [], events: Int = 400,
        settings: [String] = ["widen: 2h"]
    ) async throws {
        self.row = row
        var scenario = Scenario(
            name: "test", seed: 11,
            tenant: TenantPlan(
                sources: [row.source], from: .at(Self.start), length: 48 * Self.hour, events: events,
                delay: DelayPlan(law: .none), now: 60 * Self.hour), collector: collector)
        scenario.siem = SIEMPlan(kind: row.type, faults: faults)
        host = try await SimulatorHost.start(
            scenario, client: SimulatorClient(certificate: Self.certificate), wall: { Self.now })
        let tenant = try #require(host.tenants[row.source])
        shelf = try StoreShelf(of: scenario, tenant: tenant, at: Self.now)
        let late = QueryFaultBoard(faults).value(.lateIndex) ?? 0
        visibleUntil = Self.now - Int64(late * 1e9)
        named = try Self.entry(host, row.settings + settings)
        let clock = HandClock()
        context = TransportContext(
            now: { Self.now }, uptime: { clock.uptime }, wait: { try await clock.wait($0) }, jitter: { 0 },
            randomBytes: { Array(repeating: 7, count: $0) }, environment: [:], cancelFlag: cancelFlag,
            observe: { _ in })
        transport = try NetworkTransport(TransportSettings(), context: .ofWatches)
    }

    /// Stops both sides.
    func close() async throws {
        await transport.shutdown()
        try await host.stop()
    }

    /// Runs a test's body with a scene, and stops both sides whatever came of it.
    static func with(
        _ row: StoreRow, faults: [String] = [], collector: [CollectorPlan] = [],
        settings: [String] = ["widen: 2h"], _ body: (StoreScene) async throws -> Void
    ) async throws {
        let scene = try await StoreScene(row, faults: faults, collector: collector, settings: settings)
        do { try await body(scene) } catch {
            try await scene.close()
            throw error
        }
        try await scene.close()
    }

    /// The entry that the simulator prints, read as a configuration file is.
    private static func entry(_ host: SimulatorHost, _ settings: [String]) throws -> NamedSIEM {
        let own = settings.compactMap { $0.split(separator: ":").first }
        let printed = host.configuration.text.split(separator: "\n").filter { line in
            !own.contains { line.hasPrefix("    \($0):") }
        }
        let text = (printed + settings.map { "    \($0)" }).joined(separator: "\n") + "\n"
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        return try #require(try Configuration(node: node, now: now).siems.first)
    }

    /// The store of the entry.
    func store(whole: Bool = false) throws -> MadeStore {
        let secrets = host.configuration.environment
        let making = SourceMaking(
            resolve: { reference, _ in
                guard case .environment(let name) = reference else { return Secret("") }
                return Secret(secrets.first { $0.name == name }?.value ?? "")
            }, wait: { _ in })
        return try StoreRegistry.store(named, making: StoreMaking(making, asksWhole: whole))
    }

    /// A client as commands make it.
    func client(_ made: MadeStore) -> ServiceClient {
        ServiceClient(
            settings: TransportSettings(), auth: made.client.auth, hosts: made.client.hosts, rate: made.client.rate,
            throttle: made.client.throttle, errors: made.client.errors, context: context, transport: transport)
    }

    /// Asks for a window; stops after the first page if told so.
    func pull(_ window: TimeWindow = window, whole: Bool = false, cancels: Bool = false) async throws -> Pull {
        let made = try store(whole: whole)
        let folder = try ScratchFolder()
        let runner = PullRunner(
            source: made.store, asking: client(made), now: { Self.now }, cancelFlag: cancelFlag,
            observe: { if cancels, $0.records > 0 { cancelFlag.set() } })
        let outcome = try await runner.run(.init(name: "siem", window: window, folder: folder.path + "/pulled"))
        let text = try String(contentsOfFile: folder.path + "/pulled/records.ndjson", encoding: .utf8)
        return Pull(outcome: outcome, lines: text.split(separator: "\n").map(String.init))
    }

    /// Asks for events by id.
    func pull(ids: [String], in window: TimeWindow?, whole: Bool = false) async throws -> [String] {
        let made = try store(whole: whole)
        var lines: [String] = []
        for start in stride(from: 0, to: ids.count, by: made.store.lookup.most) {
            let part = ids[start..<min(start + made.store.lookup.most, ids.count)]
            let pages = made.store.pages(ofIDs: part.map { [$0] }, in: window, client(made))
            while let page = try await pages.next() {
                #expect(page.flaw == nil)
                lines += String(decoding: page.lines, as: UTF8.self).split(separator: "\n").map(String.init)
            }
            await pages.close()
        }
        return lines
    }

    /// The documents that the SIEM shows of a window.
    func documents(in window: TimeWindow?) -> [Int] { shelf.documents(in: window, visibleAt: visibleUntil) }

    /// Ids of documents, sorted, repeats among them; empty for an event without one.
    func ids(_ documents: [Int]) -> [String] { documents.map { shelf.eventID($0) ?? "" }.sorted() }

    /// What is still held for questions that are over.
    var openContexts: Int {
        host.router.stores.reduce(0) { $0 + (($1 as? any ContextHolding)?.openContexts ?? 0) }
    }

    /// Ids of narrow lines, sorted, repeats among them; empty for an event without one.
    static func ids(_ lines: [String]) throws -> [String] {
        try lines.map { try JSONTree(parsing: Array($0.utf8))["id"]?.text ?? "" }.sorted()
    }
}

/// A clock that stands still until somebody waits by it.
private final class HandClock: Sendable {
    private let elapsed = Mutex<Int64>(0)

    var uptime: Int64 { elapsed.withLock { $0 } }

    /// Only the bound of a request that frees something is waited for, which is answered before.
    func wait(_ seconds: Double) async throws {
        elapsed.withLock { $0 += Int64(seconds * 1e9) }
        if seconds >= 5 { try await Task.sleep(for: .seconds(seconds)) } else { await Task.yield() }
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
