import FoundationEssentials

/// Base 64 with the alphabet for URLs and no padding (RFC 7515 §2).
enum Base64URL {
    /// Encodes bytes.
    static func encoded(_ bytes: some Sequence<UInt8>) -> String {
        String(
            Data(bytes).base64EncodedString().filter { $0 != "=" }
                .map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    /// The bytes; nil when the text is no base 64.
    static func decoded(_ text: some StringProtocol) -> [UInt8]? {
        let plain = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        let padding = String(repeating: "=", count: (4 - plain.count % 4) % 4)
        return Data(base64Encoded: String(plain) + padding).map { Array($0) }
    }
}
