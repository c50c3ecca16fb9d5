import AuditModel
import Settings
import Testing

/// Members of a mapping as values, or faults that say where and how.
struct SettingsMapTests {
    private enum Fruit: String, CaseIterable { case apple, pear }

    private static func map(_ text: String) throws -> SettingsMap {
        try SettingsMap(try SettingsNode(parsing: text, file: "f"), in: "a.b")
    }

    @Test func valuesOfEveryKindAreRead() throws {
        let map = try Self.map(
            """
            text: "12"
            integer: -12
            flag: true
            duration: 15m
            size: 2MiB
            day: 2026-11-14
            instant: 2026-11-14T02:00:00.5+02:00
            choice: pear
            one: x
            many: [x, 2]
            map: {a: 1}
            maps: [{a: 1}, {a: 2}]
            named: {x: {a: 1}, y: {}}
            secret: {env: TOKEN}
            empty: ~
            """)
        #expect(try map.text("text") == "12" && map.text("integer") == "-12" && map.integer("integer") == -12)
        #expect(try map.flag("flag") == true && map.duration("duration") == 900_000_000_000)
        #expect(try map.size("size") == 2 << 20)
        #expect(try map.instant("day") == 1_794_614_400_000_000_000)
        #expect(try map.instant("instant") == 1_794_614_400_500_000_000)
        #expect(try map.choice("choice", Fruit.self) == .pear)
        #expect(try map.texts("one") == ["x"] && map.texts("many") == ["x", "2"])
        #expect(try map.map("map")?.path == "a.b.map" && map.map("map")?.integer("a") == 1)
        #expect(try map.maps("maps")?.map(\.path) == ["a.b.maps[1]", "a.b.maps[2]"])
        #expect(try map.namedMaps("named")?.map(\.name) == ["x", "y"])
        #expect(try map.secret("secret") == .environment("TOKEN"))
        #expect(map.has("one") && !map.has("empty") && !map.has("other"))
        #expect(try map.text("empty") == nil && map.text("other") == nil && map.map("other") == nil)
        try map.finish()
    }

    @Test func nullIsAbsentForEveryGetter() throws {
        for null in ["", "~", "null", "NULL"] {
            let map = try Self.map("k: \(null)\n")
            #expect(try map.text("k") == nil && map.integer("k") == nil && map.flag("k") == nil)
            #expect(try map.duration("k") == nil && map.size("k") == nil && map.instant("k") == nil)
            #expect(try map.texts("k") == nil && map.map("k") == nil && map.maps("k") == nil)
            #expect(try map.namedMaps("k") == nil && map.secret("k") == nil && map.choice("k", Fruit.self) == nil)
        }
        #expect(try Self.map("k: \"null\"\n").text("k") == "null")
    }

    /// A getter, for tables.
    enum Getter {
        case text, integer, flag, duration, size, instant, choice, texts, map, maps, namedMaps

        func read(_ map: SettingsMap) throws {
            switch self {
            case .text: _ = try map.text("k")
            case .integer: _ = try map.integer("k")
            case .flag: _ = try map.flag("k")
            case .duration: _ = try map.duration("k")
            case .size: _ = try map.size("k")
            case .instant: _ = try map.instant("k")
            case .choice: _ = try map.choice("k", Fruit.self)
            case .texts: _ = try map.texts("k")
            case .map: _ = try map.map("k")
            case .maps: _ = try map.maps("k")
            case .namedMaps: _ = try map.namedMaps("k")
            }
        }
    }

