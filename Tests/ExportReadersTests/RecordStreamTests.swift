import ByteScan
import ExportReaders
import TestKit
import Testing

/// Records do not depend on how the bytes arrive.
@Suite struct RecordStreamTests {
    struct Case: Sendable {
        let layout: RecordFile.Layout
        let text: String
        let count: Int
    }

    private static let forms = EnvelopeTable.all
    private static let rows = RecordFile.Layout.rows(separator: UInt8(ascii: ","))

    static let cases = [
        Case(layout: .lines, text: "{\"a\":1}\n\n{\"a\":\"\\\"\"}\r\nx {\"b\":2}\n{\"cut", count: 4),
        Case(
            layout: .values, text: " {\"a\":\"}\\\\\"}\n[1,{\"]\":2}] 12\n\"s\\\"\" true{\"x\":1}\u{1e}{\n\"y\":\"\\",
            count: 7),
        Case(layout: .values, text: "{\"a\":1},{\"b\":2}]]x,", count: 4),
        Case(layout: .elements(forms), text: "[{\"a\":1},\n {\"b\":[2,\"]\"]} , null,3,\"x\"\n]\n", count: 4),
        Case(
            layout: .elements(forms),
            text:
                "{\"count\":2,\"value\":[{\"a\":\"\\\\\"},{\"b\":{}}],\"@x\":[{}]}\n{\"value\":[{\"c\":1}]} {\"other\":5} nul \"s\"",
            count: 6),
        Case(layout: .elements(forms), text: "{\"value\":[{\"a\":1} {\"b\":2},,{\"c\":3},]} [] }", count: 4),
        Case(layout: .elements(forms), text: "{\"hits\":{\"hits\":[{\"_id\":1},{\"_id\":\"cu", count: 2),
        Case(layout: rows, text: "a,b\r\n\"x\n\"\"y\",2\n\n3\"4,\"5\"6\n,\n\"open,\n1", count: 5),
        Case(layout: rows, text: "1,\"{\"\"a\"\":\"\"b\nc\"\"}\"\n2,\"\"\n", count: 2),
    ]

    private func file(_ text: [UInt8], _ layout: RecordFile.Layout, _ folder: ScratchFolder) throws -> RecordFile {
        try folder.write(String(decoding: text, as: UTF8.self), to: "text")
        var file = RecordFile(path: folder.path + "/text", name: "text")
        file.layout = layout
        return file
    }

    @Test(arguments: cases) func everyBlockSize(_ test: Case) throws {
        let folder = try ScratchFolder()
        let file = try file(Array(test.text.utf8), test.layout, folder)
        let whole = try StreamedFile(file)
        #expect(whole.records.count == test.count)
        for size in 1...test.text.utf8.count { #expect(try StreamedFile(file, blockSize: size) == whole, "\(size)") }
    }

    @Test func everyBlockSizeOfMutatedText() throws {
        var mutator = TextMutator(seed: 5)
        let folder = try ScratchFolder()
        for round in 0..<120 {
            let test = Self.cases[round % Self.cases.count]
            let text = mutator.mutated(Array(test.text.utf8)).filter { $0 < 0x80 }
            let file = try file(text, test.layout, folder)
            let whole = try StreamedFile(file)
            for size in [1, 2, 3, 5, 8, 13, 21, 34] {
                let name = "\(size) \(String(decoding: text, as: UTF8.self).debugDescription)"
                #expect(try StreamedFile(file, blockSize: size) == whole, "\(name)")
            }
        }
    }

    @Test(arguments: FixtureTexts.files.filter { !$0.contains("row-cap") }) func fixtures(_ path: String) throws {
        guard let file = try RecordFile.told(path) else { return }
        let whole = try StreamedFile(file)
        let length = try RecordFile.unpacked(path).count
        let sizes = [1, 2, 3, 7, 61, 64, 127, 509, 1021, 4093, length - 1, length, length + 1]
        for size in sizes where size > 0 && length / size < 20_000 {
            #expect(try StreamedFile(file, blockSize: size) == whole, "\(size)")
        }
    }

    @Test(arguments: [
        (RecordFile.Layout.lines, "", "\n", ""), (.values, "", "\n", ""), (.elements(forms), "[", ",", "]"),
        (.elements(forms), "{\"value\":[", ",", "]}"), (rows, "", "\n", ""),
    ])
    func recordsThatAreTooLong(_ layout: RecordFile.Layout, _ start: String, _ separator: String, _ end: String) throws
    {
        let folder = try ScratchFolder()
        let (short, long) = (#"{"a":"\\"}"#, "{\"a\":\"\(String(repeating: "\\\\", count: 150))\"}")
        for order in [
            [short, long, short, short], [long, short, long], [short, short, long], [short, long, long, short, short],
        ] {
            let text =
                start + order.joined(separator: separator) + (layout == .lines || layout == Self.rows ? "\n" : "") + end
            let file = try file(Array(text.utf8), layout, folder)
            for size in 1...64 {
                let read = try StreamedFile(file, blockSize: size, longestRecord: 64)
                let isLong = read.records.map { $0.kind == .unidentified(.tooLong) }
                #expect(isLong == order.map { $0 == long }, "\(size) \(text)")
                #expect(read.cut == CutEnding())
            }
        }
    }

    @Test func aLongValueBesideAnEnvelope() throws {
        let folder = try ScratchFolder()
        let long = "{\"x\":\"\(String(repeating: "y", count: 300))\"}"
        let file = try file(Array("[{\"a\":1}]\n\(long)\n[{\"b\":2}]".utf8), .elements(Self.forms), folder)
        for size in 1...64 {
            let read = try StreamedFile(file, blockSize: size, longestRecord: 64)
            #expect(read.records.map(\.kind) == [.unidentified(.noID), .unidentified(.tooLong), .unidentified(.noID)])
        }
    }

    @Test(arguments: [
        "{\"value\":[{}] \"x\" 5}", "{\"count\":nul,\"value\":[{}]}", "{\"value\":[{},]}", "[{} {}]", "[,{}]", "[{}]]",
    ])
    func envelopesMustBeJSON(_ text: String) throws {
        let folder = try ScratchFolder()
        let read = try StreamedFile(try file(Array(text.utf8), .elements(Self.forms), folder))
        withExtendedLifetime(folder) {}
        #expect(read.cut.malformedAt != nil || read.records.contains { $0.kind == .unidentified(.notJSON) })
    }
}
