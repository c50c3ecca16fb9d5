import AuditModel
import FileAccess
import Settings
import Simulators

/// Finds the scenario a person named.
enum ScenarioChoice {
    /// The scenario in a file, else the built-in one of that name; with another seed if one is given.
    static func named(_ name: String, seed: UInt64? = nil) throws -> Scenario {
        var scenario = try file(name) ?? builtIn(name)
        if let seed { scenario.seed = seed }
        return scenario
    }

    private static func file(_ path: String) throws -> Scenario? {
        guard Scenario.builtIn(path) == nil, FileKind.of(path) == .file else { return nil }
        let node = try SettingsNode(bytes: FileText.read(path, most: 1 << 20), file: path)
        let stem = path.split(separator: "/").last.map { $0.split(separator: ".").first.map(String.init) ?? "" }
        return try Scenario(node: node, name: stem ?? path)
    }

    private static func builtIn(_ name: String) throws(UsageFault) -> Scenario {
        if let scenario = Scenario.builtIn(name) { return scenario }
        let names = Scenario.builtIn.map(\.name)
        let nearest = NearestWord.find(name, among: names)
        throw UsageFault(
            code: "E-SCENARIO", "there is no scenario \"\(name)\"",
            means: "neither a built-in one nor a file has this name",
            fix: nearest.map { "did you mean \($0)?" } ?? "use one of: \(names.joined(separator: " "))")
    }
}
