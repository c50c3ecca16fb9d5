import Crypto
import CryptoExtras
import FoundationEssentials
import SwiftASN1
import X509

/// Keys and certificates made when the tests start; none is kept.
enum TestKeys {
    static let rsa: _RSA.Signing.PrivateKey? = {
        // Making one of this size does not fail; a test that finds none says so.
        try? _RSA.Signing.PrivateKey(keySize: .bits2048)
    }()
    static let curve = P256.Signing.PrivateKey()

    /// A self-signed certificate, PEM.
    static func certificate(_ name: String = "siemgap test", from: Date, to: Date) throws -> String {
        let key = Certificate.PrivateKey(curve)
        let subject = try DistinguishedName { CommonName(name) }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey, notValidBefore: from,
            notValidAfter: to, issuer: subject, subject: subject, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
            },
            issuerPrivateKey: key)
        return try certificate.serializeAsPEM().pemString
    }
}
