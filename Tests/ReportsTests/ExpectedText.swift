import Foundation
import Testing

/// Compares texts with the files in `Expected/`, which were read by a person when they were recorded.
///
/// With `SIEMGAP_RECORD=1` in the environment the files are written anew.
enum ExpectedText {
    static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Expected")
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["SIEMGAP_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == expected, "\(name)", sourceLocation: sourceLocation)
    }
}
