import ExportReaders
import Testing

@Suite struct CSVDialectTests {
    struct Case: Sendable {
        let text: String
        let delimiter: Character
        let names: [String]
        let data: Int
        var ending = CSVDialect.RowEnding.lineFeed
    }

    static let cases = [
        Case(text: "a,b\n1,2\n", delimiter: ",", names: ["a", "b"], data: 4),
        Case(
            text: "a,b\r\n1,\"x\ny\"\r\n", delimiter: ",", names: ["a", "b"], data: 5, ending: .carriageReturnLineFeed),
        Case(text: "a;b;c\n1,5;2,5;3,5\n", delimiter: ";", names: ["a", "b", "c"], data: 6),
        Case(text: "a\tb\n1\t2\n", delimiter: "\t", names: ["a", "b"], data: 4),
        Case(text: "a|b\n1|2\n", delimiter: "|", names: ["a", "b"], data: 4),
        Case(
            text: "sep=;\r\na;b\r\n1;2\r\n", delimiter: ";", names: ["a", "b"], data: 12,
            ending: .carriageReturnLineFeed),
        Case(text: "\"sep=,\"\na,b\n1,2\n", delimiter: ",", names: ["a", "b"], data: 12),
        Case(text: "#TYPE System.Object\n\"a\",\"b\"\n", delimiter: ",", names: ["a", "b"], data: 28),
        Case(text: "\n \n\"_raw\",host\n", delimiter: ",", names: ["_raw", "host"], data: 15),
        Case(text: "\"a\nb\",c,C\n1,2,3\n", delimiter: ",", names: ["a b", "c", "C#2"], data: 10),
        Case(text: "x,j\n1,\"{\"\"a\"\":\"\"b;c;d;e\"\"}\"\n", delimiter: ",", names: ["x", "j"], data: 4),
        Case(text: "_raw\n\"x\"\n", delimiter: ",", names: ["_raw"], data: 5),
        Case(text: "a,b", delimiter: ",", names: ["a", "b"], data: 3),
    ]

    @Test(arguments: cases) func readsTheHead(_ test: Case) throws {
        let dialect = try #require(CSVDialect.detect(head: Array(test.text.utf8)))
        #expect(dialect.delimiter == test.delimiter.asciiValue)
        #expect(dialect.header.names == test.names)
        #expect(dialect.dataOffset == test.data)
        #expect(dialect.rowEnding == test.ending)
    }

    @Test func theUserMayNameTheDelimiter() {
        #expect(CSVDialect.detect(head: Array("a,b;c\n".utf8), delimiter: UInt8(ascii: ";"))?.header.count == 2)
        #expect(CSVDialect.detect(head: []) == nil)
    }

