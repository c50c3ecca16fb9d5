import Crypto
import CryptoExtras
import Foundation
import Simulators
import Testing

/// Signatures of the test's client.
enum RSAProof {
    /// PKCS #1 v1.5 with SHA-256, raw.
    static func signature(of text: String, with certificate: ClientCertificate?) throws -> [UInt8] {
        let key = try _RSA.Signing.PrivateKey(pemRepresentation: try #require(certificate).keyPEM)
        let digest = SHA256.hash(data: Data(text.utf8))
        return Array(try key.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
    }
}
