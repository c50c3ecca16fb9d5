import AuditModel
import Synchronization
import Testing

@testable import Transport

struct ServiceClientTests {
    let clock = HandClock()
    static let grant = TokenGrant(
        url: "https://login.example/token", fields: [.init("grant_type", "client_credentials")],
        proof: .secret(clientID: "app", Secret("s3cret-value")))

    func client(
        _ transport: ScriptedTransport, auth: AuthStyle = .none, jitter: Double = 0, cancelFlag: CancelFlag = .init(),
        change: (inout ErrorRules) -> Void = { _ in }, observe: @escaping @Sendable (TransportEvent) -> Void = { _ in }
    ) -> ServiceClient {
        var errors = ErrorRules()
        change(&errors)
        return ServiceClient(
            settings: TransportSettings(), auth: auth, hosts: ["https://api.example/v1"],
            rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 4), throttle: ThrottleRules(), errors: errors,
            context: clock.context(jitter: jitter, cancelFlag: cancelFlag, observe: observe), transport: transport)
    }

    /// Gives tokens `token-1`, `token-2`, … that live for `life` seconds; asks `script` for everything else.
    static func tokens(
        life: String = "3600", _ script: @escaping @Sendable (HTTPCall) throws -> HTTPReply
    ) -> ScriptedTransport {
        let count = Mutex(0)
        return ScriptedTransport { call, _ in
            guard call.url == grant.url else { return try script(call) }
            let number = count.withLock { count in
                count += 1
                return count
            }
            return HTTPReply(200, #"{"token_type":"Bearer","access_token":"token-\#(number)","expires_in":\#(life)}"#)
        }
    }

    let call = HTTPCall("GET", "https://api.example/v1/events")

    @Test func aSuccessIsGivenBackAsItCame() async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(200, "[]", headers: [("X", "y")])])
        let client = client(transport, auth: .header(name: "Authorization", prefix: "SSWS ", Secret("key")))
        let reply = try await client.ask(call) { _ in true }
        #expect(reply == HTTPReply(200, "[]", headers: [("X", "y")]))
        #expect(transport.sent.map { $0.value(of: "authorization") } == ["SSWS key"])
        let record = await client.record
        #expect(record.requests == 1 && record.retries == 0 && record.hosts == ["api.example"])
    }

    @Test(arguments: [
        "https://evil.example/v1", "http://api.example/v1", "https://api.example@evil.example/",
        "https://api.example:8443/",
        "v1/events",
    ])
    func nothingIsSentToOtherHosts(_ url: String) async throws {
        let transport = Self.tokens { _ in HTTPReply(200) }
        let client = client(transport, auth: .token(Self.grant))
        let failure = try await #require(throws: TransportFailure.self) {
            try await client.ask(HTTPCall("GET", url)) { _ in true }
        }
        #expect(failure.kind == .foreignHost && failure.problem.code == "E-HOST" && transport.sent.isEmpty)
    }

    @Test(arguments: [
        ("https://evil.example/x?token=1", TransportFailure.Kind.foreignHost), ("https://api.example/else", .rejected),
        ("/else", .rejected), ("//evil.example/", .foreignHost),
    ])
    func redirectsAreNotFollowed(_ location: String, _ kind: TransportFailure.Kind) async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(302, headers: [("Location", location)])])
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport).ask(call) { _ in true }
        }
        #expect(failure.kind == kind && transport.sent.count == 1 && !failure.problem.what.contains("token"))
    }

    @Test func aThrottleIsWaitedOut() async throws {
        let events = Mutex<[TransportEvent]>([])
        let transport = ScriptedTransport { _, index in
            index < 2 ? HTTPReply(429, headers: [("Retry-After", "17")]) : HTTPReply(200)
        }
        let client = client(transport, observe: { event in events.withLock { $0.append(event) } })
        _ = try await client.ask(call) { _ in true }
        let record = await client.record
        #expect(record.requests == 3 && record.retries == 2 && record.throttles == 2 && record.waitedSeconds == 34)
        #expect(clock.waited == 34)
        #expect(
            events.withLock { $0 } == [
                .throttled(host: "api.example", status: 429, seconds: 17, times: 1),
                .throttled(host: "api.example", status: 429, seconds: 17, times: 2),
            ])
    }

    @Test func patienceWithAThrottleEnds() async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(403, #"{"error":{"code":"AF429","message":"Too many"}}"#)]
        )
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport, jitter: 1).ask(call) { _ in true }
        }
        #expect(failure.kind == .throttled && failure.code == "AF429" && failure.problem.code == "E-THROTTLED")
        #expect(clock.waited > 800 && clock.waited <= 900)
    }

    @Test func aTimeBeyondPatienceIsNotWaitedFor() async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(429, headers: [("Retry-After", "86400")])])
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport).ask(call) { _ in true }
        }
        #expect(failure.kind == .throttled && clock.waits.isEmpty && transport.sent.count == 1)
    }

    @Test(arguments: [(500, 4), (502, 4), (503, 4), (504, 2), (408, 2)])
    func aFailingServiceIsAskedAgainSoOften(_ status: Int, _ attempts: Int) async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(status)])
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport).ask(call) { _ in true }
        }
        #expect(failure.kind == .timeout && failure.status == status && transport.sent.count == attempts)
    }

    @Test(arguments: [
        (SendFault.Reason.reset, 5, TransportFailure.Kind.unreachable), (.connect, 5, .unreachable),
        (.headTimeout, 2, .timeout), (.trust, 1, .unreachable), (.tooLarge, 1, .tooLarge), (.packing, 4, .cutAnswer),
        (.request, 1, .rejected), (.cancelled, 1, .cancelled),
    ])
    func faultsOnTheWayAreTriedAgainSoOften(
        _ reason: SendFault.Reason, _ attempts: Int, _ kind: TransportFailure.Kind
    ) async throws {
        let transport = ScriptedTransport { _, _ in throw SendFault(reason) }
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport).ask(call) { _ in true }
        }
        #expect(failure.kind == kind && transport.sent.count == attempts)
    }

    @Test func aCutAnswerIsAskedForAgain() async throws {
        let transport = ScriptedTransport { _, index in HTTPReply(200, index == 0 ? #"{"value":["# : "{}") }
        let reply = try await client(transport).ask(call) { ReplyJSON(parsing: $0.body) != nil }
        #expect(reply.body == Array("{}".utf8) && transport.sent.count == 2)
    }

    @Test func anAnswerThatStaysCutIsAFailure() async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(200, #"{"value":["#)])
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport).ask(call) { ReplyJSON(parsing: $0.body) != nil }
        }
        #expect(failure.kind == .cutAnswer && transport.sent.count == 4 && failure.problem.code == "E-CUT-ANSWER")
    }

    @Test func toleratedErrorsAreAnswers() async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(400, #"{"error":{"code":"AF20024"}}"#)])
        #expect(try await client(transport).ask(call) { _ in false }.status == 400)
    }

    @Test(arguments: [TransportFailure.Kind.shrink, .restart, .gone, .notSubscribed, .retention])
    func ownRulesDecideTheKind(_ kind: TransportFailure.Kind) async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(418, #"{"code":"X"}"#)])
        let client = client(transport, change: { $0.classes = ["X": .fail(kind)] })
        let failure = try await #require(throws: TransportFailure.self) { try await client.ask(call) { _ in true } }
        #expect(failure.kind == kind && failure.code == "X" && transport.sent.count == 1)
    }

    @Test func aStoppedRunSendsNothingMore() async throws {
        let flag = CancelFlag()
        let transport = ScriptedTransport { _, _ in
            flag.set()
            return HTTPReply(500)
        }
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport, cancelFlag: flag).ask(call) { _ in true }
        }
        #expect(failure.kind == .cancelled && transport.sent.count == 1)
    }

    @Test func theClockOfTheServiceIsMeasured() async throws {
        let date = HTTPDate.text(HandClock.start + 600_000_000_000)
        let transport = ScriptedTransport(replies: [HTTPReply(200, headers: [("Date", date)])])
        let client = client(transport)
        _ = try await client.ask(call) { _ in true }
        #expect(await client.record.clockOffsetMilliseconds == 600_500)
    }

    @Test func aDateToWaitForIsReadByTheServicesClock() async throws {
        // The service's clock is ten minutes ahead; it asks to come back in 30 s.
        let headers = [
            ("Date", HTTPDate.text(HandClock.start + 600_000_000_000)),
            ("Retry-After", HTTPDate.text(HandClock.start + 630_000_000_000)),
        ]
        let transport = ScriptedTransport { _, index in index == 0 ? HTTPReply(429, headers: headers) : HTTPReply(200) }
        _ = try await client(transport).ask(call) { _ in true }
        #expect(clock.waited == 29.5)
    }

    @Test func severalCredentialsAreAllSent() async throws {
        let transport = Self.tokens { _ in HTTPReply(200) }
        let auth = AuthStyle.several([.token(Self.grant), .header(name: "x-api-key", prefix: "", Secret("key"))])
        _ = try await client(transport, auth: auth).ask(call) { _ in true }
        let sent = try #require(transport.sent.last)
        #expect(sent.value(of: "Authorization") == "Bearer token-1" && sent.value(of: "x-api-key") == "key")
    }

    @Test func whatAServiceEchoesHoldsNoSecret() async throws {
        let transport = Self.tokens { call in
            let given = call.value(of: "Authorization") ?? ""
            return HTTPReply(403, #"{"code":"token-1","message":"\#(given) at https://a.example/?q=1 s3cret-value"}"#)
        }
        let failure = try await #require(throws: TransportFailure.self) {
            try await client(transport, auth: .token(Self.grant)).ask(call) { _ in true }
        }
        let text = "\(failure)"
        #expect(!text.contains("token-1") && !text.contains("s3cret-value") && !text.contains("q=1"))
    }
}
