import AuditModel
import Auditing
import FileAccess
import Settings
import Simulators

/// The whole job on invented events: a source is played and pulled from, its SIEM is played with what a faulty collector
/// brought and asked, and the two are audited.
struct Demonstration {
    /// What came of it.
    struct Result {
        let outcome: AuditOutcome
        let truth: AuditTruth
    }

    let scenario: Scenario
    let context: CommandContext

    /// Runs it; the inputs go to a folder of their own beside the run's.
    func run(progress: @escaping ProgressSink) async throws -> Result {
        guard let source = scenario.tenant.sources.first else {
            throw UsageFault("the scenario \(scenario.name) has no source", fix: "siemgap demo --scenario demo")
        }
        let now = context.run.now()
        let folder = try RunFolder.create(start: now, name: "demo-inputs", randomBytes: context.run.randomBytes)
        let played = played(at: now)
        let host = try await SimulatorHost.start(played.scenario, wall: played.clock)
        do {
            let result = try await run(host, source, in: folder.path, progress)
            try await host.stop()
            return result
        } catch {
            try await host.stop()
            throw error
        }
    }

    /// The scenario with its own dates, and the clock that all of it is played by.
    ///
    /// A scenario that stands at an instant of its own is played as if that were now: services and this tool compare clocks.
    private func played(at now: Int64) -> (scenario: Scenario, clock: @Sendable () -> Int64) {
        guard let distance = scenario.tenant.now else { return (scenario, context.run.now) }
        var fixed = scenario
        let start = scenario.tenant.start(at: now)
        fixed.tenant.from = .at(start)
        return (fixed, { start + distance })
    }

    private func run(
        _ host: SimulatorHost, _ source: String, in folder: String, _ progress: @escaping ProgressSink
    ) async throws -> Result {
        guard let tenant = host.tenants[source] else { throw SimulatorFault.unknownSource(source) }
        let simulated = try SimulatedAudit(of: host.scenario, tenant: tenant, at: host.clock.now)
        try simulated.write(to: folder + "/siem", authority: source)
        let configuration = try Configuration(
            node: SettingsNode(parsing: host.configuration.text, file: "the simulator's configuration"),
            now: host.clock.now)
        let sources = configuration.sources.filter { $0.type == source }
        var request = AuditRequest()
        request.authority.specs = sources.map(\.name)
        // Kinds that nobody can ask are files only.
        let live = configuration.siems.filter { $0.name == StoreContext.name(of: source) }
        request.siem.specs =
            live.isEmpty ? [folder + "/siem/" + simulated.export.kind.fileName] : live.map(\.name)
        request.window = .bounds(from: tenant.span.from, to: tenant.span.to)
        request.name = "demo"
        let order = AuditOrder(
            request, sources: sources, siems: live,
            network: configuration.network, state: StateFolder(path: folder + "/state"))
        var run = context.run
        run.now = { host.clock.now }
        for key in host.configuration.environment { run.environment[key.name] = key.value }
        let outcome = try await context.audit(order, run, progress)
        return Result(outcome: outcome, truth: simulated.truth)
    }
}
