import AuditModel
import Reports
import Settings

/// What the `config` commands say.
enum ConfigurationText {
    /// What a valid configuration holds.
    static func found(_ configuration: Configuration, as format: CommonOptions.Format) -> String {
        switch format {
        case .json: json(configuration)
        case .plain: plain(configuration)
        case .human, .ndjson, .markdown, .junit, .github, .csv: human(configuration)
        }
    }

    /// That a file was written.
    static func written(_ path: String, as format: CommonOptions.Format) -> String {
        switch format {
        case .json:
            (["schema_version": .string("1.0"), "written": .string(path)] as JSONValue).text(pretty: true) + "\n"
        case .plain: "config\twritten\t\(Escaping.plain(path))\n"
        case .human, .ndjson, .markdown, .junit, .github, .csv:
            "wrote \(Escaping.terminal(path)); siemgap config validate checks it\n"
        }
    }

    private static func human(_ configuration: Configuration) -> String {
        let rows =
            configuration.sources.map { ("source", $0.name, $0.type) }
            + configuration.siems.map { ("siem", $0.name, $0.type) }
            + configuration.audits.map { ("audit", $0.name, "\(list($0.source)) against \(list($0.siem))") }
        let width = rows.map(\.1.count).max() ?? 0
        let lines = rows.map { kind, name, words in
            " \(pad(kind, 6))  \(pad(name, width))  \(Escaping.terminal(words))\n"
        }
        return "\(Escaping.terminal(configuration.file)) is valid\n" + lines.joined()
    }

    private static func plain(_ configuration: Configuration) -> String {
        let rows =
            [["config", "valid", configuration.file]] + configuration.sources.map { ["source", $0.name, $0.type] }
            + configuration.siems.map { ["siem", $0.name, $0.type] }
            + configuration.audits.map { ["audit", $0.name, list($0.source), list($0.siem)] }
        return rows.map { $0.map(Escaping.plain).joined(separator: "\t") + "\n" }.joined()
    }

    private static func json(_ configuration: Configuration) -> String {
        let sources = configuration.sources.map { entry($0.name, [.init("type", .string($0.type))]) }
        let siems = configuration.siems.map { entry($0.name, [.init("type", .string($0.type))]) }
        let audits = configuration.audits.map { audit in
            entry(audit.name, [.init("source", texts(audit.source)), .init("siem", texts(audit.siem))])
        }
        let object: JSONValue = [
            "schema_version": .string("1.0"), "file": .string(configuration.file), "valid": .bool(true),
            "sources": .array(sources), "siems": .array(siems), "audits": .array(audits),
        ]
        return object.text(pretty: true) + "\n"
    }

    private static func entry(_ name: String, _ members: [JSONValue.Member]) -> JSONValue {
        .object([.init("name", .string(name))] + members)
    }

    private static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    private static func list(_ specs: [String]) -> String { specs.joined(separator: ", ") }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
