import AuditModel
import Auditing
import Collecting
import EventLedger
import FileAccess
import Foundation
import Settings
import SiemgapCommands
import Simulators
import Synchronization
import TestKit
import Transport

/// A simulated service, a target, and collectors of the one into the other; days pass in seconds.
final class CollectScene {
    /// 2026-11-02T00:00:00Z, when the tenant begins.
    static let start: Int64 = 1_793_577_600_000_000_000
    static let minute: Int64 = 60_000_000_000
    static let hour = 60 * minute

    /// What the source does for a while.
    enum Trouble: Sendable {
        case unreachable, unauthorized, throttled
    }

    /// The clock, and what it sets off.
    private struct Time: Sendable {
        var now = CollectScene.start
        var stop: (at: Int64, flag: CancelFlag)?
    }

    let folder: ScratchFolder
    let host: SimulatorHost
    let target = RecordingTarget()
    let problems = Mutex<[String: Int]>([:])
    let reports = Mutex<[RoundReport]>([])
    private let type: String
    private let source: NamedSource
    private let environment: [String: String]
    let time: TimeOfDay
    private let troubles: [(TimeWindow, Trouble)]

    /// A clock that moves only when somebody waits.
    final class TimeOfDay: Sendable {
        private let time = Mutex(Time())

        var now: Int64 { time.withLock { $0.now } }

        func stop(at instant: Int64, _ flag: CancelFlag) { time.withLock { $0.stop = (instant, flag) } }

        func pass(_ seconds: Double) {
            time.withLock { time in
                time.now += Int64(seconds * 1e9)
                if let stop = time.stop, time.now >= stop.at { stop.flag.set() }
            }
        }
    }

    /// - Parameter troubles: when the source misbehaves, hours behind the start.
    init(
        _ type: String, events: Int, length: Int64, delay: DelayPlan, faults: [APIFault] = [],
        troubles: [(Range<Int>, Trouble)] = []
    ) async throws {
        let (folder, time) = (try ScratchFolder.inMemory(), TimeOfDay())
        let scenario = Scenario(
            name: "scene", seed: 11,
            tenant: TenantPlan(sources: [type], from: .at(Self.start), length: length, events: events, delay: delay),
            api: faults, collector: [], siem: SIEMPlan(kind: "ndjson"))
        (self.folder, self.time, self.type) = (folder, time, type)
        self.troubles = troubles.map { hours, trouble in
            (
                TimeWindow(
                    from: Self.start + Int64(hours.lowerBound) * Self.hour,
                    to: Self.start + Int64(hours.upperBound) * Self.hour), trouble
            )
        }
        host = try await SimulatorHost.start(scenario, wall: { time.now })
        var environment = ["LANG": "C", "TZ": "UTC", "TMPDIR": folder.path]
        for key in host.configuration.environment { environment[key.name] = key.value }
        self.environment = environment
        try folder.write(host.configuration.text(moreSources: [], moreSIEMs: []), to: "siemgap.yaml")
        let configuration = try Configuration.load(folder.path + "/siemgap.yaml", now: Self.start)
        guard let source = configuration.sources.first else { throw SimulatorFault.unknownSource(type) }
        self.source = source
    }

    /// The source's name.
    var name: String { source.name }
    var now: Int64 { time.now }
    var state: String { folder.path + "/state" }
    var archive: String { state + "/archive/" + name }

    /// Ids of events that were readable at an instant.
    func readable(at instant: Int64) -> Set<String> {
        guard let tenant = host.tenants[type] else { return [] }
        return Set(tenant.records.filter { $0.available < instant }.map { tenant.id(of: $0) })
    }

    /// Runs a collector up to an instant, or for one round.
    ///
    /// - Parameters:
    ///   - until: hours behind the start; nil for one round.
    ///   - ledger: opens the ledger of a state folder.
    ///   - atPage: told of each page that came.
    ///   - kill: called at each page and each sending, after it with `true`; the first time it answers `true` is the
    ///     process's end: what is on the disk then is all that is left.
    @discardableResult func collect(
        until: Double?, every: Int64 = 30 * minute, lookback: CollectorSetting.Lookback = .auto, forwards: Bool = true,
        ledger: @escaping CollectorDoors.OpenLedger = { state throws(LedgerFailure) in try Ledger(state: state) },
        atPage: @escaping @Sendable () -> Void = {}, kill: (@Sendable (KillPoint) -> Bool)? = nil
    ) async throws -> Bool {
        let flag = CancelFlag()
        let cut = Cut(state: state, copy: folder.path + "/copy", flag: flag, target: target, when: kill)
        if let until { time.stop(at: Self.start + Int64(until * Double(Self.hour)), flag) }
        let context = context(flag)
        target.onSend = { cut.reach($0 ? .afterSending : .beforeSending) }
        let doors = CollectorDoors(
            openSource: opener(context),
            target: forwards
                ? (
                    "siem",
                    { [target] in
                        if let refusal = target.refusal { throw refusal }
                        return ForwardTarget(delivery: target, close: {})
                    }
                ) : nil,
            tell: { problem in if !cut.isDone { self.problems.withLock { $0[problem.code, default: 0] += 1 } } },
            report: { report in self.reports.withLock { $0.append(report) } },
            observe: { _ in
                atPage()
                cut.reach(.asking)
            }, openLedger: ledger)
        let setting = CollectorSetting(
            name: name, state: state, every: every, lookback: lookback, isOnce: until == nil)
        try FileSystem.makeFolders(state)
        let isWhole = try await Collector(setting, doors: doors, context: context).run()
        try cut.restore()
        return isWhole
    }

