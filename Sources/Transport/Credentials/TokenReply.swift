import AuditModel

/// A token endpoint's success.
struct TokenReply: Sendable {
    let token: Secret
    /// How long it lives.
    let lifeSeconds: Double

    /// How long a token lives whose reply does not say (RFC 6749 §5.1 leaves it to the client), seconds.
    static let usualLifeSeconds: Double = 3600

    /// Reads a body; nil when it holds no token.
    ///
    /// Lives are numbers or, from Entra's v1 endpoint, strings. Splunk's login names its token `sessionKey`.
    init?(_ body: [UInt8]) {
        guard let json = ReplyJSON(parsing: body),
            case .text(let token)? = json.value(at: "access_token") ?? json.value(at: "sessionKey"), !token.isEmpty
        else { return nil }
        self.token = Secret(token)
        let life = json.value(at: "expires_in")?.scalarText.flatMap { Double($0) }
        lifeSeconds = life.map { min(max($0, 1), 1e7) } ?? Self.usualLifeSeconds
    }
}
