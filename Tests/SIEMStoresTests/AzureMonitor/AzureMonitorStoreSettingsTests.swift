import AuditModel
import Pulling
import Recordings
import SIEMStores
import Settings
import Testing
import Transport

/// What a configuration may say of a workspace.
struct AzureMonitorStoreSettingsTests {
    @Test(arguments: [
        (
            "worldwide", "https://api.loganalytics.azure.com", "https://api.loganalytics.io/.default",
            "login.microsoftonline.com"
        ),
        ("gcc-high", "https://api.loganalytics.us", "https://api.loganalytics.us/.default", "login.microsoftonline.us"),
        (
            "china", "https://api.loganalytics.azure.cn", "https://api.loganalytics.azure.cn/.default",
            "login.chinacloudapi.cn"
        ),
    ])
    func eachCloudHasItsHosts(_ cloud: String, _ host: String, _ scope: String, _ login: String) throws {
        let made = try WorkspaceScene.store(["cloud: \(cloud)"])
        #expect(made.client.hosts == [host])
        guard case .token(let grant) = made.client.auth else {
            Issue.record("a token is asked for")
            return
        }
        #expect(grant.url == "https://\(login)/contoso.example/oauth2/v2.0/token")
        #expect(grant.fields.contains(.init("scope", scope)))
    }

    @Test func limitsAreTheServicesUnlessSet() throws {
        #expect(try WorkspaceScene.store().client.rate == RateLimit(requests: 200, perSeconds: 30, inFlight: 5))
        let own = try WorkspaceScene.store(["limits: {requests: 10, per: 1m, in_flight: 2}"])
        #expect(own.client.rate == RateLimit(requests: 10, perSeconds: 60, inFlight: 2))
        #expect(own.store.traits.parallel == 2)
        #expect(own.store.traits.resultCap == 500_000)
        #expect(own.store.traits.countsExactly)
    }

    @Test func aCertificateStandsForASecret() throws {
        let made = try WorkspaceScene.store(secret: ["certificate: {file: app.pem}", "algorithm: PS256"])
        guard case .token(let grant) = made.client.auth, case .assertion(let assertion, let field, _) = grant.proof
        else {
            Issue.record("an assertion is signed")
            return
        }
        #expect(field == "client_assertion")
        #expect(assertion.algorithm == .ps256)
        #expect(assertion.thumbprint == .sha1)
    }

    @Test func pathsAndTablesAreTheUsersOwn() throws {
        let made = try WorkspaceScene.store([
            "tables: [Audit_CL]", "id: [RawData:properties.id, Part_s]", "time: Time_t",
        ])
        #expect(made.store.traits.paths.id == ["id.0", "id.1"])
        #expect(made.settings.text(pretty: false).contains("Audit_CL"))
    }

    @Test(arguments: [
        "workspace: none", "cloud: moon", "tables: []", "tables: [\"A | take 1\"]", "query: \"A; B\"",
        "id: [\"Id; drop\"]", "time: a..b", "page_size: 0", "url: here", "unknown: 1", "certificate: {file: a.pem}",
        "widen: soon",
    ])
    func whatCannotBeIsRefused(_ setting: String) {
        let settings = setting.hasPrefix("workspace") ? ["url: https://x.example", setting] : [setting]
        #expect(throws: SettingsFault.self) { try WorkspaceScene.store(settings) }
    }

    @Test func aQueryStandsForTables() throws {
        let made = try WorkspaceScene.store([#"query: "T_CL | where Source_s == 'okta'""#])
        #expect(made.settings.text(pretty: false).contains("(T_CL | where Source_s == 'okta')"))
        #expect(throws: SettingsFault.self) { try WorkspaceScene.store(["query: T_CL", "tables: [T_CL]"]) }
    }

    @Test func withoutACredentialThereIsNoStore() {
        #expect(throws: SettingsFault.self) { try WorkspaceScene.store(secret: []) }
    }
}
