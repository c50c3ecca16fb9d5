import AuditModel
import EventSources
import Pulling
import Settings
import Testing
import Transport

/// Which hosts the Microsoft sources ask, and what they ask a token for.
struct MicrosoftLoginTests {
    /// A source in a cloud and where it then leads.
    struct Case: Sendable {
        let type: String
        let settings: String
        /// The service's base URL and the token endpoint.
        let hosts: [String]
        /// The field that says what the token is for.
        let audience: String
    }

    private static let login = "https://login.microsoftonline.com/t/oauth2/v2.0/token"
    private static let usLogin = "https://login.microsoftonline.us/t/oauth2/v2.0/token"

    private static func o365(_ settings: String, _ host: String, _ login: String) -> Case {
        Case(
            type: "o365-management", settings: settings, hosts: ["https://\(host)", login],
            audience: "scope=https://\(host)/.default")
    }

    private static func graph(_ type: String, _ settings: String, _ host: String, _ login: String) -> Case {
        Case(
            type: type, settings: settings, hosts: ["https://\(host)", login],
            audience: "scope=https://\(host)/.default")
    }

    static let cases: [Case] = [
        o365("", "manage.office.com", login), o365("cloud: gcc", "manage-gcc.office.com", login),
        o365("cloud: gcc-high", "manage.office365.us", usLogin),
        o365("cloud: dod", "manage.protection.apps.mil", usLogin),
        graph("graph-sign-ins", "", "graph.microsoft.com", login),
        graph("graph-directory-audits", "cloud: gcc", "graph.microsoft.com", login),
        graph("graph-risk-detections", "cloud: gcc-high", "graph.microsoft.us", usLogin),
        graph("purview-audit", "cloud: dod", "dod-graph.microsoft.us", usLogin),
        graph(
            "graph-sign-ins", "cloud: china", "microsoftgraph.chinacloudapi.cn",
            "https://login.chinacloudapi.cn/t/oauth2/v2.0/token"),
        Case(
            type: "graph-identity-risk-events", settings: "base_url: https://gate.test\nlogin_url: https://id.test",
            hosts: ["https://gate.test", "https://id.test/t/oauth2/v2.0/token"],
            audience: "scope=https://graph.microsoft.com/.default"),
        Case(
            type: "graph-sign-ins", settings: "base_url: https://gate.test\nresource: https://own.test",
            hosts: ["https://gate.test", login], audience: "scope=https://own.test/.default"),
        Case(
            type: "aad-graph-sign-ins", settings: "",
            hosts: ["https://graph.windows.net", "https://login.microsoftonline.com/t/oauth2/token"],
            audience: "resource=https://graph.windows.net"),
    ]

    @Test(arguments: cases)
    func secretIsSentToTheCloudsOwnLogin(_ one: Case) throws {
        let made = try make(one.type, one.settings + "\nclient_secret: {env: S}")
        #expect(made.client.hosts == [one.hosts[0]])
        let grant = try #require(Self.grant(made))
        #expect(grant.url == one.hosts[1])
        #expect(
            grant.fields.map { "\($0.name)=\($0.value)" } == [
                "grant_type=client_credentials", "client_id=c", one.audience,
            ])
        guard case .secret("c", let secret) = grant.proof else {
            Issue.record("no secret")
            return
        }
        #expect(secret.revealed() == "env S")
    }

    @Test(arguments: [
        ("", TokenGrant.Assertion.Algorithm.rs256, TokenGrant.Assertion.Thumbprint.sha1),
        ("\nalgorithm: PS256\nthumbprint: \"x5t#S256\"", .ps256, .sha256),
    ])
    func certificateSignsForTheTokenEndpoint(
        _ settings: String, _ algorithm: TokenGrant.Assertion.Algorithm, _ thumbprint: TokenGrant.Assertion.Thumbprint
    ) throws {
        for type in ["graph-sign-ins", "o365-management", "aad-graph-sign-ins"] {
            let made = try make(type, "certificate: {file: app.pem, key: {file: app.key}}" + settings)
            guard case .assertion(let assertion, "client_assertion", let also) = Self.grant(made)?.proof else {
                Issue.record("no assertion")
                return
            }
            #expect(assertion.algorithm == algorithm)
            #expect(assertion.thumbprint == thumbprint)
            #expect(assertion.key.revealed() == "file app.key")
            #expect(assertion.certificate == "file app.pem")
            #expect([assertion.issuer, assertion.subject] == ["c", "c"])
            #expect(assertion.audience == nil)
            #expect(
                also == [
                    .init("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                ])
        }
    }

    @Test func eitherCredentialMustBeGiven() {
        let fault = #expect(throws: SettingsFault.self) { try make("graph-sign-ins", "") }
        #expect(fault?.issues.first?.what.contains("client_secret or certificate") == true)
    }

    @Test func cloudsWithoutTheServiceAreRefused() {
        #expect(throws: SettingsFault.self) {
            try make("o365-management", "cloud: china\nclient_secret: {env: S}")
        }
    }

    private static func grant(_ made: MadeSource) -> TokenGrant? {
        if case .token(let grant) = made.client.auth { grant } else { nil }
    }

    private func make(_ type: String, _ settings: String) throws -> MadeSource {
        let node = try SettingsNode(
            parsing: "type: \(type)\ntenant: t\nclient_id: c\n\(settings)\n", file: "siemgap.yaml")
        let making = SourceMaking(
            resolve: { reference, _ in
                switch reference {
                case .environment(let name): Secret("env \(name)")
                case .file(let path): Secret("file \(path)")
                case .command: Secret("")
                }
            }, wait: { _ in })
        return try SourceRegistry.source(
            NamedSource(
                name: "own", type: type, node: node, mark: SettingsMark(file: "siemgap.yaml", line: 1, column: 1)),
            making: making)
    }
}
