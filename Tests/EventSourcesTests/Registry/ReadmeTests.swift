import EventSources
import Foundation
import Testing

/// What people read about sources.
struct ReadmeTests {
    @Test func everyTypeOfSourceIsNamed() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        for type in SourceRegistry.types { #expect(readme.contains("`\(type)`"), "\(type)") }
    }
}
