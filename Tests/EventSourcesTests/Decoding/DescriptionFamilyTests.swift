import Settings
import Testing

@testable import EventSources

/// Descriptions that take members from what their family shares.
struct DescriptionFamilyTests {
    private static let families: [(name: String, text: [UInt8])] = [
        ("base", Array("a: 1\nm: {x: 1, y: 1}\nl: [1, 2]".utf8)),
        ("middle", Array("extends: base\nm: {y: 2}\nb: 2".utf8)),
        ("circle", Array("extends: circle".utf8)),
    ]

    private func texts(_ text: String) throws -> [String] {
        let node = try DescriptionFamily.node(Array(text.utf8), file: "own.yaml", families: Self.families)
        return try SettingsMap(node, in: "").entries().map { "\($0.key)=\(Self.text($0.value))" }
    }

    private static func text(_ node: SettingsNode) -> String {
        switch node {
        case .scalar(let text, _, _): text
        case .list(let nodes, _): "[\(nodes.map(text).joined(separator: ","))]"
        case .map(let entries, _): "{\(entries.map { "\($0.key):\(text($0.value))" }.joined(separator: ","))}"
        }
    }

    @Test func ownMembersWinAndMappingsAreJoined() throws {
        #expect(
            try texts("extends: base\nm: {y: 3, z: 3}\nl: [9]\nc: 3") == ["a=1", "m={x:1,y:3,z:3}", "l=[9]", "c=3"])
    }

    @Test func familiesExtendOthers() throws {
        #expect(try texts("extends: middle\nb: 3") == ["a=1", "m={x:1,y:2}", "l=[1,2]", "b=3"])
    }

    @Test func textWithoutAFamilyStaysAsItIs() throws { #expect(try texts("c: 1\na: 2") == ["c=1", "a=2"]) }

    @Test(arguments: ["nothing", "circle", "[base]"])
    func unknownFamilyIsAFault(_ name: String) {
        #expect(throws: SettingsFault.self) { try texts("extends: \(name)") }
    }
}
