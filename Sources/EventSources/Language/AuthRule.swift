package import AuditModel

/// How a description says who asks.
package indirect enum AuthRule: Hashable, Sendable {
    case none
    case header(name: String, prefix: String, SecretUse)
    case basic(user: Template, SecretUse)
    case token(TokenRule)
    case duo(integrationKey: Template, SecretUse)
    /// AWS; the key's id is not a secret.
    case signatureV4(keyID: Template, SecretUse, sessionToken: SecretUse?, region: Template, service: String)
    /// The first whose credentials are set.
    case firstOf([AuthRule])

    /// Where a credential comes from.
    package enum SecretUse: Hashable, Sendable {
        /// A reference written in the description itself.
        case reference(SecretReference)
        /// A setting that holds a reference; the path leads into a credential that is JSON.
        case setting(String, ResponsePath?)
    }

    /// A token that is asked for.
    package struct TokenRule: Hashable, Sendable {
        package var url: Template
        package var fields: [BodyTemplate.Field]
        package var isJSON = false
        package var prefix = "Bearer "
        package var proof: Proof
    }

    /// What shows that the client is who it says.
    package enum Proof: Hashable, Sendable {
        case secret(clientID: Template, SecretUse)
        case basic(user: Template, SecretUse)
        case field(name: String, SecretUse)
        case assertion(Assertion)
    }

    /// A signed JWT.
    package struct Assertion: Hashable, Sendable {
        /// `RS256`, `PS256` or `ES256`.
        package var algorithm: Template
        package var key: SecretUse
        /// The setting with the certificate; nil for none.
        package var certificate: String?
        /// `none`, `x5t` or `x5t#S256`.
        package var thumbprint = Template(literal: "none")
        package var keyID: Template?
        package var issuer: Template
        package var subject: Template
        package var audience: Template?
        package var lifeSeconds = 600
        package var claims: [BodyTemplate.Field] = []
        /// The form field that carries it, and further fields.
        package var field: String
        package var also: [BodyTemplate.Field] = []
    }

    /// The credentials it needs.
    var secrets: [SecretUse] {
        switch self {
        case .none: []
        case .header(_, _, let use), .basic(_, let use), .duo(_, let use): [use]
        case .signatureV4(_, let use, _, _, _): [use]
        case .token(let rule):
            switch rule.proof {
            case .secret(_, let use), .basic(_, let use), .field(_, let use): [use]
            case .assertion(let assertion): [assertion.key]
            }
        case .firstOf(let rules): rules.first.map(\.secrets) ?? []
        }
    }
}
