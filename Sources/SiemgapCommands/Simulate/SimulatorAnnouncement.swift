import AuditModel
import Simulators

/// What a person has to know to use a simulator that runs.
struct SimulatorAnnouncement {
    /// What the SIEM behind a source's faulty collector holds.
    struct Export {
        let source: String
        /// As the person would write it.
        let folder: String
        let fileName: String

        /// Path of the file, as the person would write it.
        var path: String { folder + "/" + fileName }
    }

    let host: SimulatorHost
    let exports: [Export]
    /// Folder of what a trail delivered, as the person would write it; nil where there is none.
    let trail: String?

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
            "faults": .object(faults.map { .init($0.source, .array($0.possible.map { .string($0.rawValue) })) }),
            "exports": .object(exports.map { .init($0.source, .string($0.path)) }),
        ]
        return document.text(pretty: true) + "\n"
    }

    /// The name under which the configuration holds the source.
    private func name(of export: Export) -> String {
        let entry = host.configuration.sources.first { $0.keys.contains(.init("type", export.source)) }
        return entry?.name ?? export.source
    }

    /// What can happen to each source, by number.
    private var faults: [(source: String, possible: [FaultCode])] {
        var faults = host.scenario.tenant.sources.map { ($0, ServiceCatalogue.entry($0)?.faults ?? []) }
        if trail != nil { faults.append((ServiceCatalogue.trailSource, ServiceCatalogue.trailFaults)) }
        return faults.map { source, possible in (source, FaultCode.allCases.filter(possible.contains)) }
    }

    /// The source that reads what a trail delivered.
    private var trailEntry: [String] {
        guard let trail else { return [] }
        let (path, keys) = (JSONValue.string(trail).text(), JSONValue.string(trail + "/public-keys.json").text())
        return ["trail: {type: \(ServiceCatalogue.trailSource), path: \(path), public_keys: \(keys)}"]
    }

    /// The hosts' sources and SIEMs, what the SIEMs exported, and an audit of each.
    private var configuration: String {
        let files = exports.map { "export-\($0.source): {type: file, path: \(JSONValue.string($0.path).text())}" }
        let live = host.configuration.siems.map(\.name)
        func siem(_ source: String) -> String { live.first { $0 == "siem-\(source)" } ?? "export-\(source)" }
        var audits = exports.map { "  \($0.source): {source: \(name(of: $0)), siem: \(siem($0.source))}\n" }
        if exports.isEmpty {
            audits = zip(host.configuration.sources, live).map { "  \($0.name): {source: \($0.name), siem: \($1)}\n" }
        }
        if trail != nil {
            let siem = siem(ServiceCatalogue.trailedSource)
            audits.append("  \(ServiceCatalogue.trailSource): {source: trail, siem: \(siem)}\n")
        }
        let text = host.configuration.text(moreSources: trailEntry, moreSIEMs: files)
        return text + (audits.isEmpty ? "" : "audits:\n" + audits.joined())
    }
}
