import Foundation
import SIEMStores
import Simulators
import Testing

/// The configuration that a simulator prints, checked as a person checks it.
struct LiveConfigurationTests {
    @Test(arguments: StoreRegistry.types) func everySIEMThatCanBeAskedIsValidAndInTheSchema(_ kind: String) async throws
    {
        let scene = try await AskingScene("graph-sign-ins", events: 5, siem: SIEMPlan(kind: kind))
        let valid = try await scene.run(["config", "validate"])
        #expect(valid.status == 0 && valid.output.contains("siem\tsiem-graph-sign-ins\t\(kind)\n"), "\(valid.errors)")
        let schema = try await scene.run(["config", "schema"])
        let own = try #require(try Self.schema(of: kind, in: schema.output))
        let keys = scene.host.configuration.siems[0].keys.map(\.name)
        #expect(Set(keys).isSubset(of: own.keys), "\(keys) of \(own.keys)")
        #expect(own.required.isSubset(of: keys) && !own.required.isEmpty)
        try await scene.host.stop()
    }

    /// The keys of a SIEM's entry that the schema takes, and those it wants.
    private static func schema(of kind: String, in text: String) throws -> (keys: Set<String>, required: Set<String>)? {
        let whole = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let cases = value(whole, "$defs", "siem", "allOf") as? [Any] ?? []
        let own = cases.first { value($0, "if", "properties", "type", "const") as? String == kind }
        guard let own, let keys = value(own, "then", "properties") as? [String: Any] else { return nil }
        return (Set(keys.keys), Set(value(own, "then", "required") as? [String] ?? []))
    }

    private static func value(_ json: Any, _ path: String...) -> Any? {
        path.reduce(json) { ($0 as? [String: Any])?[$1] as Any }
    }

    @Test func aMistakeInASIEMsEntryIsToldWithItsPlace() async throws {
        let scene = try await AskingScene(
            "graph-sign-ins", events: 5, siem: SIEMPlan(kind: "splunk"), settings: ["serach: index=x"])
        let found = try await scene.run(["config", "validate"])
        #expect(found.status == 64 && found.errors.contains("serach") && found.errors.contains("siemgap.yaml:"))
        try await scene.host.stop()
    }
}
