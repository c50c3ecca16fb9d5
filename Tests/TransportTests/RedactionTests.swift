import AuditModel
import Testing
import Transport

struct RedactionTests {
    private let redaction = Redaction([Secret("p4ss word+/"), Secret("abc")])

    @Test(arguments: [
        ("the secret p4ss word+/ is wrong", "the secret <redacted> is wrong"),
        ("in a form: p4ss%20word%2B%2F", "in a form: <redacted>"),
        ("Authorization: Bearer 0123456789abcdef", "Authorization: Bearer <redacted>"),
        ("token expired", "token expired"), ("a Basic mistake", "a Basic mistake"),
        ("see https://h.example/a?sig=1#x now", "see https://h.example/a?… now"),
        ("at https://user:pw@h.example/a", "at https://<redacted>@h.example/a"),
        ("got eyJhbGciOiJub25lIn0.e30.sig,", "got <redacted>"), ("client_secret=x1 y", "client_secret=<redacted> y"),
        (#"{"access_token":"x1"}"#, #"{"access_token":<redacted>"#), ("abc stays", "abc stays"),
        ("line\r\nbreak\u{1B}[31m \u{202E}x", "line break [31m x"),
    ])
    func clean(_ text: String, _ cleaned: String) { #expect(redaction.clean(text) == cleaned) }

    @Test func secretsLearntLaterAndLinesOfKeys() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----"
        let redaction = Redaction([Secret(key)])
        redaction.learn(Secret("opaque-token"))
        #expect(redaction.clean("x opaque-token MIIEvQIBADANBgkqhkiG9w0BAQ") == "x <redacted> <redacted>")
    }

    @Test func longTextIsCutAfterSecretsAreOut() {
        let text = String(repeating: "x", count: 295) + "p4ss word+/" + String(repeating: "y", count: 900)
        let cleaned = redaction.clean(text)
        #expect(cleaned.count == 300 && cleaned.hasSuffix("…") && !cleaned.contains("p4s"))
    }
}
