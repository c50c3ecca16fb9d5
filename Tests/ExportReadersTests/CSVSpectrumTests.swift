import ByteScan
import ExportReaders
import TestKit
import Testing

/// The cells of csv-spectrum's files, held against the JSON beside them.
@Suite struct CSVSpectrumTests {
    @Test(arguments: FixtureTexts.shared("csv-spectrum/csvs", ending: ".csv")) func cells(_ path: String) throws {
        let bytes = try FixtureTexts.bytes(path)
        let answer = try FixtureTexts.bytes(path.replacing("/csvs/", with: "/json/").replacing(".csv", with: ".json"))
        // In one file the CSV holds another telephone number than the JSON.
        let expected = try #require(SampleFiles.rows(ofJSON: answer)).map { row in
            row.map { ($0.name, value: $0.value == Array("1234567890".utf8) ? Array("2095257564".utf8) : $0.value) }
        }
        let dialect = try #require(CSVDialect.detect(head: bytes))
        let file = try #require(try RecordFile.told(path, forced: .csv))
        let rows = try StreamedFile(file).records.map { record in
            CSVRow.texts(bytes[record.offset..<record.offset + record.length].span, separator: dialect.delimiter)
        }
        #expect(rows == expected.map { $0.map(\.value) })
        for row in expected { #expect(row.map(\.0) == dialect.header.names.map { Array($0.utf8) }) }
        #expect(
            CSVRows.sample(of: bytes, dialect: dialect, limit: 100, isWholeFile: true)
                == expected.map { $0.map(\.value) })
    }
}