    @Test(
        arguments: [
            ("k: [1]", .text, "one value is wanted, not a list"),
            ("k: {a: 1}", .text, "not a mapping"),
            ("k: \"5\"", .integer, "not the text \"5\""),
            ("k: 0x10", .integer, "not 0x10"), ("k: 1.5", .integer, "not 1.5"),
            ("k: 99999999999999999999", .integer, "a whole number is wanted"),
            ("k: yes", .flag, "true or false is wanted, not yes"),
            ("k: 5", .duration, "\"5\" is not a duration"),
            ("k: 5MB", .size, "\"5MB\" is not a size"),
            ("k: 2026-11-14T02:00:00", .instant, "is not a time"),
            ("k: peer", .choice, "\"peer\" is none of the values"),
            ("k: {a: 1}", .texts, "a list is wanted, not a mapping"),
            ("k: [[a]]", .texts, "an item is a list"),
            ("k: x", .map, "a.b.k must be a mapping, not a single value"),
            ("k: {a: 1}", .maps, "a list is wanted, not a mapping"),
            ("k: [x]", .maps, "a.b.k[1] must be a mapping"),
            ("k: {x: }", .namedMaps, "a.b.k.x must be a mapping, not nothing"),
        ] as [(String, Getter, String)])
    func otherFormsAreRefusedInTheirPlace(text: String, getter: Getter, what: String) throws {
        let map = try Self.map("first: 1\n" + text + "\n")
        let fault = try #require(throws: SettingsFault.self) { try getter.read(map) }
        #expect(fault.problem.what.contains(what) && fault.problem.what.contains("a.b.k"), "\(fault.problem)")
        #expect(fault.problem.place?.hasPrefix("f:2:") == true)
        #expect(fault.problem.fix != nil)
    }

    @Test func aNearbyWordIsSuggested() throws {
        let map = try Self.map("k: peer\n")
        let fault = try #require(throws: SettingsFault.self) { try map.choice("k", Fruit.self) }
        #expect(fault.problem.fix == "did you mean \"pear\"?" && fault.problem.means == "values: apple pear")
    }

    @Test func unknownKeysAreToldTogetherWithTheNearestKnownOne() throws {
        let map = try Self.map("clientsecret: 1\ntenant: x\nzzz: 2\n")
        _ = try map.text("tenant")
        _ = map.node("client_secret")
        let fault = try #require(throws: SettingsFault.self) { try map.finish() }
        #expect(fault.problems.map(\.what) == ["unknown key \"clientsecret\" in a.b", "unknown key \"zzz\" in a.b"])
        #expect(fault.problems.map(\.place) == ["f:1:1", "f:3:1"])
        #expect(fault.problems[0].fix == "did you mean \"client_secret\"?")
        #expect(fault.problems[1].means == "keys here: tenant client_secret")
        #expect(fault.problems[0].effect == nil)
        #expect(fault.problems[1].effect == "2 errors; nothing was read or contacted (exit 64)")
    }

    @Test func atMostTwentyAreToldAndAllAreCounted() throws {
        let map = try Self.map((1...30).map { "k\($0): 1\n" }.joined())
        let fault = try #require(throws: SettingsFault.self) { try map.finish() }
        #expect(fault.problems.count == 20)
        #expect(fault.problems.last?.effect?.hasPrefix("30 errors; ") == true)
        #expect(fault.problem.effect?.hasPrefix("30 errors; ") == true)
    }

    @Test func entriesCountAsRead() throws {
        let map = try Self.map("b: 1\na: 2\n")
        #expect(map.entries().map(\.key) == ["b", "a"])
        try map.finish()
    }

    @Test func aFaultStandsAtItsMemberOrAtTheMapping() throws {
        let map = try Self.map("a: 1\nb: 2\n")
        #expect(map.fault("b", "odd", fix: nil).problem.place == "f:2:4")
        #expect(map.fault("c", "odd", fix: nil).problem.place == "f:1:1")
        #expect(map.fault(nil, "odd", fix: "f").problem.what == "a.b: odd")
    }

    @Test(arguments: ["", "[1]", "x"]) func onlyMappingsAreMappings(text: String) throws {
        let fault = try #require(throws: SettingsFault.self) { try Self.map(text) }
        #expect(fault.problem.place == "f:1:1")
    }

    @Test func longValuesAreCutInMessages() throws {
        let map = try Self.map("k: " + String(repeating: "x", count: 1000) + "\n")
        let fault = try #require(throws: SettingsFault.self) { try map.duration("k") }
        #expect(fault.problem.what.count < 80)
    }
}
