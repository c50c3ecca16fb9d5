import NIOCore
import NIOSSL
import Transport

/// Sorts the errors of the network libraries by what they mean for a connection that carries events.
enum WireFaultReader {
    /// What an error before the first event means.
    ///
    /// - Parameter isSecure: whether TLS was to be spoken.
    static func opening(_ error: any Error, isSecure: Bool) -> WireFault {
        if let fault = identity(error) { return fault }
        if isSecure, let words = handshakeWords(error) {
            if has(words, "CERTIFICATE_VERIFY_FAILED") { return WireFault(.trust) }
            return WireFault(Self.strangers.contains { has(words, $0) } ? .noTLS : .tls)
        }
        let fault = NetworkFaultReader.fault(error)
        return switch fault.reason {
        case .name: WireFault(.name, fault.detail)
        case .trust: WireFault(.trust, fault.detail)
        case .certificateName: WireFault(.certificateName, fault.detail)
        case .tls: WireFault(.tls, fault.detail)
        // The port took the connection, and ended it when it heard TLS.
        case .reset where isSecure: WireFault(.noTLS, fault.detail)
        case .cancelled: WireFault(.cancelled)
        default: WireFault(.connect, fault.detail)
        }
    }

    /// What an error on a connection in use means.
    ///
    /// - Parameter heard: the first bytes the other end sent.
    static func running(_ error: (any Error)?, heard: [UInt8]) -> WireFault {
        if isAlert(heard) { return WireFault(.wantsTLS, "a TLS alert") }
        guard let error else { return WireFault(.ended, "the other end closed it") }
        return identity(error) ?? WireFault(.ended, NetworkFaultReader.fault(error).detail)
    }

    /// Whether a secure connection ended without TLS's own farewell, which many servers leave out.
    static func isUnsealedEnd(_ error: any Error) -> Bool {
        if case NIOSSLError.uncleanShutdown = error { return true }
        return false
    }

    /// Whether the bytes begin like the alert of a TLS server that was sent something else.
    private static func isAlert(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 3 && bytes[0] == 0x15 && bytes[1] == 0x03 && bytes[2] <= 0x04
    }

    /// What BoringSSL says where the other end does not speak TLS.
    private static let strangers = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "EOF during handshake", "INVALID_"]

    /// The alerts by which a server says that it does not accept the client's certificate.
    private static let identityAlerts = [
        "CERTIFICATE_REQUIRED", "ALERT_BAD_CERTIFICATE", "ALERT_UNKNOWN_CA", "ALERT_CERTIFICATE_EXPIRED",
        "ALERT_CERTIFICATE_REVOKED", "ALERT_CERTIFICATE_UNKNOWN", "ALERT_UNSUPPORTED_CERTIFICATE",
        "ALERT_ACCESS_DENIED", "ALERT_NO_CERTIFICATE",
        // Its authority has the name of one that is trusted, and another key.
        "ALERT_DECRYPT_ERROR",
    ]

    private static func identity(_ error: any Error) -> WireFault? {
        let text = handshakeWords(error) ?? alertWords(error)
        guard let text, let alert = identityAlerts.first(where: { has(text, $0) }) else { return nil }
        return WireFault(.identity, alert.lowercased().replacing("_", with: " "))
    }

    private static func handshakeWords(_ error: any Error) -> String? {
        guard case NIOSSLError.handshakeFailed(let cause) = error else { return nil }
        return alertWords(cause) ?? "\(cause)"
    }

    private static func alertWords(_ error: any Error) -> String? {
        guard case BoringSSLError.sslError(let stack) = error else { return nil }
        // BoringSSL's words are the only place where the reason stands.
        return stack.map(\.description).joined(separator: " ")
    }

    private static func has(_ text: String, _ part: String) -> Bool { text.firstRange(of: part) != nil }
}
