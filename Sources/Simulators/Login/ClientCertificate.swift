import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

/// A self-signed certificate with its RSA key, as an application registers one.
package struct ClientCertificate: Sendable {
    package let certificatePEM: String
    /// PKCS #8.
    package let keyPEM: String
    /// SHA-1 over the certificate's DER, raw.
    package let sha1: [UInt8]
    /// SHA-256 over the certificate's DER, raw.
    package let sha256: [UInt8]
    private let publicKey: _RSA.Signing.PublicKey

    /// Makes a 2048-bit key and a certificate valid for a year from `now`, nanoseconds since the Unix epoch, UTC.
    package init(now: Int64) throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let name = try DistinguishedName { CommonName("siemgap simulator client") }
        let start = Date(timeIntervalSince1970: Double(now / 1_000_000_000))
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: start.addingTimeInterval(-3600), notValidAfter: start.addingTimeInterval(365 * 86_400),
            issuer: name, subject: name, signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: Certificate.Extensions(), issuerPrivateKey: Certificate.PrivateKey(key))
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        sha1 = Array(Insecure.SHA1.hash(data: serializer.serializedBytes))
        sha256 = Array(SHA256.hash(data: serializer.serializedBytes))
        certificatePEM = try certificate.serializeAsPEM().pemString
        keyPEM = key.pkcs8PEMRepresentation
        publicKey = key.publicKey
    }

    /// Whether the signature over the bytes was made with the key, by PKCS #1 v1.5 or PSS, both with SHA-256.
    package func isValid(_ signature: [UInt8], of bytes: [UInt8], pss: Bool) -> Bool {
        publicKey.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: Data(signature)), for: SHA256.hash(data: bytes),
            padding: pss ? .PSS : .insecurePKCS1v1_5)
    }
}
