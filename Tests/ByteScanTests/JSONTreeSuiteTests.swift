import ByteScan
import Foundation
import Testing

/// The parsing files of JSONTestSuite, where they lie beside the package.
@Suite struct JSONTreeSuiteTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/json-test-suite").standardizedFileURL

    private static func files(_ prefix: String) -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return files.compactMap { $0 as? URL }.filter { $0.lastPathComponent.hasPrefix(prefix) }
    }

    /// Refused by the suite for the bytes of a string alone, which are accepted here.
    private static let stringBytesOnly: Set = [
        "n_string_unescaped_ctrl_char.json", "n_string_unescaped_newline.json", "n_string_unescaped_tab.json",
    ]

    @Test func acceptsWhatMustBeAccepted() throws {
        for file in Self.files("y_") {
            let bytes = Array(try Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try JSONTree(parsing: bytes) }
        }
    }

    @Test func refusesWhatMustBeRefused() throws {
        for file in Self.files("n_") where !Self.stringBytesOnly.contains(file.lastPathComponent) {
            let bytes = Array(try Data(contentsOf: file))
            #expect(throws: JSONTreeError.self, "\(file.lastPathComponent)") { try JSONTree(parsing: bytes) }
        }
    }
}
