import Crypto
import CryptoExtras
import Foundation

/// The key pair that signs digests, made anew for each delivery.
struct DigestKey {
    private let key: _RSA.Signing.PrivateKey

    init() throws { key = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    /// The public key, PKCS #1 DER in base 64, as `ListPublicKeys` gives it.
    var publicKey: String { key.publicKey.pkcs1DERRepresentation.base64EncodedString() }

    /// 32 hexadecimal digits by which digests name the key.
    var fingerprint: String { HexText.lower(Insecure.MD5.hash(data: key.publicKey.pkcs1DERRepresentation)) }

    /// The hexadecimal PKCS #1 v1.5 signature with SHA-256.
    func signature(of bytes: [UInt8]) throws -> String {
        let signature = try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
        return HexText.lower(signature.rawRepresentation)
    }
}
