import ArgumentParser
import AuditModel
import Auditing
import FileAccess
import Glibc
import Simulators

/// `siemgap simulate`: play the services of a scenario until interrupted.
struct SimulateCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Play audit-log APIs on this machine, with faults and planted losses, until interrupted.",
        discussion: """
            EXAMPLES
              siemgap simulate --scenario late --port 8080
              siemgap simulate --tls certificates --out siem
            """)

    @Option(
        help: """
            A scenario file, or one of: \(Scenario.usual.map(\.name).joined(separator: " ")); or a shape of loss: \
            \(Scenario.builtIn.dropFirst(Scenario.usual.count).map(\.name).joined(separator: " ")).
            """)
    var scenario = "demo"

    @Option(help: "Port on the loopback address; 0 takes any that is free.")
    var port = 0

    @Option(help: "Another seed: other events, the same faults.")
    var seed: UInt64?

    @Option(help: "Speak TLS; the certificates to trust and to log in with go into this new or empty folder.")
    var tls: String?

    @Option(
        help: """
            Write the SIEM's export and the truth about it into this new or empty folder, and at the end how often each \
            fault struck.
            """)
    var out: String?

    @OptionGroup(title: "Output") var common: CommonOptions

    /// Serves until a signal asks for a stop: then 130 or 143.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        guard (0...65_535).contains(port) else {
            throw UsageFault("--port \(port) is no port", fix: "write --port 8080, or 0 for any")
        }
        let scenario = try ScenarioChoice.named(self.scenario, seed: seed)
        if let tls { _ = try folder(tls, context) }
        let host = try await start(scenario, context)
        var (exports, trail): ([SimulatorAnnouncement.Export], Trail?) = ([], nil)
        do {
            exports = try self.exports(of: host, at: host.clock.now)
            trail = try deliver(beside: exports, host)
            let announcement = SimulatorAnnouncement(host: host, exports: exports, trail: trail?.folder)
            try context.run.standardOutput.write(session.format == .json ? announcement.json : announcement.text)
            while !context.run.cancelFlag.isSet { try await Task.sleep(for: .milliseconds(50)) }
        } catch {
            try await host.stop()
            throw error
        }
        try await host.stop()
        for export in exports { try writeServed(to: export, trail, host) }
        return 128 + (context.signals?.received ?? SIGINT)
    }

    private func start(_ scenario: Scenario, _ context: CommandContext) async throws -> SimulatorHost {
        do {
            return try await SimulatorHost.start(scenario, port: port, folder: tls, wall: context.run.now)
        } catch let error as any Explained {
            throw error
        } catch {
            throw PortFault(port: port, said: String(describing: error))
        }
    }

    /// Runs the collector on each tenant; the SIEM's export by source.
    private func exports(of host: SimulatorHost, at now: Int64) throws -> [SimulatorAnnouncement.Export] {
        guard let out else { return [] }
        return try host.scenario.tenant.sources.compactMap { source in
            guard let tenant = host.tenants[source] else { return nil }
            let path = host.tenants.count == 1 ? out : out + "/" + source
            let audit = try SimulatedAudit(of: host.scenario, tenant: tenant, at: now)
            try audit.write(to: path, authority: source)
            return .init(source: source, folder: path, fileName: audit.export.kind.fileName)
        }
    }

    /// The files that a trail delivered, and how often each fault struck them.
    private struct Trail {
        let folder: String
        let struck: [FaultCode: Int]
    }

    private func deliver(beside exports: [SimulatorAnnouncement.Export], _ host: SimulatorHost) throws -> Trail? {
        guard let export = exports.first(where: { $0.source == ServiceCatalogue.trailedSource }) else { return nil }
        let folder = export.folder + "/trail"
        return try host.deliverTrail(to: folder).map { Trail(folder: folder, struck: $0) }
    }

    /// How often each fault of the scenario struck a source and how many requests went where, beside the truth.
    private func writeServed(
        to export: SimulatorAnnouncement.Export, _ trail: Trail?, _ host: SimulatorHost
    ) throws(FileFailure) {
        var counts = [(export.source, host.struck(export.source))]
        if let trail, export.source == ServiceCatalogue.trailedSource {
            counts.append((ServiceCatalogue.trailSource, trail.struck))
        }
        let struck = counts.map { source, counts in
            let sorted = counts.sorted { $0.key.rawValue < $1.key.rawValue }
            return JSONValue.Member(source, .object(sorted.map { .init($0.key.rawValue, .integer($0.value)) }))
        }
        let traffic = host.router.traffic
        let json: JSONValue = [
            "requests": .integer(traffic.requests), "foreign_requests": .integer(traffic.foreign),
            "leaked_credentials": .integer(traffic.leaked), "struck": .object(struck),
        ]
        let file = try AtomicFile(folder: export.folder, name: "served.json")
        try file.write(json.text(pretty: true) + "\n")
        _ = try file.finish()
    }

    private func folder(_ path: String, _ context: CommandContext) throws -> RunFolder {
        try RunFolder.adopt(path, start: context.run.now(), name: "simulate", randomBytes: context.run.randomBytes)
    }
}
