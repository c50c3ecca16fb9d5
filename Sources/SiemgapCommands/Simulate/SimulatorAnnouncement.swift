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

    /// The hosts' sources and SIEMs, what the SIEMs exported, and an audit of each.
    private var configuration: String {
        let siems = exports.map { "  export-\($0.source): {type: file, path: \(JSONValue.string($0.path).text())}\n" }
        let live = host.configuration.siems.map(\.name)
        var audits = exports.map { export in
            let name = name(of: export)
            let siem = live.first { $0 == "siem-\(export.source)" } ?? "export-\(export.source)"
            return "  \(export.source): {source: \(name), siem: \(siem)}\n"
        }
        if exports.isEmpty {
            audits = zip(host.configuration.sources, live).map { "  \($0.name): {source: \($0.name), siem: \($1)}\n" }
        }
        var text = host.configuration.text
        if !siems.isEmpty { text += (live.isEmpty ? "siems:\n" : "") + siems.joined() }
        if !audits.isEmpty { text += "audits:\n" + audits.joined() }
        return text
    }
}
