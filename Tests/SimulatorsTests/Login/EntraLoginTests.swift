import AuditModel
import ByteScan
import Crypto
import CryptoExtras
import Foundation
import Simulators
import Testing

struct EntraLoginTests {
    /// RSA keys take time to make; all tests share one.
    private static let certificate = try? ClientCertificate(now: now)
    private static let now = TestTenants.start
    private static let second = Int(now / 1_000_000_000)
    private static let v1 = "/\(Tenant.id)/oauth2/token"
    private static let v2 = "/\(Tenant.domain)/oauth2/v2.0/token"
    private static let client = SimulatorClient()

    private let mint = TokenMint()

    @Test func v2GivesNumbersAndATokenWithRoles() throws {
        let answer = try ask(Self.v2, secretForm("scope=https://graph.microsoft.com/.default"))
        #expect(answer.status == 200)
        let body = try TestTenants.json(answer.body)
        #expect(body["expires_in"] == .number(Array("3599".utf8)))
        let token = try #require(body["access_token"]?.text)
        guard case .valid(let claims) = mint.check(token, audiences: ["https://graph.microsoft.com"], now: Self.now)
        else {
            Issue.record("the token is not valid")
            return
        }
        #expect(claims.hasRole("AuditLog.Read.All"))
        #expect(claims["tid"]?.text == Tenant.id)
        #expect(claims["appidacr"]?.text == "1")
    }

    @Test func v1GivesNumbersAsTexts() throws {
        let body = try TestTenants.json(try ask(Self.v1, secretForm("resource=https://manage.office.com")).body)
        #expect(body["expires_in"]?.text == "3599")
        #expect(body["expires_on"]?.text == String(Self.second + 3599))
        #expect(body["resource"]?.text == "https://manage.office.com")
    }

    @Test(arguments: [
        (v2, "scope=https://graph.microsoft.com/.default&client_secret=wrong", 401, 7_000_215),
        (v2, "scope=https://graph.microsoft.com/.default", 401, 7_000_216),
        (v2, "scope=https://graph.microsoft.com&client_secret=x", 400, 1_002_012),
        (v2, "scope=a b&client_secret=x", 400, 70_011), (v2, "client_secret=x", 400, 900_144),
        (v2, "scope=https://nothing.example/.default&client_secret=x", 400, 500_011),
        (v2, "resource=https://graph.microsoft.com&client_secret=x", 400, 901_002),
        (v1, "resource=https://graph.microsoft.com/.default&client_secret=x", 400, 500_011),
        ("/other.example/oauth2/token", "resource=https://graph.microsoft.com&client_secret=x", 400, 90_002),
        (v2, "scope=https://graph.microsoft.com/.default&client_assertion=x", 400, 900_144),
    ])
    func mistakesHaveTheirNumbers(_ path: String, _ fields: String, _ status: Int, _ code: Int) throws {
        let answer = try ask(path, "grant_type=client_credentials&client_id=\(Self.client.id)&\(fields)")
        #expect(answer.status == status)
        let body = try TestTenants.json(answer.body)
        #expect(body["error_codes"]?.elements?.last?.integer == code)
        #expect(body["error_description"]?.text?.hasPrefix("AADSTS\(code): ") == true)
        #expect(body["timestamp"]?.text == "2026-11-02 00:00:00Z")
    }

    @Test func anotherClientIsUnknown() throws {
        let form = "grant_type=client_credentials&client_id=4b7a0000-0000-4000-8000-000000000000&client_secret=x"
        let answer = try ask(Self.v2, form + "&scope=https://graph.microsoft.com/.default")
        #expect(try TestTenants.json(answer.body)["error_codes"]?.elements?.first?.integer == 700_016)
    }

    @Test func basicCredentialsAreTaken() throws {
        let basic = Data("\(Self.client.id):\(Self.client.secret)".utf8).base64EncodedString()
        let answer = try ask(
            Self.v2, "grant_type=client_credentials&scope=https://graph.microsoft.com/.default",
            headers: [("authorization", "Basic \(basic)")])
        #expect(answer.status == 200)
    }

    @Test func aBodyOfAnotherTypeIsEmpty() throws {
        let answer = try ask(Self.v2, secretForm("scope=x"), contentType: "application/json")
        #expect(try TestTenants.json(answer.body)["error_codes"]?.elements?.first?.integer == 900_144)
    }

    @Test(arguments: [APIFault(.loginError, form: "90055"), APIFault(.loginError)])
    func plantedErrorsPass(_ fault: APIFault) throws {
        let login = login([fault])
        let form = secretForm("scope=https://graph.microsoft.com/.default")
        #expect(try ask(Self.v2, form, login: login).status >= 429)
        #expect(try ask(Self.v2, form, login: login).status == 200)
    }

    @Test func tokensLiveAsLongAsTheScenarioSays() throws {
        let login = login([APIFault(.tokenExpired, size: 5)])
        let body = try TestTenants.json(
            try ask(Self.v2, secretForm("scope=https://graph.microsoft.com/.default"), login: login).body)
        #expect(body["expires_in"]?.integer == 5)
        let token = try #require(body["access_token"]?.text)
        guard case .expired = mint.check(token, audiences: [], now: Self.now + 5_000_000_000) else {
            Issue.record("the token outlives its time")
            return
        }
    }

