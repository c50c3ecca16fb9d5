import Crypto
import FoundationEssentials
import NIOSSL
import SwiftASN1
import TestKit
import X509

/// A certificate authority of its own for each test, whose files lie in a folder.
struct WireAuthority {
    private let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
    private let certificate: Certificate
    private let folder: ScratchFolder

    /// The path of its certificate.
    var path: String { folder.path + "/ca.pem" }

    init(in folder: ScratchFolder) throws {
        self.folder = folder
        let name = try DistinguishedName { CommonName("siemgap test authority") }
        certificate = try Self.certificate(
            name, key.publicKey, issuer: name, key,
            try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            })
        try folder.write(try certificate.serializeAsPEM().pemString, to: "ca.pem")
    }

    /// Writes a certificate for a host and its key to `NAME.pem` and `NAME.key`.
    ///
    /// - Returns: their paths.
    @discardableResult
    func issue(
        _ name: String, host: String = "localhost", isExpired: Bool = false
    ) throws -> (certificate: String, key: String) {
        let leafKey = P256.Signing.PrivateKey()
        let names: [GeneralName] =
            host == "localhost"
            ? [.dnsName(host), .ipAddress(.init(contentBytes: [127, 0, 0, 1]))] : [.dnsName(host)]
        let leaf = try Self.certificate(
            try DistinguishedName { CommonName(host) }, Certificate.PublicKey(leafKey.publicKey),
            issuer: certificate.subject, key,
            try Certificate.Extensions { SubjectAlternativeNames(names) }, isExpired: isExpired)
        try folder.write(try leaf.serializeAsPEM().pemString, to: name + ".pem")
        try folder.write(leafKey.pemRepresentation, to: name + ".key")
        return (folder.path + "/\(name).pem", folder.path + "/\(name).key")
    }

    /// A server's TLS with a certificate for a host.
    ///
    /// - Parameter asks: whether clients must show a certificate of this authority.
    func server(host: String = "localhost", isExpired: Bool = false, asks: Bool = false) throws -> NIOSSLContext {
        let files = try issue("server", host: host, isExpired: isExpired)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem)))
        if asks {
            tls.certificateVerification = .noHostnameVerification
            tls.trustRoots = .file(path)
        }
        return try NIOSSLContext(configuration: tls)
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
