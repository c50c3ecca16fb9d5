import Foundation

/// The files that lie in `Fixtures` and, where it exists, beside the package.
package enum FixtureTexts {
    /// The folder of the package itself.
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardizedFileURL

    /// Full paths of the files of `Fixtures` that hold events, sorted.
    package static let files: [String] = {
        let folder = package.appendingPathComponent("Fixtures").path
        let names = FileManager.default.subpaths(atPath: folder) ?? []
        let endings = [".json", ".ndjson", ".csv", ".gz", ".log"]
        return names.filter { name in endings.contains { name.hasSuffix($0) } && !name.hasSuffix("truth.json") }
            .sorted()
            .map { folder + "/" + $0 }
    }()

    /// Full paths of the files in a folder of the data beside the package, sorted; none where there is no such data.
    package static func shared(_ folder: String, ending: String = "") -> [String] {
        let path = package.appendingPathComponent("../shared/data/" + folder).standardizedFileURL.path
        let names = FileManager.default.subpaths(atPath: path) ?? []
        return names.filter { $0.hasSuffix(ending) && $0.contains(".") }.sorted().map { path + "/" + $0 }
    }

    /// A file's bytes as they lie on disk.
    package static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}

/// Changes texts at random, more often than not where it hurts.
package struct TextMutator {
    private static let edges =
        Array("{}[]:,\"\\ \n\r\t;|0-+.eE1tfn\u{0}\u{1}\u{c}\u{1a}u'\u{7f}".utf8) + [0x80, 0xC3, 0xA9, 0xED, 0xF0, 0xFF]
    private var random: SplitMix

    /// A mutator that begins at a seed.
    package init(seed: UInt64) { random = SplitMix(seed: seed) }

    /// The text with up to eight bytes changed, left out, doubled or put in.
    package mutating func mutated(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let at = Int.random(in: 0...text.count, using: &random)
            let edge = Self.edges[Int.random(in: 0..<Self.edges.count, using: &random)]
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where at < text.count: text[at] = edge
            case 1 where at < text.count: text.remove(at: at)
            case 2 where at < text.count: text.insert(text[at], at: at)
            case 3 where random.once(in: 8): text.removeSubrange(at...)
            case _: text.insert(edge, at: at)
            }
        }
        return text
    }

    /// Up to `most` bytes that are all edges.
    package mutating func edges(_ most: Int) -> [UInt8] {
        (0..<Int.random(in: 0...most, using: &random)).map { _ in
            Self.edges[Int.random(in: 0..<Self.edges.count, using: &random)]
        }
    }

    /// A piece of at most `most` bytes of a text.
    package mutating func piece(of text: [UInt8], _ most: Int) -> [UInt8] {
        let start = Int.random(in: 0...text.count, using: &random)
        return Array(text[start..<min(text.count, start + Int.random(in: 0...most, using: &random))])
    }
}
