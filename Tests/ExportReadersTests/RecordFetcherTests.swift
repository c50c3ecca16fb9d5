import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import TestKit
import Testing

/// Single records, read again by their positions.
@Suite struct RecordFetcherTests {
    @Test(arguments: FixtureTexts.files.filter { !$0.contains("row-cap") }) func everyRecord(_ path: String) throws {
        guard let file = try RecordFile.told(path) else { return }
        let text = try RecordFile.unpacked(path, file.encoding)
        let records = try StreamedFile(file).records
        let fetcher = RecordFetcher(files: [file], longestRecord: 64 << 20)
        for record in records.filter({ $0.kind != .control }) + records.suffix(2).reversed() + records.prefix(1) {
            let fetched = try fetcher.withRecord(at: RecordPosition(file: 0, offset: record.offset)) { bytes in
                bytes.indices.map { bytes[$0] }
            }
            #expect(fetched == Self.trimmed(text[record.offset..<record.offset + record.length]), "\(record)")
        }
    }

    @Test func aFileThatHasShrunk() throws {
        let folder = try ScratchFolder()
        try folder.write("{\"a\":1}\n", to: "text")
        let fetcher = RecordFetcher(
            files: [RecordFile(path: folder.path + "/text", name: "text")], longestRecord: 1 << 20)
        #expect(try fetcher.withRecord(at: RecordPosition(file: 0, offset: 500)) { bytes in bytes.isEmpty })
    }

    @Test(arguments: [
        ("{\"a\":1}{\"b\":2}\n", [(0, "{\"a\":1}"), (7, "{\"b\":2}")]), ("{\"a\":1}  \n", [(0, "{\"a\":1}  ")]),
        ("{\"a\":1},{\"b\":2} x\n", [(8, "{\"b\":2}")]), ("{\"a\":1},\n", [(0, "{\"a\":1}")]),
        ("{\"a\":1} x\n", [(0, "{\"a\":1}")]),
        ("{\"a\":1 2} x\n", [(0, "{\"a\":1 2} x")]),
    ])
    func recordsThatShareALine(_ text: String, _ records: [(offset: Int, text: String)]) throws {
        let folder = try ScratchFolder()
        try folder.write(text, to: "text")
        let fetcher = RecordFetcher(
            files: [RecordFile(path: folder.path + "/text", name: "text")], longestRecord: 1 << 20)
        for record in records {
            let fetched = try fetcher.withRecord(at: RecordPosition(file: 0, offset: record.offset)) { bytes in
                bytes.indices.map { bytes[$0] }
            }
            #expect(String(decoding: fetched, as: UTF8.self) == record.text)
        }
    }

    private static func trimmed(_ record: ArraySlice<UInt8>) -> [UInt8] {
        Array(record.reversed().drop { $0 == 0x0A || $0 == 0x0D }.reversed())
    }
}