    @Test func encodings() throws {
        let text = "a,b\r\n1,\u{e9}\r\n"
        let marked = try #require(CSVDialect.detect(head: [0xEF, 0xBB, 0xBF] + Array(text.utf8)))
        #expect(
            marked.encoding == .utf8 && marked.hasByteOrderMark && marked.dataOffset == 8
                && marked.header.names == ["a", "b"])
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for (head, encoding) in [
            ([0xFF, 0xFE] + little, TextEncoding.utf16LittleEndian), (little, .utf16LittleEndian),
            ([0xFE, 0xFF] + big, .utf16BigEndian),
        ] {
            let dialect = try #require(CSVDialect.detect(head: head))
            #expect(dialect.encoding == encoding && dialect.dataOffset == 5 && dialect.header.names == ["a", "b"])
            #expect(TextEncoding.utf8(head) == Array(text.utf8))
        }
    }

    @Test(arguments: [
        (#"{\"a\":\"b\"}"#, true), (#"{""a"":""b\""c\""""}"#, false), (#"C:\"#, false),
    ])
    func quotesBehindBackslashes(_ cell: String, _ escapes: Bool) throws {
        let head = Array("x,y\n1,\"\(cell)\"\n2,\"\"\n".utf8)
        let dialect = try #require(CSVDialect.detect(head: head))
        #expect(dialect.escapesQuotesByBackslash == escapes)
        let rows = CSVRows.sample(of: head, dialect: dialect, limit: 9, isWholeFile: true)
        #expect(rows.map(\.count) == [2, 2])
    }

    @Test(arguments: [
        ("a,b\n1,2\n", true), ("{\"a\":1}\n", false), ("[1,2]\n", false), ("a plain line\nanother\n", false),
        ("<110>1 2026-11-14T02:00:01Z host, app\n", false), ("1,2\n3,4\n", false), ("<?xml version='1.0'?>", false),
        ("_raw\nx\n", true), ("sep=,\na,b\n", true), ("PK\u{3}\u{4}", false),
    ])
    func tellsCSVFromTheRest(_ text: String, _ isCSV: Bool) {
        #expect(CSVDelimiter.looksLikeCSV(head: Array(text.utf8), isWholeFile: true) == isCSV)
    }

    @Test(
        arguments: [
            ("PK\u{3}\u{4}..", .zip), ("%PDF-1.7", .pdf), ("<?xml version=\"1.0\"?>", .xml),
            ("<results preview='0'>", .xml),
            ("  <!DOCTYPE html><html>", .html), ("{\"a\":1}", nil), ("<110>1 2026", nil), ("PAR1", .parquet),
            ("a,b\n", nil),
            ("\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}", .binary),
        ] as [(String, FileSignature?)])
    func namesWhatIsNotRead(_ text: String, _ signature: FileSignature?) {
        #expect(FileSignature(head: Array(text.utf8)) == signature)
    }

    @Test(arguments: SampleFiles.files(in: "csv-spectrum/csvs", ending: ".csv"))
    func spectrum(_ file: String) throws {
        let head = try SampleFiles.bytes(file)
        let dialect = try #require(CSVDialect.detect(head: head))
        let name = file.split(separator: "/").last.map { $0.dropLast(4) } ?? ""
        let oracle = try #require(SampleFiles.rows(ofJSON: try SampleFiles.bytes("csv-spectrum/json/\(name).json")))
        let rows = CSVRows.sample(of: head, dialect: dialect, limit: 100, isWholeFile: true)
        #expect(CSVDelimiter.looksLikeCSV(head: head, isWholeFile: true))
        #expect(rows.count == oracle.count)
        for (row, expected) in zip(rows, oracle) {
            // The oracle names another telephone number than the file.
            for (cell, member) in zip(row, expected) where cell != Array("2095257564".utf8) {
                #expect(cell == member.value)
            }
            #expect(dialect.header.names.map { Array($0.utf8) } == expected.map(\.name))
        }
    }

    @Test(arguments: SampleFiles.files(in: "azure-sentinel-training-lab", ending: ".csv"))
    func portalExports(_ file: String) throws {
        let head = try SampleFiles.bytes(file)
        let dialect = try #require(CSVDialect.detect(head: head))
        #expect(CSVDelimiter.looksLikeCSV(head: head, isWholeFile: true))
        #expect(dialect.hasByteOrderMark && dialect.rowEnding == .carriageReturnLineFeed)
        #expect(dialect.delimiter == UInt8(ascii: ",") && !dialect.escapesQuotesByBackslash)
        let rows = CSVRows.sample(of: head, dialect: dialect, limit: 6_000, isWholeFile: true)
        #expect(rows.allSatisfy { $0.count == dialect.header.count })
    }

    @Test(arguments: SampleFiles.files(in: "splunk-sdk-java-results", ending: ".csv"))
    func splunkExports(_ file: String) throws {
        let head = try SampleFiles.bytes(file)
        let dialect = try #require(CSVDialect.detect(head: head))
        #expect(CSVDelimiter.looksLikeCSV(head: head, isWholeFile: true))
        let rows = CSVRows.sample(of: head, dialect: dialect, limit: 100, isWholeFile: true)
        #expect(!rows.isEmpty && rows.allSatisfy { $0.count == dialect.header.count })
    }
}
