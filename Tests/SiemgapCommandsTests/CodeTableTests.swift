import Foundation
import Reports
import Testing

/// The table of codes against the sources.
struct CodeTableTests {
    @Test func everyCodeInTheSourcesIsExplained() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files =
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
        #expect(!files.isEmpty)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"([EW]-[A-Z-]+)"/) {
                #expect(CodeTable.explanation(of: String(match.1)) != nil, "\(match.1) in \(file.lastPathComponent)")
            }
        }
    }

    @Test func codesAreUniqueAndFullyWorded() {
        let codes = CodeTable.all.map { $0.code.lowercased() }
        #expect(Set(codes).count == codes.count)
        for explanation in CodeTable.all {
            #expect(![explanation.what, explanation.means, explanation.fix].contains(""), "\(explanation.code)")
        }
    }

    @Test(arguments: ["row-cap", "E-DISK", "e-disk", "missing-events", "collector-stopped", "timeout"])
    func codesOfEachKindAreKnown(code: String) {
        #expect(CodeTable.explanation(of: code) != nil)
    }
}
