import AuditModel
import ByteScan
import CByteScan
import TestKit
import Testing

/// The vector kernels of both instruction sets against the plain path: same keys, counts and irregular records.
@Suite(.serialized) struct KeyExtractorTests {
    static let sets: [(name: String, isNarrow: Int32)] = [("best", 0), ("narrow", 1)]

    private func expectSame(_ text: [UInt8], _ set: (name: String, isNarrow: Int32)) {
        cbs_prefer_narrow(set.isNarrow)
        defer { cbs_prefer_narrow(0) }
        for kind in ScanSnapshot.Kind.allCases {
            let quick = ScanSnapshot(text, kind, usesKernels: true)
            let plain = ScanSnapshot(text, kind, usesKernels: false)
            #expect(
                quick == plain,
                "\(set.name) \(kind): \(String(decoding: text.prefix(2000), as: UTF8.self).debugDescription)")
        }
    }

    @Test(arguments: [0, 1]) func everyFixture(_ set: Int) {
        for text in ScanTexts.fixtures + ScanTexts.crafted.map({ Array($0.utf8) }) { expectSame(text, Self.sets[set]) }
    }

    @Test func dataBesideThePackage() throws {
        let files = FixtureTexts.shared("", ending: ".json") + FixtureTexts.shared("", ending: ".csv")
        for path in files.enumerated().filter({ $0.offset % 16 == 0 }).map(\.element) {
            expectSame(Array(try ScanTexts.unpacked(path).prefix(64 << 10)), Self.sets[0])
        }
    }

    @Test(arguments: [0, 1]) func mutatedText(_ set: Int) {
        var mutator = TextMutator(seed: 41)
        let crafted = ScanTexts.crafted.map { Array($0.utf8) }
        for round in 0..<1500 {
            let text =
                crafted[round % crafted.count] + [0x0A] + mutator.piece(of: crafted[round * 7 % crafted.count], 200)
            expectSame(mutator.mutated(text), Self.sets[set])
            expectSame(mutator.edges(200), Self.sets[set])
        }
        for text in ScanTexts.fixtures {
            for _ in 0..<6 { expectSame(mutator.mutated(mutator.piece(of: text, 1500)), Self.sets[set]) }
        }
    }

    /// Shifts each text over a word's edge.
    @Test func everyAlignment() {
        for text in ScanTexts.crafted {
            for shift in 0..<66 {
                expectSame([UInt8](repeating: 0x20, count: shift) + Array(text.utf8), Self.sets[shift & 1])
            }
        }
    }

    @Test func recordsLargerThanTheTokenBuffer() {
        let filler = String(repeating: "x", count: 300 << 10)
        let broken = #"{"Id":"outer","AuditData":"{\"Id\":\"inner\",\"big\":\"\#(filler)\",\"cut"}"#
        let snapshot = ScanSnapshot(Array(broken.utf8), .lines, usesKernels: true)
        #expect(snapshot.keys.count == 1 && snapshot.irregular.isEmpty)
        for text in [broken, #"{"f":"\#(filler)","Id":"late"}"#] { expectSame(Array(text.utf8), Self.sets[0]) }
    }
}

/// What becomes of ids and records that are hard to read.
@Suite struct HardRecordTests {
    private func read(_ text: [UInt8], usesKernels: Bool = true) -> KeyExtractor {
        var plan = ExtractionPlan()
        plan.fields = [.json([.key("Id")])]
        plan.ids = [[.init(field: 0)]]
        let extractor = KeyExtractor(
            plan: plan, separator: nil, hasher: IDHasher(key0: 1, key1: 2), scopes: ScopeTable(),
            usesKernels: usesKernels)
        extractor.begin(file: 0)
        extractor.readLines(text.span, at: 0)
        return extractor
    }

    private func hash(_ id: String) -> IDHash? { IDHasher(key0: 1, key1: 2).hash(Array(id.utf8).span) }

