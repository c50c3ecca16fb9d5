import AuditModel
import Simulators
import Testing

struct TokenMintTests {
    private let mint = TokenMint()

    @Test func aTokenIsForItsAudienceAndTime() {
        let token = mint.token(["aud": .string("https://a.example/"), "exp": .integer(100)])
        #expect(word(token, ["https://a.example"], 99) == "valid")
        #expect(word(token, [], 99) == "valid")
        #expect(word(token, ["https://b.example"], 99) == "audience")
        #expect(word(token, ["https://a.example"], 100) == "expired")
    }

    @Test func nobodyElseMakesOne() {
        let token = TokenMint().token(["aud": .string("a"), "exp": .integer(100)])
        #expect(word(token, ["a"], 1) == "foreign")
        let own = mint.token(["aud": .string("a"), "exp": .integer(100)])
        for text in ["", "a.b", "a.b.c", own + "A", "e30" + own.dropFirst(3)] {
            #expect(word(text, [], 1) == "foreign")
        }
    }

    private func word(_ token: String, _ audiences: [String], _ second: Int64) -> String {
        switch mint.check(token, audiences: audiences, now: second * 1_000_000_000) {
        case .valid: "valid"
        case .foreign: "foreign"
        case .expired: "expired"
        case .otherAudience: "audience"
        }
    }
}
