import Crypto

/// What the page may load: nothing but its own styles and script, known by their SHA-256.
enum ContentPolicy {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The policy for the page's `meta` element.
    static func text(styles: [String], scripts: [String]) -> String {
        "default-src 'none'; style-src \(sources(styles)); script-src \(sources(scripts)); img-src data:; "
            + "base-uri 'none'; form-action 'none'"
    }

    private static func sources(_ texts: [String]) -> String {
        texts.map { "'sha256-\(base64(Array(SHA256.hash(data: Array($0.utf8)))))'" }.joined(separator: " ")
    }

    /// RFC 4648, with padding.
    static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
            let word = group[0] << 16 | group[1] << 8 | group[2]
            for (index, shift) in [18, 12, 6, 0].enumerated() {
                text.append(start + index > bytes.count ? UInt8(ascii: "=") : digits[Int(word >> UInt32(shift) & 63)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
