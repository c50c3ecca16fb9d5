import AuditModel
import Simulators

/// What a person has to know to use a simulator that runs.
struct SimulatorAnnouncement {
    /// What the SIEM behind a source's faulty collector holds.
    struct Export {
        let source: String
        /// Path of the file, as the person would write it.
        let path: String
    }

    let host: SimulatorHost
    let exports: [Export]

    /// Lines that a shell can run, and a configuration to copy.
    var text: String {
        var lines = ["# \(host.scenario.name), seed \(host.scenario.seed): \(host.address) until Ctrl-C", ""]
        lines += host.configuration.environment.map { "export \($0.name)='\($0.value)'" }
        lines += ["", "# siemgap.yaml", configuration]
        return lines.joined(separator: "\n")
    }

    /// The same as one JSON document.
    var json: String {
        let environment = host.configuration.environment.map { JSONValue.Member($0.name, .string($0.value)) }
        let document: JSONValue = [
            "schema_version": .string("1.0"), "scenario": .string(host.scenario.name),
            "seed": .string(String(host.scenario.seed)), "address": .string(host.address),
            "environment": .object(environment), "configuration": .string(configuration),
            "exports": .object(exports.map { .init($0.source, .string($0.path)) }),
        ]
        return document.text(pretty: true) + "\n"
    }

    /// The name under which the configuration holds the source.
    private func name(of export: Export) -> String {
        let entry = host.configuration.sources.first { $0.keys.contains(.init("type", export.source)) }
        return entry?.name ?? export.source
    }

    /// The hosts' sources, and what their SIEMs exported.
    private var configuration: String {
        guard !exports.isEmpty else { return host.configuration.text }
        let siems = exports.map { "  siem-\($0.source): {type: file, path: \(JSONValue.string($0.path).text())}\n" }
        let audits = exports.map { "  \($0.source): {source: \(name(of: $0)), siem: siem-\($0.source)}\n" }
        return host.configuration.text + "siems:\n" + siems.joined() + "audits:\n" + audits.joined()
    }
}
