import AuditModel

/// Adds the configured credentials to requests.
struct CallSigner: Sendable {
    /// One credential, ready for use.
    private enum Credential: Sendable {
        case header(name: String, value: Secret)
        case token(TokenKeeper, prefix: String)
        case duo(DuoSignature)
        case signatureV4(SignatureV4)
        case sharedKey(SharedKeySignature)
        case path(Secret)
    }

    /// A request with its credentials, and the tokens among them.
    struct Signed: Sendable {
        var call: HTTPCall
        var tokens: [AccessToken] = []
    }

    private let credentials: [Credential]
    private let keepers: [TokenKeeper]

    /// - Parameter keeper: makes the keeper of a token.
    init(_ auth: AuthStyle, keeper: (TokenGrant) -> TokenKeeper) {
        var credentials: [Credential] = []
        var keepers: [TokenKeeper] = []
        for style in auth.flattened {
            switch style {
            case .none, .several: break
            case .header(let name, let prefix, let secret):
                credentials.append(.header(name: name, value: Secret(prefix + secret.revealed())))
            case .basic(let user, let secret):
                let login = BasicLogin.value(user: user, secret)
                credentials.append(.header(name: "Authorization", value: Secret("Basic " + login.revealed())))
            case .token(let grant):
                let made = keeper(grant)
                keepers.append(made)
                credentials.append(.token(made, prefix: grant.prefix))
            case .duo(let key, let secret): credentials.append(.duo(DuoSignature(integrationKey: key, secret: secret)))
            case .signatureV4(let key, let region, let service):
                credentials.append(.signatureV4(SignatureV4(key: key, region: region, service: service)))
            case .sharedKey(let workspace, let key):
                credentials.append(.sharedKey(SharedKeySignature(workspace: workspace, key: key)))
            case .path(let secret): credentials.append(.path(secret))
            }
        }
        self.credentials = credentials
        self.keepers = keepers
    }

    /// Whether a refused credential can be replaced.
    var canRenew: Bool { !keepers.isEmpty }

    /// The request with all credentials, in the order of the configuration.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch, for signatures.
    func signed(_ call: HTTPCall, at address: HTTPAddress, now: Int64) async throws(TransportFailure) -> Signed {
        var signed = Signed(call: call)
        for credential in credentials {
            switch credential {
            case .header(let name, let value): signed.call.headers.append(.init(name, value.revealed()))
            case .token(let keeper, let prefix):
                let token = try await keeper.token()
                signed.tokens.append(token)
                signed.call.headers.append(.init("Authorization", prefix + token.secret.revealed()))
            case .duo(let duo): signed.call.headers += duo.headers(for: signed.call, at: address, now: now)
            case .signatureV4(let signature):
                let region = call.region ?? signature.region
                let own = SignatureV4(key: signature.key, region: region, service: signature.service)
                signed.call.headers += own.headers(for: signed.call, at: address, now: now)
            case .sharedKey(let signature):
                signed.call.headers += signature.headers(for: signed.call, at: address, now: now)
            case .path(let secret): signed.call.url += "/" + PercentCoding.encoded(secret.revealed().utf8)
            }
        }
        return signed
    }

    /// Replaces the tokens of a request that was refused.
    func renew(after tokens: [AccessToken]) async throws(TransportFailure) {
        for (keeper, token) in zip(keepers, tokens) { _ = try await keeper.token(after: token) }
    }

    /// The first token, asked for if there is none yet; nil when no token is used.
    func firstToken() async throws(TransportFailure) -> Secret? { try await keepers.first?.token().secret }
}