    @Test(arguments: [
        (#"{"Id":9223372036854775807}"#, "9223372036854775807"),
        (#"{"Id":9223372036854775806}"#, "9223372036854775806"),
        (#"{"Id":-1.50E+3}"#, "-1.50E+3"), (#"{"Id":"\u00e9"}"#, "\u{e9}"), (#"{"Id":"\ud83d\ude00"}"#, "\u{1F600}"),
        (#"{"Id":"\ud83d"}"#, "\u{FFFD}"), (#"{"Id":" a "}"#, "a"), ("{\"Id\":\"a\u{0}b\"}", "a\u{0}b"),
        (#"{"Id":"a\u0000b"}"#, "a\u{0}b"), (#"{"Id":["x","y"]}"#, "x"), (#"{"Id":"first","Id":"second"}"#, "first"),
    ])
    func idsAreTheirText(_ record: String, _ id: String) {
        for usesKernels in [true, false] {
            let extractor = read(Array(record.utf8), usesKernels: usesKernels)
            #expect(extractor.keys.map(\.hash) == [hash(id)], "\(record)")
        }
    }

    @Test func longNumbersKeepEveryDigit() {
        let digits = String(repeating: "1234567890", count: 40)
        let ids = [digits, digits + "1", digits.dropLast() + "1"]
        let extractor = read(Array(ids.map { "{\"Id\":\($0)}\n" }.joined().utf8))
        #expect(
            extractor.keys.map(\.hash) == ids.map { hash(String($0)) } && Set(extractor.keys.map(\.hash)).count == 3)
    }

    @Test(arguments: [
        #"{"Id":null}"#, #"{"Id":""}"#, #"{"Id":"  "}"#, #"{"Id":{"a":1}}"#, #"{"Id":[]}"#, #"{"id":"x"}"#,
    ])
    func ids(thatAreNone record: String) {
        let extractor = read(Array(record.utf8))
        #expect(extractor.keys.isEmpty && extractor.tally.truncated == 0)
        #expect(extractor.irregular.map(\.kind) == [.unidentified(.noID)])
    }

    @Test func bytesInStringsAreCountedNotRefused() {
        let extractor = read(
            Array("{\"Id\":\"a\",\"x\":\"\u{1}\"}\n{\"Id\":\"b\",\"x\":\"".utf8) + [0xFF] + Array("\"}\n".utf8))
        #expect(extractor.keys.count == 2 && extractor.tally.controlBytes == 1 && extractor.tally.badUTF8 == 1)
    }

    @Test(arguments: [true, false]) func deepNesting(_ usesKernels: Bool) {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep =
                String(repeating: open, count: 100_000) + (open == "[" ? "" : "1")
                + String(repeating: close, count: 100_000)
            let text = "{\"Id\":\"a\",\"x\":\(deep)}\n{\"Id\":\"b\",\"x\":\(deep.dropLast())}\n"
            let extractor = read(Array(text.utf8), usesKernels: usesKernels)
            #expect(extractor.keys.map(\.hash) == [hash("a")] && extractor.tally.truncated == 1)
        }
    }

    @Test(arguments: [
        "01", "1.", ".5", "+1", "-", "1e", "1e+", "0x1", "NaN", "Infinity", "True", "nul", "truee", "\"\\x\"",
        "\"\\u12g4\"", "'a'",
        "1 2", "{a:1}", "{\"a\" 1}", "{\"a\":1,}", "[1,]", "[,]", "[1 2]", "\u{feff}1", "1\u{c}", "1\u{b}",
    ])
    func notJSON(_ value: String) {
        for usesKernels in [true, false] {
            let extractor = read(Array("{\"Id\":\"a\",\"x\":\(value)}".utf8), usesKernels: usesKernels)
            #expect(extractor.keys.isEmpty && extractor.tally.truncated == 1)
        }
    }

    @Test(arguments: [
        "0", "-0", "1.5", "1e5", "-1E-5", "true", "false", "null", "\"\\u12aB\\b\\f\\n\\r\\t\\/\\\\\\\"\"", " [ ] ",
        "\t{\r}",
    ])
    func isJSON(_ value: String) {
        for usesKernels in [true, false] {
            let extractor = read(Array("{\"Id\":\"a\",\"x\":\(value)}".utf8), usesKernels: usesKernels)
            #expect(extractor.keys.count == 1 && extractor.tally.truncated == 0)
        }
    }
}
