package import AuditModel

/// How a service wants to know who asks.
package indirect enum AuthStyle: Sendable {
    /// Nothing is sent.
    case none
    /// A header with a fixed text before the credential, such as `Bearer ` or `SSWS `.
    case header(name: String, prefix: String, Secret)
    /// HTTP Basic.
    case basic(user: String, Secret)
    /// An OAuth 2 token that is asked for, kept and renewed.
    case token(TokenGrant)
    /// Duo's HMAC-SHA1 over date, method, host, path and parameters.
    case duo(integrationKey: String, Secret)
    /// AWS Signature Version 4.
    case signatureV4(AWSKey, region: String, service: String)
    /// Azure's HMAC-SHA256 over method, length, type, date and path with a workspace's shared key.
    case sharedKey(workspace: String, Secret)
    /// The last part of the URL's path, behind a slash, as services with one address for each client have it.
    case path(Secret)
    /// All of them, in order.
    case several([AuthStyle])

    /// An AWS key pair, with the session token of temporary ones.
    package struct AWSKey: Sendable {
        package let id: String
        package let secret: Secret
        package let sessionToken: Secret?

        /// Makes a key pair.
        package init(id: String, secret: Secret, sessionToken: Secret? = nil) {
            self.id = id
            self.secret = secret
            self.sessionToken = sessionToken
        }
    }
}
