import AuditModel
import Crypto
import Synchronization
import Testing

@testable import Transport

/// Tokens, as a client with one sees them.
struct TokenKeeperTests {
    private let scene = ServiceClientTests()

    private func ask(_ client: ServiceClient) async throws { _ = try await client.ask(scene.call) { _ in true } }

    private func bearers(_ transport: ScriptedTransport) -> [String] {
        transport.sent.compactMap { $0.value(of: "authorization") }
    }

    @Test(arguments: ["1000", "\"1000\""])
    func aTokenIsKeptForEightyPercentOfItsLife(life: String) async throws {
        let transport = ServiceClientTests.tokens(life: life) { _ in HTTPReply(200) }
        let client = scene.client(transport, auth: .token(ServiceClientTests.grant))
        try await ask(client)
        scene.clock.advance(799)
        try await ask(client)
        scene.clock.advance(1)
        try await ask(client)
        #expect(bearers(transport) == ["Bearer token-1", "Bearer token-1", "Bearer token-2"])
    }

    @Test func theRequestForAToken() async throws {
        let transport = ServiceClientTests.tokens { _ in HTTPReply(200) }
        try await ask(scene.client(transport, auth: .token(ServiceClientTests.grant)))
        let call = try #require(transport.sent.first)
        #expect(call.method == "POST" && call.value(of: "content-type") == "application/x-www-form-urlencoded")
        #expect(call.text == "grant_type=client_credentials&client_id=app&client_secret=s3cret-value")
    }

    @Test func jsonBodiesBasicAndOwnFields() async throws {
        var grant = ServiceClientTests.grant
        grant.isJSON = true
        grant.proof = .field(name: "refresh_token", Secret("r"))
        let transport = ServiceClientTests.tokens { _ in HTTPReply(200) }
        try await ask(scene.client(transport, auth: .token(grant)))
        #expect(transport.sent.first?.text == #"{"grant_type":"client_credentials","refresh_token":"r"}"#)
        grant.proof = .basic(user: "u", Secret("p"))
        let other = ServiceClientTests.tokens { _ in HTTPReply(200) }
        try await ask(scene.client(other, auth: .token(grant)))
        #expect(other.sent.first?.value(of: "authorization") == "Basic dTpw")
    }

    @Test func assertionsComeWithTheirFields() async throws {
        var grant = ServiceClientTests.grant
        let assertion = TokenGrant.Assertion(
            algorithm: .es256, key: Secret(TestKeys.curve.pemRepresentation), issuer: "app", subject: "app")
        grant.proof = .assertion(assertion, field: "client_assertion", also: [.init("client_assertion_type", "jwt")])
        let transport = ServiceClientTests.tokens { _ in HTTPReply(200) }
        try await ask(scene.client(transport, auth: .token(grant)))
        let text = try #require(transport.sent.first).text
        #expect(text.hasPrefix("grant_type=client_credentials&client_assertion_type=jwt&client_assertion=eyJ"))
    }

    @Test func aRefusedTokenIsReplacedOnce() async throws {
        let transport = ServiceClientTests.tokens { call in
            call.value(of: "authorization") == "Bearer token-1" ? HTTPReply(401) : HTTPReply(200)
        }
        try await ask(scene.client(transport, auth: .token(ServiceClientTests.grant)))
        #expect(bearers(transport) == ["Bearer token-1", "Bearer token-2"])
        #expect(scene.clock.waits.isEmpty)
    }

    @Test func aSecondRefusalIsFinal() async throws {
        let transport = ServiceClientTests.tokens { _ in HTTPReply(401) }
        let client = scene.client(transport, auth: .token(ServiceClientTests.grant))
        let failure = try await #require(throws: TransportFailure.self) { try await ask(client) }
        #expect(failure.kind == .unauthorized && failure.problem.code == "E-AUTH-SECRET")
        #expect(failure.problem.means?.hasSuffix("; application app") == true)
        #expect(bearers(transport) == ["Bearer token-1", "Bearer token-2"])
    }

    @Test func oneRequestServesAllWhoWait() async throws {
        let transport = ServiceClientTests.tokens { call in
            call.value(of: "authorization") == "Bearer token-1" ? HTTPReply(401) : HTTPReply(200)
        }
        let client = scene.client(transport, auth: .token(ServiceClientTests.grant))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 { group.addTask { try await ask(client) } }
            try await group.waitForAll()
        }
        #expect(transport.sent.filter { $0.url == ServiceClientTests.grant.url }.count == 2)
    }

    @Test func aTokenThatCannotBeRenewedIsUsedToItsEnd() async throws {
        let isDown = Mutex(false)
        let transport = ScriptedTransport { call, _ in
            guard call.url == ServiceClientTests.grant.url else { return HTTPReply(200) }
            if isDown.withLock({ $0 }) { throw SendFault(.connect) }
            return HTTPReply(200, #"{"access_token":"token-1","expires_in":1000}"#)
        }
        let client = scene.client(transport, auth: .token(ServiceClientTests.grant))
        try await ask(client)
        isDown.withLock { $0 = true }
        scene.clock.advance(900)
        try await ask(client)
        scene.clock.advance(100)
        let failure = try await #require(throws: TransportFailure.self) { try await ask(client) }
        #expect(failure.kind == .unreachable && failure.host == "login.example")
    }

    @Test func aWrongSecretEndsItWithoutAskingTheService() async throws {
        let body = #"{"error":"invalid_client","error_description":"AADSTS7000215: Bad.","error_codes":[7000215]}"#
        let transport = ScriptedTransport(replies: [HTTPReply(401, body)])
        let client = scene.client(transport, auth: .token(ServiceClientTests.grant))
        let failure = try await #require(throws: TransportFailure.self) { try await ask(client) }
        #expect(failure.code == "AADSTS7000215" && failure.host == "login.example" && transport.sent.count == 1)
    }

    @Test func transientTokenErrorsAreTriedAgain() async throws {
        let transport = ScriptedTransport { call, index in
            guard call.url == ServiceClientTests.grant.url else { return HTTPReply(200) }
            let body = #"{"error":"temporarily_unavailable","error_codes":[90012]}"#
            return index == 0 ? HTTPReply(400, body) : HTTPReply(200, #"{"access_token":"t"}"#)
        }
        try await ask(scene.client(transport, auth: .token(ServiceClientTests.grant)))
        #expect(bearers(transport) == ["Bearer t"])
    }

    @Test func claimsAreToldWithoutAskingTheService() async throws {
        let payload = Base64URL.encoded(#"{"roles":["A"],"tid":"t"}"#.utf8)
        let transport = ScriptedTransport(replies: [HTTPReply(200, #"{"access_token":"e30.\#(payload).s"}"#)])
        let client = scene.client(transport, auth: .token(ServiceClientTests.grant))
        #expect(try await client.tokenClaims()?.roles == ["A"] && transport.sent.count == 1)
        #expect(try await scene.client(transport).tokenClaims() == nil)
    }

    @Test func aTokenEndpointWithoutTLSIsNotAsked() async throws {
        var grant = ServiceClientTests.grant
        grant.url = "http://login.example/token"
        let transport = ScriptedTransport(replies: [HTTPReply(200)])
        let failure = try await #require(throws: TransportFailure.self) {
            try await ask(scene.client(transport, auth: .token(grant)))
        }
        #expect(failure.kind == .foreignHost && transport.sent.isEmpty)
    }
}
