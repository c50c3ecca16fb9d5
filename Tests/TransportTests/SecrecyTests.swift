import AuditModel
import Testing

@testable import Transport

/// No way of showing a value shows a credential in it.
struct SecrecyTests {
    private static let secret = "sEcReT-0123456789"

    private static var values: [(name: String, value: any Sendable)] {
        let secret = Secret(Self.secret)
        let clock = HandClock()
        let assertion = TokenGrant.Assertion(algorithm: .rs256, key: secret, issuer: "i", subject: "s")
        let proofs: [TokenGrant.Proof] = [
            .secret(clientID: "c", secret), .basic(user: "u", secret), .field(name: "f", secret),
            .assertion(assertion, field: "a", also: []),
        ]
        let styles: [AuthStyle] =
            [
                .header(name: "Authorization", prefix: "SSWS ", secret), .basic(user: "u", secret),
                .duo(integrationKey: "i", secret),
                .signatureV4(.init(id: "i", secret: secret, sessionToken: secret), region: "r", service: "s"),
            ] + proofs.map { .token(TokenGrant(url: "https://login.example", fields: [], proof: $0)) }
        var settings = TransportSettings()
        settings.proxy = "http://user:\(Self.secret)@proxy.example:1"
        let context = clock.context(environment: ["CLIENT_SECRET": Self.secret])
        let call = HTTPCall(
            "POST", "https://a.example/p?t=\(Self.secret)", headers: [.init("Authorization", Self.secret)],
            body: Array(Self.secret.utf8))
        let client = ServiceClient(
            settings: settings, auth: .several(styles), hosts: ["https://a.example"],
            rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 1), throttle: ThrottleRules(), errors: ErrorRules(),
            context: context, transport: ScriptedTransport(replies: [HTTPReply(200)]))
        let token = AccessToken(secret: secret, generation: 1, renewAt: 0, endsAt: 0)
        return [
            ("style", AuthStyle.several(styles)), ("settings", settings), ("context", context), ("call", call),
            ("header", HTTPCall.Header("a", Self.secret)), ("reply", HTTPReply(200, Self.secret)), ("client", client),
            ("token", token), ("redaction", Redaction([secret])),
            ("signed", CallSigner.Signed(call: call, tokens: [token])),
            ("route", ProxyRoute("http://user:\(Self.secret)@proxy.example:1") as (any Sendable)),
            ("assertion", AssertionSigner(assertion: assertion)),
            (
                "reply token",
                TokenReply(
                    Array(#"{"access_token":"\#(Self.secret)"}"#.utf8)) as (any Sendable)
            ),
        ]
    }

    @Test func descriptionsDumpsAndReflection() {
        for (name, value) in Self.values {
            var dumped = ""
            dump(value, to: &dumped)
            for text in [String(describing: value), String(reflecting: value), dumped] {
                #expect(!text.contains(Self.secret), "\(name)")
                #expect(!text.contains(Array(Self.secret.utf8).map(String.init).joined(separator: ", ")), "\(name)")
            }
        }
    }
}
