import ExportReaders
import Foundation
import Testing

/// The README's table of formats against the table of presets.
@Suite struct ReadmeFormatsTests {
    @Test(arguments: ForcedFormat.names) func readmeNamesEachFormat(_ name: String) throws {
<<<<<<< HEAD
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
            .standardized
=======
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let readme = folder.appending(path: "../../README.md").standardized
>>>>>>> 9d4a81f (Add the gate, the README and the notes for contributors)
        #expect(try String(contentsOf: readme, encoding: .utf8).contains("`\(name)`"))
    }
}
