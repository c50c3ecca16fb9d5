package import AuditModel

/// How to ask for an OAuth 2 token.
package struct TokenGrant: Sendable {
    /// The token endpoint.
    package var url: String
    /// The fields of the request in order, `grant_type`, `scope`, `resource`, `audience`, `client_id` among them;
    /// no credentials.
    package var fields: [HTTPCall.Header]
    /// Whether the body is JSON; else a form.
    package var isJSON = false
    package var proof: Proof
    /// The text before the token in the `Authorization` header.
    package var prefix = "Bearer "

    /// What shows that the client is who it says.
    package enum Proof: Sendable {
        /// Fields `client_id` and `client_secret` of the body.
        case secret(clientID: String, Secret)
        /// HTTP Basic.
        case basic(user: String, Secret)
        /// A field with a credential, such as `refresh_token`.
        case field(name: String, Secret)
        /// A signed assertion in field `name`, with the further fields it needs (`client_assertion_type`).
        case assertion(Assertion, field: String, also: [HTTPCall.Header])
    }

    /// A signed JWT.
    package struct Assertion: Sendable {
        package var algorithm: Algorithm
        /// The private key, PEM.
        package var key: Secret
        /// The certificate, PEM, for `x5t` or `x5t#S256`; nil for none.
        package var certificate: String?
        /// Which thumbprint the header carries.
        package var thumbprint: Thumbprint = .none
        package var keyID: String?
        package var issuer: String
        package var subject: String
        /// The audience; nil means the token endpoint.
        package var audience: String?
        /// Seconds for which it is valid.
        package var lifeSeconds: Int = 600
        /// Further claims, such as `scope`.
        package var claims: [HTTPCall.Header] = []

        package enum Algorithm: String, Sendable, CaseIterable {
            case rs256 = "RS256", ps256 = "PS256", es256 = "ES256"
        }
        package enum Thumbprint: String, Sendable, CaseIterable { case none, sha1 = "x5t", sha256 = "x5t#S256" }

        /// Describes an assertion.
        package init(algorithm: Algorithm, key: Secret, issuer: String, subject: String) {
            self.algorithm = algorithm
            self.key = key
            self.issuer = issuer
            self.subject = subject
        }
    }

    /// Describes a grant.
    package init(url: String, fields: [HTTPCall.Header], proof: Proof) {
        self.url = url
        self.fields = fields
        self.proof = proof
    }
}
