import Crypto
import FoundationEssentials
import NIOSSL
import SwiftASN1
import X509

/// A certificate authority of its own for each test.
struct TestAuthority {
    private let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    private let certificate: Certificate

    /// Its certificate, PEM.
    let pem: String

    init() throws {
        let name = try DistinguishedName { CommonName("siemgap test authority") }
        certificate = try Self.certificate(
            name, key.publicKey, issuer: name, key,
            try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
            })
        pem = try certificate.serializeAsPEM().pemString
    }

    /// A server's TLS with a certificate for a host.
    func server(_ host: String, isExpired: Bool = false) throws -> NIOSSLContext {
        let leafKey = P256.Signing.PrivateKey()
        let leaf = try Self.certificate(
            try DistinguishedName { CommonName(host) }, Certificate.PublicKey(leafKey.publicKey),
            issuer: certificate.subject, key,
            try Certificate.Extensions { SubjectAlternativeNames([.dnsName(host)]) }, isExpired: isExpired)
        let chain = try NIOSSLCertificate(bytes: Array(leaf.serializeAsPEM().pemString.utf8), format: .pem)
        let privateKey = try NIOSSLPrivateKey(bytes: Array(leafKey.pemRepresentation.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(chain)], privateKey: .privateKey(privateKey)))
    }

    private static func certificate(
        _ subject: DistinguishedName, _ publicKey: Certificate.PublicKey, issuer: DistinguishedName,
        _ issuerKey: Certificate.PrivateKey, _ extensions: Certificate.Extensions, isExpired: Bool = false
    ) throws -> Certificate {
        let now = Date()
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(isExpired ? -3600 : 86_400), issuer: issuer, subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: extensions, issuerPrivateKey: issuerKey)
    }
}
