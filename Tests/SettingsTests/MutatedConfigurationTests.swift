import AuditModel
import Settings
import TestKit
import Testing

/// Whatever stands in a file, it is read or refused.
struct MutatedConfigurationTests {
    private static let pieces: [String] = [
        "&a ", "*a", "*a ,", "[", "]", "{", "}", "? ", "\t", "!", "!!str ", "|", ">", "%YAML 1.2\n", "---\n", "...\n",
        "\"",
        "'", "\\x", "\"\\uD800\"", "#", ": ", ":", "- ", "-", "\u{FEFF}", "\0", "<<: ", "\n", "\r", "\u{85}",
        "\u{2028}", "~",
        "@", "`", ",", "&", "*", "0x", "\u{1F600}", "|9\n", ">-\n ",
    ]

    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func mutatedTextIsReadOrRefused(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<300 {
            var bytes = Array(ConfigurationTexts.full.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.removeSubrange(at..<min(bytes.count, at + 50))
                default:
                    let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
                    bytes.insert(contentsOf: Array(piece.utf8), at: at)
                }
                guard !bytes.isEmpty else { break }
            }
            check(bytes)
        }
    }

    /// A refusal names a line that the file has.
    private func check(_ bytes: [UInt8]) {
        do throws(SettingsFault) {
            let node = try SettingsNode(bytes: bytes, file: "f")
            _ = try Configuration(node: node, now: ConfigurationTexts.now)
        } catch {
            let lines = bytes.reduce(1) { $0 + ($1 == 0x0A || $1 == 0x0D || $1 == 0x85 || $1 == 0xA8 ? 1 : 0) }
            for issue in error.issues {
                let line = issue.mark?.line ?? 0
                #expect((1...lines + 1).contains(line), "\(issue)")
            }
        }
    }
}
