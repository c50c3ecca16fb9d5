package import AuditModel

/// Why a private key or a certificate cannot be used.
package struct KeyFault: Error, Hashable, Sendable {
    /// What is wrong; never a part of the key.
    package enum Reason: String, Sendable, CaseIterable {
        case notPEM = "not-pem"
        case noCertificate = "no-certificate"
        case noKey = "no-key"
        case encryptedKey = "encrypted-key"
        case unreadableCertificate = "unreadable-certificate"
        /// Not a key of the algorithm's kind, or an RSA key below 2048 bits.
        case unreadableKey = "unreadable-key"
    }

    package let reason: Reason

    /// Describes a fault.
    package init(_ reason: Reason) { self.reason = reason }
}

extension KeyFault: Explained {
    package var exitCode: Int { 64 }

    package var problem: Problem {
        let (what, fix) =
            switch reason {
            case .notPEM: ("the text is not PEM", "store it with its BEGIN and END lines")
            case .noCertificate: ("the PEM text holds no certificate", "name a file with a CERTIFICATE block")
            case .noKey: ("the PEM text holds no private key", "name a file with a PRIVATE KEY block")
            case .encryptedKey: ("the private key is encrypted", "store it decrypted: openssl pkcs8 -topk8 -nocrypt")
            case .unreadableCertificate: ("the certificate cannot be read", "export it again as PEM")
            case .unreadableKey:
                ("the private key cannot be read", "RS256 and PS256 take RSA from 2048 bits, ES256 takes P-256")
            }
        return Problem(
            .error, "E-KEY", what, means: "assertions are signed with a private key in PEM form",
            effect: "no credential was sent", fix: fix)
    }
}
