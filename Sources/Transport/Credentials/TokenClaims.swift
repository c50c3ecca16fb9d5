package import AuditModel

/// What an access token says of itself.
///
/// Read without checking its signature: good for messages, never for decisions of trust.
package struct TokenClaims: Hashable, Sendable {
    /// Application roles, `roles`.
    package let roles: [String]
    /// Scopes, `scp` or `scope`, taken apart at blanks.
    package let scopes: [String]
    /// The tenant, `tid`.
    package let tenant: String?
    /// The application, `appid` or `azp`.
    package let application: String?
    /// Whom it is for, `aud`.
    package let audience: String?
    /// When it ends, nanoseconds since the Unix epoch, `exp`.
    package let expires: Int64?

    /// Reads a JSON Web Token; nil for a token of another form.
    package init?(_ token: Secret) {
        let parts = token.revealed().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64URL.decoded(parts[1]), let claims = ReplyJSON(parsing: bytes),
            case .object = claims
        else { return nil }
        func text(_ names: String...) -> String? { names.lazy.compactMap { claims.value(at: $0)?.scalarText }.first }
        roles = claims.value(at: "roles")?.texts ?? []
        scopes =
            claims.value(at: "scp")?.texts.isEmpty == false
            ? claims.value(at: "scp")?.texts ?? []
            : (text("scp", "scope") ?? "").split(separator: " ").map(String.init)
        tenant = text("tid")
        application = text("appid", "azp")
        audience = text("aud")
        // A date beyond the years that nanoseconds can count is none that says anything.
        expires = text("exp").flatMap { Int64($0) }.flatMap {
            (0..<9_000_000_000).contains($0) ? $0 * 1_000_000_000 : nil
        }
    }
}
