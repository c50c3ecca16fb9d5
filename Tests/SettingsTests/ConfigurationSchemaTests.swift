import AuditModel
import Foundation
import Settings
import Testing

/// The schema and the reader know the same keys.
struct ConfigurationSchemaTests {
    /// A mapping the reader closes: where the schema has it, and a file with the key `zzz` there.
    struct Place: Sendable, CustomTestStringConvertible {
        let schema: [String]
        let text: String

        var testDescription: String { schema.joined(separator: ".") }
    }

    private static let audit = "schema: 1\naudits: {a: {source: ./a, siem: ./b, "

    static let places = [
        Place(schema: [], text: "schema: 1\nzzz: 1"),
        Place(schema: ["properties", "network"], text: "schema: 1\nnetwork: {zzz: 1}"),
        Place(schema: ["properties", "network", "properties", "ca"], text: "schema: 1\nnetwork: {ca: {zzz: 1}}"),
        Place(schema: ["properties", "recordings"], text: "schema: 1\nrecordings: {zzz: 1}"),
        Place(schema: ["$defs", "audit"], text: audit + "zzz: 1}}"),
        Place(schema: ["$defs", "watch"], text: audit + "watch: [{name: x, where: {user: x}, zzz: 1}]}}"),
        Place(
            schema: ["$defs", "accept"],
            text: audit + "accept: [{to: 2026-01-01, reason: r, owner: o, until: 2027-01-01, zzz: 1}]}}"),
        Place(
            schema: ["$defs", "siem", "allOf", "0", "then"],
            text: "schema: 1\nsiems: {a: {type: file, path: x, zzz: 1}}"),
        Place(
            schema: ["$defs", "siem", "allOf", "1", "then"],
            text: "schema: 1\nsiems: {a: {type: none, deliver: {type: hec}, zzz: 1}}"),
    ]

    private static func value(_ path: [String], sources: [String: JSONValue] = [:]) throws -> Any {
        let text = ConfigurationSchema.text(sources: sources, siems: [:])
        var value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        for step in path {
            if let list = value as? [Any], let index = Int(step) {
                value = list[index]
            } else {
                value = try #require((value as? [String: Any])?[step])
            }
        }
        return value
    }

    @Test(arguments: places) func readerAndSchemaKnowTheSameKeys(place: Place) throws {
        let fault = try #require(throws: SettingsFault.self) { try ConfigurationTexts.read(place.text) }
        let means = try #require(fault.problem.means)
        let read = Set(means.replacing("keys here: ", with: "").split(separator: " ").map(String.init))
        let properties = try #require(try Self.value(place.schema + ["properties"]) as? [String: Any])
        // A type of SIEM that is not sent to takes no deliver; the schema lets every type have it.
        #expect(Set(properties.keys) == read)
        #expect(try Self.value(place.schema + ["additionalProperties"]) as? Bool == false)
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let text = ConfigurationSchema.text(sources: [:], siems: [:])
        let definitions = try #require(try Self.value(["$defs"]) as? [String: Any])
        let references = text.matches(of: /"#\/\$defs\/([a-z]+)"/).map { String($0.1) }
        // Only the keys of types refer to secrets.
        #expect(Set(references + ["secret"]) == Set(definitions.keys))
        #expect(try Self.value(["$schema"]) as? String == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test func typesThatAreGivenAreTheOnlyOnes() throws {
        let fragment = ConfigurationSchema.closed([.init("tenant", ["type": .string("string")])], required: ["tenant"])
        let sources = ["b": fragment, "a": fragment]
        let names = try Self.value(["$defs", "source", "properties", "type", "enum"], sources: sources)
        #expect(names as? [String] == ["a", "b"])
        let path = ["$defs", "source", "allOf", "1", "then", "properties"]
        let properties = try #require(try Self.value(path, sources: sources) as? [String: Any])
        #expect(Set(properties.keys) == ["type", "tenant"])
        #expect(!ConfigurationSchema.text(sources: [:], siems: [:]).contains("\"allOf\": []"))
        let open = try Self.value(["$defs", "source", "properties", "type", "type"])
        #expect(open as? String == "string")
    }

    @Test func theStarterFileIsValid() throws {
        let read = try ConfigurationTexts.read(ConfigurationStarter.text)
        #expect(read.sources.map(\.name) == ["m365"] && read.audits.map(\.name) == ["weekly"])
    }

    /// Each commented line of the starter file that is a setting is one the reader takes.
    @Test func whatTheStarterFileSuggestsIsValid() throws {
        let lines = ConfigurationStarter.text.split(separator: "\n", omittingEmptySubsequences: false)
        let settings = lines.map { line in
            let parts = line.split(separator: "# ", maxSplits: 1, omittingEmptySubsequences: false)
            let isSetting =
                parts.count == 2 && parts[0].allSatisfy { $0 == " " }
                && parts[1].prefixMatch(of: /(  - \{|[a-z_]+:( |$))/) != nil && !parts[1].contains("$schema")
                && !parts[1].hasPrefix("network: {connect")
            return isSetting ? String(parts[0] + parts[1]) : String(line)
        }
        let text = settings.joined(separator: "\n")
        #expect(text.contains("\n    accept:\n      - {where") && text.contains("\nnetwork: {proxy"))
        let read = try ConfigurationTexts.read(text)
        #expect(read.network.authorities == ["company.pem"] && read.audits[0].accept.count == 1)
    }
}
