package import AuditModel
import Crypto
import Foundation

/// The signature of a run's manifest: Ed25519 (RFC 8032) over the bytes of `manifest.json`, base64 in a file beside it.
package struct ManifestSignature: Hashable, Sendable {
    /// The file beside the manifest.
    package static let fileName = "manifest.sig"

    /// 64 bytes.
    private let bytes: Data

    /// Signs a manifest.
    ///
    /// - Parameters:
    ///   - key: the text of a private key's file: PKCS #8 PEM, or base64 of its 32 bytes.
    ///   - place: the key's file, for messages.
    package init(of manifest: [UInt8], key: [UInt8], place: String) throws(SigningKeyFault) {
        guard let seed = Self.key(key, in: "PRIVATE KEY"),
            let signer = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let signature = try? signer.signature(for: Data(manifest))
        else { throw SigningKeyFault(place: place, isPrivate: true) }
        bytes = signature
    }

    /// Reads what a signature's file holds; nil when that is no signature.
    package init?(parsing text: [UInt8]) {
        let word = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined()
        guard let data = Data(base64Encoded: word), data.count == 64 else { return nil }
        bytes = data
    }

    /// The text of its file, with a line feed.
    package var text: String { bytes.base64EncodedString() + "\n" }

    /// Whether the owner of a key signed exactly this manifest.
    ///
    /// - Parameters:
    ///   - key: the text of a public key's file: PEM, or base64 of its 32 bytes.
    ///   - place: the key's file, for messages.
    package func vouches(for manifest: [UInt8], key: [UInt8], place: String) throws(SigningKeyFault) -> Bool {
        guard let point = Self.key(key, in: "PUBLIC KEY"),
            let checker = try? Curve25519.Signing.PublicKey(rawRepresentation: point)
        else { throw SigningKeyFault(place: place, isPrivate: false) }
        return checker.isValidSignature(bytes, for: Data(manifest))
    }

    /// The 32 bytes of a key.
    ///
    /// A PEM text holds DER: the object identifier 1.3.101.112, then the key as the string that ends it (RFC 8410).
    private static func key(_ text: [UInt8], in label: String) -> Data? {
        let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard let begin = lines.firstIndex(of: "-----BEGIN \(label)-----") else {
            guard !lines.contains(where: { $0.hasPrefix("-----") }) else { return nil }
            return Data(base64Encoded: lines.joined()).flatMap { $0.count == 32 ? $0 : nil }
        }
        guard let end = lines.firstIndex(of: "-----END \(label)-----"), begin < end,
            let der = Data(base64Encoded: lines[(begin + 1)..<end].joined())
        else { return nil }
        let identifier: [UInt8] = [0x06, 0x03, 0x2B, 0x65, 0x70]
        let head: [UInt8] = label == "PUBLIC KEY" ? [0x03, 0x21, 0x00] : [0x04, 0x22, 0x04, 0x20]
        guard let place = der.firstRange(of: Data(identifier + head)), der.endIndex - place.upperBound >= 32 else {
            return nil
        }
        return Data(der[place.upperBound..<(place.upperBound + 32)])
    }
}

/// A file that does not hold the key it should.
package struct SigningKeyFault: Explained, Hashable {
    /// The file.
    package let place: String
    /// Whether a private key was wanted.
    package let isPrivate: Bool

    package var problem: Problem {
        Problem(
            .error, "E-SIGNING-KEY", "\(place) holds no \(isPrivate ? "private" : "public") Ed25519 key",
            means: "a PEM file is wanted, or 32 bytes as base64", effect: "nothing was signed or checked (exit 64)",
            fix: isPrivate
                ? "make one with: openssl genpkey -algorithm ed25519 -out audit.key"
                : "take it from the private key: openssl pkey -in audit.key -pubout -out audit.pub")
    }

    package var exitCode: Int { 64 }
}
