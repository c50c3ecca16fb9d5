import AuditModel
import Settings
import Testing

/// YAML as text in, nodes with places or faults out.
struct SettingsNodeParsingTests {
    @Test func everyValueHasItsPlace() throws {
        let node = try SettingsNode(parsing: "a: 1\nb:\n  - x\n  - \"y\"\nc: {d: ~}\n", file: "f.yaml")
        guard case .map(let entries, let mark) = node else {
            Issue.record("no mapping")
            return
        }
        #expect(mark.text == "f.yaml:1:1")
        #expect(entries.map(\.key) == ["a", "b", "c"])
        #expect(entries.map(\.keyMark.text) == ["f.yaml:1:1", "f.yaml:2:1", "f.yaml:5:1"])
        #expect(entries.map(\.value.mark.text) == ["f.yaml:1:4", "f.yaml:3:3", "f.yaml:5:4"])
        guard case .list(let items, _) = entries[1].value, case .scalar("y", isPlain: false, let place) = items[1]
        else {
            Issue.record("no list")
            return
        }
        #expect(place.text == "f.yaml:4:5")
    }

    @Test func columnsCountCharactersAndAByteOrderMarkCountsNothing() throws {
        let node = try SettingsNode(parsing: "\u{FEFF}{ä€: 1, b: 2}", file: "f")
        guard case .map(let entries, _) = node else {
            Issue.record("no mapping")
            return
        }
        #expect(entries.map(\.keyMark.text) == ["f:1:2", "f:1:9"])
    }

    @Test func aliasesStandForWhatTheirAnchorMarks() throws {
        let map = try SettingsMap(try SettingsNode(parsing: "a: &x [1, 2]\nb: *x\n", file: "f"), in: "")
        #expect(try map.texts("b") == ["1", "2"])
    }

    @Test(arguments: [
        ("", "holds nothing", "f:1:1"), ("# only a comment\n", "holds nothing", "f:1:1"),
        ("a: 1\na: 2\n", "\"a\" stands twice", "f:1:1"), ("a: 1\n\"a\": 2\n", "\"a\" stands twice", "f:1:1"),
        ("a:\n\tb: 1\n", "not YAML", "f:2:1"), ("a: [1\n", "not YAML", "f:2:1"), ("a: 'x\n", "not YAML", "f:2:1"),
        ("a: 1\n---\nb: 2\n", "second document", "f:2:1"), ("a: *x\n", "not YAML", "f:1:4"),
        ("a: !env X\n", "YAML tag", "f:1:4"), ("a: !!int 5\n", "YAML tag", "f:1:4"),
        ("[a]: 1\n", "key must be", "f:1:1"),
        ("~: 1\n", "key must be", "f:1:1"), ("a: x\u{0}y\n", "control character stands here (U+0)", "f:1:5"),
        ("a: 1\r\nb: \u{1B}\r\n", "control character stands here (U+1B)", "f:2:4"),
        ("a: \u{FEFF}b\n", "control character", "f:1:4"),
    ])
    func mistakesHaveLineAndColumn(text: String, what: String, place: String) throws {
        let fault = try #require(throws: SettingsFault.self) { try SettingsNode(parsing: text, file: "f") }
        #expect(fault.problem.what.contains(what), "\(fault.problem)")
        #expect(fault.problem.place == place)
        #expect(fault.problem.code == "E-CONFIG" && fault.exitCode == 64)
    }

    @Test func tabsAreNamed() throws {
        let fault = try #require(throws: SettingsFault.self) { try SettingsNode(parsing: "a:\n\tb: 1\n", file: "f") }
        #expect(fault.problem.fix?.contains("tabs") == true)
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], "f:1:4"), ([0xFF, 0xFE, 0x61, 0x00], "f:1:1"),
            ([0x61, 0x3A, 0x20, 0x78, 0x0A, 0xC3], "f:2:1"),
        ] as [([UInt8], String)])
    func otherEncodingsAreRefused(bytes: [UInt8], place: String) throws {
        let fault = try #require(throws: SettingsFault.self) { try SettingsNode(bytes: bytes, file: "f") }
        #expect(fault.problem.what == "the file is not UTF-8" && fault.problem.place == place)
    }

    /// What would take a parser's time, memory or stack.
    enum Hostile: String, CaseIterable {
        case laughs, keyLaughs, flowDepth, blockDepth, listDepth, largeScalar, manyAliases, deepKeys, mergeLaughs

        var text: String {
            switch self {
            case .laughs: Self.bomb + "z: *x9\n"
            case .keyLaughs: Self.bomb + "? *x9\n: 1\n? *x8\n: 1\n"
            case .flowDepth: "a: " + String(repeating: "[", count: 500_000)
            case .blockDepth: (0..<900).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
            case .listDepth: String(repeating: "- ", count: 900) + "a\n"
            case .largeScalar: "a: " + String(repeating: "x", count: 100_000_000)
            case .manyAliases:
                "a: &a [" + String(repeating: "1,", count: 1000) + "]\nb: ["
                    + String(repeating: "*a,", count: 1000) + "]\n"
            case .deepKeys: String(repeating: "? ", count: 900) + "a\n"
            case .mergeLaughs: Self.bomb + "[*x9]: 1\n{a: *x9} : 2\n"
            }
        }

        private static let bomb =
            "x0: &x0 [lol]\n"
            + (1...9).map {
                "x\($0): &x\($0) [" + Array(repeating: "*x\($0 - 1)", count: 9).joined(separator: ",") + "]\n"
            }
            .joined()
    }

    @Test(arguments: Hostile.allCases)
    func hostileTextIsAFaultAndNoMore(_ hostile: Hostile) throws {
        let fault = try #require(throws: SettingsFault.self) { try SettingsNode(parsing: hostile.text, file: "f") }
        #expect(fault.problem.place != nil)
        #expect(fault.problem.what.utf8.count < 200)
    }
}
