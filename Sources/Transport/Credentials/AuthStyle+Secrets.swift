import AuditModel

extension AuthStyle {
    /// The styles one by one, in order.
    var flattened: [AuthStyle] {
        guard case .several(let styles) = self else { return [self] }
        return styles.flatMap(\.flattened)
    }

    /// Takes these credentials out of texts.
    package var redaction: Redaction { Redaction(secrets) }

    /// Everything that must never be shown.
    var secrets: [Secret] {
        switch self {
        case .none: []
        case .header(_, _, let secret), .sharedKey(_, let secret), .path(let secret): [secret]
        case .basic(let user, let secret): [secret, BasicLogin.value(user: user, secret)]
        case .token(let grant): grant.proof.secrets
        case .duo(_, let secret): [secret]
        case .signatureV4(let key, _, _): [key.secret] + (key.sessionToken.map { [$0] } ?? [])
        case .several(let styles): styles.flatMap(\.secrets)
        }
    }

    /// The id of the application that asks for tokens.
    var application: String? {
        flattened.lazy.compactMap { style -> String? in
            guard case .token(let grant) = style else { return nil }
            return switch grant.proof {
            case .secret(let clientID, _): clientID
            case .basic(let user, _): user
            case .assertion(let assertion, _, _): assertion.issuer
            case .field: grant.fields.first { $0.name == "client_id" }?.value
            }
        }.first
    }

    /// Whether a client secret has the form of a GUID, as the id of a secret has and its value has not.
    var secretLooksLikeID: Bool {
        flattened.contains { style in
            guard case .token(let grant) = style else { return false }
            return switch grant.proof {
            case .secret(_, let secret), .basic(_, let secret): Self.isGUID(secret.revealed())
            case .field, .assertion: false
            }
        }
    }

    private static func isGUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
    }
}

extension TokenGrant.Proof {
    /// Everything that must never be shown.
    var secrets: [Secret] {
        switch self {
        case .secret(_, let secret), .field(_, let secret): [secret]
        case .basic(let user, let secret): [secret, BasicLogin.value(user: user, secret)]
        case .assertion(let assertion, _, _): [assertion.key]
        }
    }
}
