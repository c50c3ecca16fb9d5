import AuditModel
import EventSources
import Settings
import Testing
import Transport

/// A user's settings against the rules of a description.
struct SourceSettingsTests {
    static let description = """
        type: cloudy
        settings:
          tenant: {required: true, about: the tenant's id}
          client_secret: {form: secret}
          certificate: {form: certificate}
          assertion: {default: RS256, choices: [RS256, PS256]}
          types: {form: list, default: [A, B]}
          version: {default: "v{setting:number}"}
          number: {form: integer, default: "1"}
        clouds:
          worldwide: {base_url: "https://api.test", login_url: "https://login.test", resource: "{setting:base_url}"}
          china: {base_url: "https://api.test.cn", login_url: "https://login.test.cn"}
        values: {resource: "r-{setting:tenant}"}
        auth:
          - style: first-of
            rules:
              - style: token
                url: "{setting:login_url}/{setting:tenant}/token"
                fields: {grant_type: client_credentials, resource: "{setting:resource}"}
                proof: {style: secret, client_id: "{setting:tenant}", secret: client_secret}
              - style: token
                url: "{setting:login_url}/{setting:tenant}/token"
                fields: {}
                proof: {style: assertion, key: certificate.key, certificate: certificate, thumbprint: x5t, algorithm: "{setting:assertion}", issuer: i, subject: s}
        steps: {list: {path: "/{setting:tenant}"}}
        fan_out: {name: type, setting: types}
        id: id
        time: {path: t}
        """

    private func settings(_ text: String) throws -> SourceSettings {
        let map = try SettingsMap(try SettingsNode(parsing: Self.description, file: "cloudy.yaml"), in: "")
        let description = try SourceDecoder.description(map, by: .tool)
        let own = try SettingsMap(try SettingsNode(parsing: text, file: "siemgap.yaml"), in: "sources.m365")
        return try SourceSettings(own, for: description)
    }

    @Test func cloudAndDefaultsFillWhatTheUserLeavesOut() throws {
        let texts = try settings("tenant: t\nclient_secret: {env: S}").texts
        #expect(texts["base_url"] == "https://api.test")
        #expect(texts["resource"] == "https://api.test")
        #expect(texts["version"] == "v1")
        let china = try settings("tenant: t\nclient_secret: {env: S}\ncloud: china\nnumber: 2").texts
        #expect(china["login_url"] == "https://login.test.cn")
        #expect(china["resource"] == "r-t")
        #expect(china["version"] == "v2")
        let own = try settings("tenant: t\nclient_secret: {env: S}\nbase_url: http://127.0.0.1:1").texts
        #expect(own["base_url"] == "http://127.0.0.1:1")
        #expect(own["login_url"] == "https://login.test")
    }

    @Test func listsLimitsAndCredentialsAreRead() throws {
        let own = try settings(
            """
            tenant: t
            certificate: {file: app.pem, key: {file: app.key}}
            types: [C]
            limits: {requests: 5, per: 10s, in_flight: 2}
            page_size: 7
            """)
        #expect(own.lists["types"] == ["C"])
        #expect(own.secrets == ["certificate": .file("app.pem"), "certificate.key": .file("app.key")])
        #expect(own.limits == RateLimit(requests: 5, perSeconds: 10, inFlight: 2))
        #expect(own.pageSize == 7)
    }

    @Test(arguments: [
        ("client_secret: {env: S}", "1:1", "tenant is missing: the tenant's id"),
        ("tenant: t", "1:1", "client_secret or certificate is missing"),
        ("tenant: t\nclient_secret: abc", "2:16", "a secret may not be written here"),
        ("tenant: t\nclient_secret: {env: S}\ncloud: mars", "3:8", "\"mars\" is not one of worldwide china"),
        ("tenant: t\nclient_secret: {env: S}\nassertion: HS256", "3:12", "is not one of RS256 PS256"),
        ("tenant: t\nclient_secret: {env: S}\ntenannt: x", "3:1", "unknown key \"tenannt\""),
        ("tenant: t\nclient_secret: {env: S}\nlimits: {requests: 0}", "3:9", "at least 1"),
        ("tenant: t\nclient_secret: {env: S}\npage_size: 0", "3:12", "at least 1"),
        ("tenant: t\ncertificate: {key: {file: k}}", "2:14", "file is missing"),
    ])
    func faultHasLineAndColumn(_ text: String, _ place: String, _ what: String) {
        let fault = #expect(throws: SettingsFault.self) { try settings(text) }
        #expect(fault?.issues.first?.mark?.text == "siemgap.yaml:\(place)")
        #expect(fault?.issues.first?.what.contains(what) == true, "\(fault?.issues.first?.what ?? "")")
    }
}
