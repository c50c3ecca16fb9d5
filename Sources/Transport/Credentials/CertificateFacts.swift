import AuditModel
import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// What a certificate in PEM form says, and the thumbprints by which services know it.
package struct CertificateFacts: Hashable, Sendable {
    /// The subject's distinguished name.
    package let subject: String
    /// The first and the last instant of its validity, nanoseconds since the Unix epoch.
    package let notBefore: Int64
    package let notAfter: Int64
    /// The `x5t` of a JWT's header: base64url of the SHA-1 of the DER bytes.
    package let sha1Thumbprint: String
    /// The `x5t#S256` of a JWT's header: base64url of the SHA-256 of the DER bytes.
    package let sha256Thumbprint: String

    /// Reads the first certificate of a text that may hold other PEM blocks.
    ///
    /// - Throws: ``KeyFault`` when there is none or it cannot be read.
    package init(pem: String) throws(KeyFault) {
        let block = try PEMBlocks(pem).first(suffix: "CERTIFICATE")
        do {
            let certificate = try Certificate(derEncoded: block.derBytes)
            subject = certificate.subject.description
            notBefore = Self.nanoseconds(certificate.notValidBefore)
            notAfter = Self.nanoseconds(certificate.notValidAfter)
        } catch {
            throw KeyFault(.unreadableCertificate)
        }
        sha1Thumbprint = Self.sha1Thumbprint(der: block.derBytes)
        sha256Thumbprint = Self.sha256Thumbprint(der: block.derBytes)
    }

    /// Base64url of the raw SHA-1 digest; it is the digest's bytes that count, not their hexadecimal text.
    static func sha1Thumbprint(der: [UInt8]) -> String { Base64URL.encoded(Insecure.SHA1.hash(data: Data(der))) }

    /// Base64url of the raw SHA-256 digest.
    static func sha256Thumbprint(der: [UInt8]) -> String { Base64URL.encoded(SHA256.hash(data: Data(der))) }

    private static func nanoseconds(_ date: Date) -> Int64 {
        // X.509 times have whole seconds; years beyond 2262 do not fit and mean "for ever".
        Int64(min(max(date.timeIntervalSince1970, -9_000_000_000), 9_000_000_000)) * 1_000_000_000
    }
}
