import AuditModel
import Pulling
import Settings
import Transport

/// An application of Microsoft Entra that logs in with a secret or a certificate.
///
/// Facts: learn.microsoft.com, "OAuth 2.0 client credentials flow on the Microsoft identity platform" and "Microsoft
/// identity platform application authentication certificate credentials".
struct EntraClient {
    /// The settings, with `login_url` and `resource` as the cloud has them unless set.
    let grant: TokenGrant

    /// Reads the settings and fetches what they refer to.
    ///
    /// - Parameters:
    ///   - login: the cloud's token host.
    ///   - resource: what the token is for.
    ///   - place: the SIEM's place in the configuration, for messages.
    init(
        _ map: SettingsMap, login: String, resource: String, for place: String, _ outside: SourceMaking
    ) throws(SettingsFault) {
        guard let tenant = try map.text("tenant") else {
            throw map.fault(nil, "tenant is missing", fix: "write tenant: the directory's GUID or a domain of it")
        }
        guard let client = try map.text("client_id") else {
            throw map.fault(nil, "client_id is missing", fix: "write client_id: the application's id")
        }
        let base = try map.text("login_url") ?? login
        guard HTTPAddress(base) != nil else {
            throw map.fault("login_url", "it must be a whole URL", fix: "write login_url: \(login)")
        }
        let fields = [
            HTTPCall.Header("grant_type", "client_credentials"), .init("client_id", client),
            .init("scope", (try map.text("resource") ?? resource) + "/.default"),
        ]
        let url = "\(base)/\(tenant)/oauth2/v2.0/token"
        grant = TokenGrant(url: url, fields: fields, proof: try Self.proof(map, client, place, outside))
    }

    private enum Algorithm: String, CaseIterable { case rs256 = "RS256", ps256 = "PS256" }
    private enum Thumbprint: String, CaseIterable { case sha1 = "x5t", sha256 = "x5t#S256" }

    private static func proof(
        _ map: SettingsMap, _ client: String, _ place: String, _ outside: SourceMaking
    ) throws(SettingsFault) -> TokenGrant.Proof {
        let secret = try map.secret("client_secret")
        let certificate = try map.map("certificate")
        let algorithm = try map.choice("algorithm", Algorithm.self) ?? .rs256
        let thumbprint = try map.choice("thumbprint", Thumbprint.self) ?? .sha1
        if let secret {
            guard certificate == nil else {
                throw map.fault("certificate", "client_secret is set as well", fix: "keep one of them")
            }
            return .secret(clientID: client, try outside.resolve(secret, "\(place).client_secret"))
        }
        guard let certificate else {
            throw map.fault(
                nil, "client_secret or certificate is missing", fix: "add client_secret: {env: NAME}")
        }
        guard let file = try certificate.text("file") else {
            throw certificate.fault("file", "the certificate's file is missing", fix: "write file: app.pem")
        }
        let key = try certificate.secret("key") ?? .file(file)
        try certificate.finish()
        var assertion = TokenGrant.Assertion(
            algorithm: algorithm == .rs256 ? .rs256 : .ps256,
            key: try outside.resolve(key, "\(place).certificate.key"), issuer: client, subject: client)
        assertion.certificate = try outside.resolve(.file(file), "\(place).certificate").revealed()
        assertion.thumbprint = thumbprint == .sha1 ? .sha1 : .sha256
        return .assertion(
            assertion, field: "client_assertion",
            also: [.init("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")])
    }

    /// The settings it reads, as members of a JSON schema.
    static let schema: [JSONValue.Member] = [
        .init("tenant", text("The directory's GUID, or one of its domains.")),
        .init("client_id", text("The application's id.")),
        .init("client_secret", ConfigurationSchema.secret),
        .init(
            "certificate",
            ConfigurationSchema.closed(
                [.init("file", text("Certificate, PEM.")), .init("key", ConfigurationSchema.secret)],
                required: ["file"])),
        .init("algorithm", ["enum": .array(Algorithm.allCases.map { .string($0.rawValue) })]),
        .init("thumbprint", ["enum": .array(Thumbprint.allCases.map { .string($0.rawValue) })]),
        .init("login_url", text("Another token host.")), .init("resource", text("What tokens are for.")),
    ]

    private static func text(_ about: String) -> JSONValue {
        ["type": .string("string"), "description": .string(about)]
    }
}