    // MARK: Certificates

    private struct Assertion: CustomTestStringConvertible {
        var testDescription: String
        var code: Int?
        var header: [String: JSONValue] = [:]
        var claims: [String: JSONValue] = [:]
        var isPSS = false
        var breaksSignature = false
    }

    private static let assertions: [Assertion] = [
        Assertion(testDescription: "RS256 with x5t", code: nil),
        Assertion(
            testDescription: "a padded x5t", code: nil,
            header: ["x5t": .string((certificate.map { Base64URL.text(of: $0.sha1) } ?? "") + "=")]),
        Assertion(testDescription: "PS256 with x5t", code: nil, header: ["alg": .string("PS256")], isPSS: true),
        Assertion(
            testDescription: "PS256 named as RS256", code: 700_027, isPSS: true),
        Assertion(testDescription: "broken signature", code: 700_027, breaksSignature: true),
        Assertion(testDescription: "no thumbprint", code: 50_027, header: ["x5t": .null]),
        Assertion(testDescription: "another thumbprint", code: 700_027, header: ["x5t": .string("AAAA")]),
        Assertion(testDescription: "x5t#S256 of SHA-1", code: 700_027, header: ["x5t#S256": .string("AAAA")]),
        Assertion(testDescription: "another audience", code: 50_012, claims: ["aud": .string("https://x.example")]),
        Assertion(testDescription: "another issuer", code: 50_012, claims: ["iss": .string("someone")]),
        Assertion(testDescription: "expired", code: 700_024, claims: ["exp": .integer(second - 600)]),
        Assertion(
            testDescription: "a fraction of a second", code: nil, claims: ["exp": .number(Double(second) + 599.5)]),
        Assertion(testDescription: "not yet valid", code: 700_024, claims: ["nbf": .integer(second + 600)]),
    ]

    @Test(arguments: assertions)
    private func assertionsAreVerified(_ assertion: Assertion) throws {
        let form =
            "grant_type=client_credentials&client_id=\(Self.client.id)&scope=https://graph.microsoft.com/.default"
            + "&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
        let answer = try ask(Self.v2, form + (try jwt(assertion)))
        let body = try TestTenants.json(answer.body)
        #expect(body["error_codes"]?.elements?.last?.integer == assertion.code)
        #expect(answer.status == (assertion.code == nil ? 200 : answer.status))
    }

    private func jwt(_ assertion: Assertion) throws -> String {
        let certificate = try #require(Self.certificate)
        let header: [String: JSONValue] = [
            "alg": .string("RS256"), "typ": .string("JWT"), "x5t": .string(Base64URL.text(of: certificate.sha1)),
        ]
        let claims: [String: JSONValue] = [
            "aud": .string("https://sim.test\(Self.v2)"), "iss": .string(Self.client.id),
            "sub": .string(Self.client.id), "jti": .string("1"), "nbf": .integer(Self.second),
            "exp": .integer(Self.second + 600),
        ]
        func part(_ members: [String: JSONValue], _ changes: [String: JSONValue]) -> String {
            let merged = members.merging(changes) { $1 }.filter { $0.value != .null }
            let value = JSONValue.object(merged.map { JSONValue.Member($0.key, $0.value) })
            return Base64URL.text(of: Array(value.text().utf8))
        }
        let signed = part(header, assertion.header) + "." + part(claims, assertion.claims)
        let key = try _RSA.Signing.PrivateKey(pemRepresentation: certificate.keyPEM)
        let signature = try key.signature(
            for: SHA256.hash(data: Array(signed.utf8)), padding: assertion.isPSS ? .PSS : .insecurePKCS1v1_5)
        var bytes = Array(signature.rawRepresentation)
        if assertion.breaksSignature { bytes[10] ^= 1 }
        return signed + "." + Base64URL.text(of: bytes)
    }

    // MARK: Requests

    private func secretForm(_ fields: String) -> String {
        "grant_type=client_credentials&client_id=\(Self.client.id)&client_secret=\(Self.client.secret)&\(fields)"
    }

    private func login(_ faults: [APIFault] = []) -> EntraLogin {
        var client = Self.client
        client.certificate = Self.certificate
        return EntraLogin(
            client: client, mint: mint, board: FaultBoard(faults, seed: 1, start: 0),
            clock: SimulatorClock(wall: { Self.now }))
    }

    private func ask(
        _ path: String, _ form: String, headers: [(name: String, value: String)] = [],
        contentType: String = "application/x-www-form-urlencoded", login: EntraLogin? = nil
    ) throws -> SimulatorResponse {
        try #require(
            (login ?? self.login()).answer(
                SimulatorRequest(
                    method: "POST", scheme: "https", authority: "sim.test", path: path, query: [], rawQuery: "",
                    headers: [(name: "content-type", value: contentType)] + headers, body: Array(form.utf8))))
    }
}
