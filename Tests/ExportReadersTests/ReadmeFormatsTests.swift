import ExportReaders
import Foundation
import Testing

/// The README's table of formats against the table of presets.
@Suite struct ReadmeFormatsTests {
    @Test(arguments: ForcedFormat.names) func readmeNamesEachFormat(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let readme = folder.appending(path: "../../README.md").standardized
        #expect(try String(contentsOf: readme, encoding: .utf8).contains("`\(name)`"))
    }
}
