import AuditModel
import NIOCore
import NIOSSL
import Settings

/// What TLS is spoken with: whom to trust, what to show, and the name wanted.
struct WireTLS: Sendable {
    private let context: NIOSSLContext
    private let serverName: String?

    /// TLS only to look whether a server speaks it; nil where the library has none.
    ///
    /// The connection never comes to be, so that whom to trust does not matter.
    static var looking: WireTLS? {
        // Without TLS of its own this end cannot look.
        (try? NIOSSLContext(configuration: .makeClientConfiguration())).map { WireTLS(context: $0, serverName: nil) }
    }

    private init(context: NIOSSLContext, serverName: String?) {
        self.context = context
        self.serverName = serverName
    }

    /// Reads the files of authorities.
    ///
    /// - Parameters:
    ///   - authorities: paths of PEM files, trusted beside the system's.
    ///   - map: where faults are said to be.
    init(_ own: DeliveryTLS?, authorities: [String], in map: SettingsMap) throws(SettingsFault) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        for path in authorities + (own?.authorities ?? []) {
            guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
                throw map.fault(
                    "tls", "\(path) holds no authority's certificate in PEM form", fix: "write ca: {file: ca.pem}")
            }
            tls.additionalTrustRoots.append(.certificates(certificates))
        }
        if let identity = own?.identity {
            do {
                let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificates.revealed().utf8))
                let key = try NIOSSLPrivateKey(bytes: Array(identity.key.revealed().utf8), format: .pem)
                tls.certificateChain = chain.map { .certificate($0) }
                tls.privateKey = .privateKey(key)
            } catch {
                // What the library says could show parts of the key.
                throw map.fault(
                    "tls", "the client's certificate or key cannot be used", fix: "store both as PEM, the key unlocked")
            }
        }
        do {
            context = try NIOSSLContext(configuration: tls)
        } catch {
            throw map.fault("tls", "certificate and key do not belong together", fix: "name the certificate's own key")
        }
        serverName = own?.serverName
    }

    /// The handler for a connection that only looks at the server's certificate, and never comes to be.
    ///
    /// - Parameter look: given the certificate, before the handshake fails.
    func inspector(host: String, look: @escaping @Sendable (NIOSSLCertificate) -> Void) throws -> NIOSSLClientHandler {
        let name = serverName ?? host
        let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
        let callback: NIOSSLCustomVerificationCallback = { chain, promise in
            if let certificate = chain.first { look(certificate) }
            promise.succeed(.failed)
        }
        return try NIOSSLClientHandler(
            context: context, serverHostname: isAddress ? nil : name, customVerificationCallback: callback)
    }

    /// The handler for a connection to a host, whose certificate must have the name wanted or, for an IP address, that.
    func handler(host: String) throws -> NIOSSLClientHandler {
        let name = serverName ?? host
        let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : name)
    }
}
