import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import TestKit
import Testing

/// The parsing files of JSONTestSuite, read as exports.
@Suite struct JSONSuiteReadingTests {
    private static func files(_ prefix: String) -> [String] {
        FixtureTexts.shared("json-test-suite/test_parsing", ending: ".json").filter { $0.contains("/\(prefix)") }
    }

    /// Refused by the suite for the bytes of a string alone.
    ///
    /// A control byte in a string leaves no doubt about where
    /// the string ends, so such a record is whole; it is counted as one that holds control bytes.
    private static let stringBytesOnly: Set = [
        "n_string_unescaped_ctrl_char.json", "n_string_unescaped_newline.json", "n_string_unescaped_tab.json",
    ]

    /// Whether everything in the file was found to be well-formed, and there was something.
    private func isWhole(_ path: String) throws -> Bool {
        guard let file = try RecordFile.told(path, forced: .json) else { return false }
        let read = try StreamedFile(file)
        let good: [IrregularRecord.Kind] = [.unidentified(.noID), .unidentified(.notAnObject)]
        // A lone `null` is no record, but well-formed.
        let isNull = try RecordFile.unpacked(path).starts(with: "null".utf8)
        let holdsSomething = !read.records.isEmpty || !read.forms.isEmpty || isNull
        return holdsSomething && read.cut == CutEnding() && read.records.allSatisfy { good.contains($0.kind) }
    }

    @Test func acceptsWhatMustBeAccepted() throws {
        for path in Self.files("y_") { #expect(try isWhole(path), "\(path)") }
    }

    @Test func countsNothingWholeThatIsNot() throws {
        for path in Self.files("n_") {
            let name = String(path.split(separator: "/").last ?? "")
            #expect(try isWhole(path) == Self.stringBytesOnly.contains(name), "\(path)")
        }
    }

    @Test func everyFileInEveryFormatComesToAnEnd() throws {
        for path in Self.files("") {
            for format in [ForcedFormat.ndjson, .json, .csv, .tsv, nil] {
                guard let file = try RecordFile.told(path, forced: format) else { continue }
                _ = try StreamedFile(file)
                _ = try? FileExaminer(side: .authority, format: format, overrides: FieldOverrides())
                    .examine(path: path, name: "file")  // many hold nothing that could be an event
            }
        }
    }
}
