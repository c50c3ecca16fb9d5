import AuditModel
import EventSources
import Pulling
import Settings
import Testing
import Transport

/// Every built-in source, and the recipes of their clients.
struct SourceRegistryTests {
    @Test func everyDescriptionIsReadAndNamesItsType() throws {
        for type in SourceRegistry.types where type != SourceRegistry.userType {
            guard let description = try SourceRegistry.description(of: type) else { continue }
            #expect(description.type == type)
            #expect(!description.title.isEmpty)
            #expect(description.records.time != nil)
            for rule in description.settings { #expect(!rule.about.isEmpty, "\(type).\(rule.name)") }
        }
    }

    @Test func everyTypeHasASchemaThatTakesItsSettingsOnly() throws {
        let schemas = try SourceRegistry.schemas()
        #expect(schemas.keys.sorted() == SourceRegistry.types)
        for (type, schema) in schemas {
            #expect(schema.text().contains("\"additionalProperties\":false"), "\(type)")
            for rule in try SourceRegistry.description(of: type)?.settings ?? [] {
                #expect(schema.text().contains("\"\(rule.name)\":{"), "\(type).\(rule.name)")
            }
        }
    }

    private func make(_ text: String, secrets: [SecretReference: String] = [:]) throws -> MadeSource {
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let type = try SettingsMap(node, in: "").text("type") ?? ""
        let making = SourceMaking(resolve: { reference, _ in Secret(secrets[reference] ?? "") }, wait: { _ in })
        return try SourceRegistry.source(
            NamedSource(
                name: "own", type: type, node: node, mark: SettingsMark(file: "siemgap.yaml", line: 1, column: 1)),
            making: making)
    }

    @Test func staticCredentialBecomesAHeader() throws {
        let made = try make(
            "type: okta-system-log\norg: acme\ntoken: {env: T}", secrets: [.environment("T"): "abc"])
        #expect(made.client.hosts == ["https://acme.okta.com"])
        guard case .header(let name, let prefix, let secret) = made.client.auth else {
            Issue.record("no header")
            return
        }
        #expect("\(name): \(prefix)\(secret.revealed())" == "Authorization: SSWS abc")
    }

    @Test func keyBecomesASignedTokenRequest() throws {
        let made = try make(
            "type: okta-system-log\nbase_url: https://id.acme.test\nclient_id: c\nkey_id: k\nprivate_key: {file: app.key}",
            secrets: [.file("app.key"): "PEM"])
        guard case .token(let grant) = made.client.auth,
            case .assertion(let assertion, "client_assertion", _) = grant.proof
        else {
            Issue.record("no token")
            return
        }
        #expect(grant.url == "https://id.acme.test/oauth2/v1/token")
        #expect(assertion.issuer == "c")
        #expect(assertion.keyID == "k")
        #expect(assertion.lifeSeconds == 300)
        #expect(assertion.key.revealed() == "PEM")
    }

    @Test func partsOfAJSONCredentialFillAnAssertion() throws {
        let text = """
            type: x
            settings: {credentials: {form: secret}, admin: {}}
            base_url: https://api.test
            auth:
              - style: token
                url: "{credential:credentials:token_uri}"
                fields: {grant_type: urn:x}
                proof: {style: assertion, key: "credentials:private_key", key_id: "{credential:credentials:private_key_id}", issuer: "{credential:credentials:client_email}", subject: "{setting:admin}", field: assertion, claims: {scope: s}}
            steps: {list: {path: /l}}
            id: id
            time: {path: t}
            """
        let map = try SettingsMap(try SettingsNode(parsing: text, file: "x.yaml"), in: "")
        let description = try SourceDecoder.description(map, by: .tool)
        let own = try SettingsMap(
            try SettingsNode(parsing: "credentials: {file: sa.json}\nadmin: a@b", file: "f"), in: "sources.g")
        let key = """
            {"client_email":"sa@p.test","private_key":"PEM","private_key_id":"kid","token_uri":"https://oauth.test/token"}
            """
        let made = try SourceRegistry.make(
            description, SourceSettings(own, for: description), "g",
            SourceMaking(resolve: { _, _ in Secret(key) }, wait: { _ in }), own)
        guard case .token(let grant) = made.client.auth, case .assertion(let assertion, "assertion", _) = grant.proof
        else {
            Issue.record("no token")
            return
        }
        #expect(made.client.hosts == ["https://api.test"])
        #expect(grant.url == "https://oauth.test/token")
        #expect(made.settings.text() == "{\"admin\":\"a@b\",\"base_url\":\"https://api.test\"}")
        #expect([assertion.issuer, assertion.subject, assertion.keyID] == ["sa@p.test", "a@b", "kid"])
        #expect(assertion.key.revealed() == "PEM")
        #expect(assertion.claims == [.init("scope", "s")])
    }

    @Test func checkFindsWhatIsMissingBesideACredentialWithoutReadingIt() {
        let node = try? SettingsNode(
            parsing: "type: okta-system-log\norg: acme\nprivate_key: {env: NOT_SET}\nkey_id: k", file: "siemgap.yaml")
        let fault = #expect(throws: SettingsFault.self) {
            let node = try #require(node)
            try SourceRegistry.check(
                NamedSource(name: "own", type: "okta-system-log", node: node, mark: node.mark))
        }
        #expect(fault?.issues.first?.what.contains("client_id is missing") == true)
    }

    @Test func unknownTypeNamesTheKnownOnes() {
        let fault = #expect(throws: SettingsFault.self) { try make("type: oktaa") }
        #expect(fault?.issues.first?.means?.contains("okta-system-log") == true)
    }

    @Test func baseURLMustBeWhole() {
        let fault = #expect(throws: SettingsFault.self) {
            try make("type: rest\nbase_url: api.test\nid: a\ntime: {path: t}\nsteps: {list: {path: /l}}")
        }
        #expect(fault?.issues.first?.mark?.text == "siemgap.yaml:2:11")
    }
}
