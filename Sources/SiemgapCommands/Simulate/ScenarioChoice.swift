import AuditModel
import Simulators

/// Finds the scenario a person named.
enum ScenarioChoice {
    /// The built-in scenario of that name, with another seed if one is given.
    static func named(_ name: String, seed: UInt64? = nil) throws(UsageFault) -> Scenario {
        guard var scenario = Scenario.builtIn(name) else {
            let names = Scenario.builtIn.map(\.name)
            let nearest = NearestWord.find(name, among: names)
            throw UsageFault(
                code: "E-SCENARIO", "there is no scenario \"\(name)\"",
                fix: nearest.map { "did you mean \($0)?" } ?? "use one of: \(names.joined(separator: " "))")
        }
        if let seed { scenario.seed = seed }
        return scenario
    }
}
