import ByteScan
import Crypto
import CryptoExtras

/// The public keys that digests are checked with: the answer of `ListPublicKeys`, or PEM.
struct TrailKeys: Sendable {
    /// How a signature stands to the keys.
    enum Answer: Hashable, Sendable {
        case valid, invalid
        /// No key has the fingerprint that the digest names.
        case foreign
    }

    /// By fingerprint, lower case; a key from PEM has the empty one and is tried for each digest.
    private let keys: [(fingerprint: String, key: _RSA.Signing.PublicKey)]

    /// Reads keys; nil when there is none in the text.
    init?(_ bytes: [UInt8]) {
        var keys: [(fingerprint: String, key: _RSA.Signing.PublicKey)] = []
        if let listed = (try? JSONTree(parsing: bytes))?["PublicKeyList"]?.elements {
            for entry in listed {
                guard let value = entry["Value"]?.text, let fingerprint = entry["Fingerprint"]?.text,
                    let key = try? _RSA.Signing.PublicKey(pemRepresentation: Self.pem(value))
                else { continue }
                keys.append((fingerprint.lowercased(), key))
            }
        } else {
            let text = String(decoding: bytes, as: UTF8.self)
            for part in Self.pemBlocks(text) {
                if let key = try? _RSA.Signing.PublicKey(pemRepresentation: part) { keys.append(("", key)) }
            }
        }
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    /// Checks the PKCS #1 v1.5 signature of a text, SHA-256.
    ///
    /// - Parameter signature: hexadecimal.
    func check(_ signature: String, of text: String, fingerprint: String) -> Answer {
        let fitting = keys.filter { $0.fingerprint.isEmpty || $0.fingerprint == fingerprint.lowercased() }
        guard !fitting.isEmpty else { return .foreign }
        guard let bytes = Self.bytes(ofHex: signature) else { return .invalid }
        let digest = SHA256.hash(data: Array(text.utf8))
        let isValid = fitting.contains { entry in
            entry.key.isValidSignature(
                _RSA.Signing.RSASignature(rawRepresentation: bytes), for: digest, padding: .insecurePKCS1v1_5)
        }
        return isValid ? .valid : .invalid
    }

    private static func pem(_ base64: String) -> String {
        var lines: [Substring] = ["-----BEGIN RSA PUBLIC KEY-----"]
        var rest = Substring(base64.filter { !$0.isWhitespace })
        while !rest.isEmpty {
            lines.append(rest.prefix(64))
            rest = rest.dropFirst(64)
        }
        return (lines + ["-----END RSA PUBLIC KEY-----", ""]).joined(separator: "\n")
    }

    private static func pemBlocks(_ text: String) -> [String] {
        var (blocks, block): ([String], [Substring]) = ([], [])
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("-----BEGIN ") { block = [] }
            block.append(line)
            if line.hasPrefix("-----END ") { blocks.append(block.joined(separator: "\n") + "\n") }
        }
        return blocks
    }

    private static func bytes(ofHex text: String) -> [UInt8]? {
        let digits = text.utf8.filter { $0 > 0x20 }
        guard !digits.isEmpty, digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}