    /// Lets time pass while nobody collects.
    func pass(hours: Double) { time.pass(hours * 3600) }

    private func context(_ flag: CancelFlag) -> TransportContext {
        let time = time
        let random = Mutex(SplitMix(seed: 5))
        return TransportContext(
            now: { time.now }, uptime: { time.now },
            wait: { seconds in
                time.pass(seconds)
                await Task.yield()
            }, jitter: { 0.5 },
            randomBytes: { count in
                random.withLock { random in (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) } }
            }, environment: environment, cancelFlag: flag, observe: { _ in })
    }

    /// What a service's client waits for lies within this process and takes no time of the scene's.
    private func opener(_ outer: TransportContext) -> CollectorDoors.OpenSource {
        let (source, time, troubles) = (source, time, troubles)
        var context = outer
        context.uptime = { Int64(DispatchTime.now().uptimeNanoseconds) }
        context.wait = { seconds in try await Task.sleep(for: .milliseconds(min(Int(seconds * 1000), 2))) }
        return { [context] in
            let settings = TransportSettings()
            let transport = try NetworkTransport(settings, context: context)
            let asked = try AskedSource(source, transport: transport, settings: settings, context: context)
            return CollectedService(
                source: asked.source, asking: TroubledAsking(asked.client, time: time, troubles: troubles),
                settings: asked.settings, close: { await transport.shutdown() })
        }
    }

    /// Runs a command with the scene's configuration and state folder.
    func run(_ words: [String]) async -> (status: Int32, output: String, errors: String) {
        let output = Mutex("")
        let errors = Mutex("")
        let time = time
        let context = RunContext(
            now: { time.now }, uptime: { 0 }, wait: { _ in }, randomBytes: { [UInt8](repeating: 7, count: $0) },
            environment: environment,
            standardOutput: OutputStream(isTerminal: false, columns: nil) { text in output.withLock { $0 += text } },
            standardError: OutputStream(isTerminal: false, columns: nil) { text in errors.withLock { $0 += text } },
            cancelFlag: CancelFlag())
        let commands = CommandContext(
            run: context, audit: Wiring.audit, inspect: Wiring.inspect, configurationRules: Wiring.rules)
        let status = await EntryPoint.run(
            words + ["--config", folder.path + "/siemgap.yaml", "--state", state], in: commands)
        return (status, output.withLock { $0 }, errors.withLock { $0 })
    }
}

/// Where a process may end.
enum KillPoint: Sendable {
    case asking, beforeSending, afterSending
}

/// The end of a process without warning: keeps the disk as it was then, and takes back what happened after.
final class Cut: Sendable {
    private let state: String
    private let copy: String
    private let flag: CancelFlag
    private let target: RecordingTarget
    private let when: (@Sendable (KillPoint) -> Bool)?
    private let done = Mutex(false)

    init(
        state: String, copy: String, flag: CancelFlag, target: RecordingTarget, when: (@Sendable (KillPoint) -> Bool)?
    ) {
        (self.state, self.copy, self.flag, self.target, self.when) = (state, copy, flag, target, when)
    }

    var isDone: Bool { done.withLock { $0 } }

    func reach(_ point: KillPoint) {
        guard let when else { return }
        done.withLock { isDone in
            guard !isDone, when(point) else { return }
            isDone = true
            try? FileManager.default.copyItem(atPath: state, toPath: copy)
            target.isGone = true
            flag.set()
        }
    }

    func restore() throws {
        guard isDone else { return }
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.moveItem(atPath: copy, toPath: state)
        target.isGone = false
    }
}

/// Asks the service, but for when that is in trouble.
struct TroubledAsking: ServiceAsking {
    private let inner: any ServiceAsking
    private let time: CollectScene.TimeOfDay
    private let troubles: [(TimeWindow, CollectScene.Trouble)]

    init(
        _ inner: any ServiceAsking, time: CollectScene.TimeOfDay, troubles: [(TimeWindow, CollectScene.Trouble)]
    ) {
        (self.inner, self.time, self.troubles) = (inner, time, troubles)
    }

    var record: TransportRecord { get async { await inner.record } }

    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        try check()
        return try await inner.ask(call, expects: expects)
    }

    func tokenClaims() async throws(TransportFailure) -> TokenClaims? {
        try check()
        return try await inner.tokenClaims()
    }

    private func check() throws(TransportFailure) {
        let now = time.now
        guard let trouble = troubles.first(where: { $0.0.contains(now) })?.1 else { return }
        let (kind, code): (TransportFailure.Kind, String) =
            switch trouble {
            case .unreachable: (.unreachable, "E-NETWORK")
            case .unauthorized: (.unauthorized, "E-AUTH-SECRET")
            case .throttled: (.throttled, "E-THROTTLED")
            }
        throw TransportFailure(kind, host: "scene", problem: Problem(.error, code, "the service is in trouble"))
    }
}
