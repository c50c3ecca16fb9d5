import AuditModel
import Testing

@testable import Transport

struct TokenClaimsTests {
    private func token(_ claims: String) -> Secret {
        Secret("eyJ0eXAiOiJKV1QifQ." + Base64URL.encoded(claims.utf8) + ".sig")
    }

    @Test func applicationTokens() throws {
        let claims = try #require(
            TokenClaims(
                token(
                    #"{"aud":"https://graph.example","tid":"t1","appid":"a1","roles":["AuditLog.Read.All"],"exp":1767229200}"#
                )))
        #expect(claims.roles == ["AuditLog.Read.All"] && claims.tenant == "t1" && claims.application == "a1")
        #expect(claims.audience == "https://graph.example" && claims.expires == 1_767_229_200_000_000_000)
    }

    @Test(arguments: [
        (#"{"scp":["okta.logs.read","x"]}"#, ["okta.logs.read", "x"]), (#"{"scp":"a b"}"#, ["a", "b"]),
        (#"{"scope":"c"}"#, ["c"]), ("{}", []),
    ])
    func scopes(_ claims: String, _ scopes: [String]) { #expect(TokenClaims(token(claims))?.scopes == scopes) }

    @Test(arguments: ["opaque", "a.b", "a.b.c", "a.!!.c", "..", "a.W10.c"])
    func otherTokensSayNothing(_ text: String) { #expect(TokenClaims(Secret(text)) == nil) }

    @Test(arguments: ["1e300", "-1", "99999999999999", "null"])
    func datesBeyondReasonAreNone(_ exp: String) throws {
        #expect(try #require(TokenClaims(token(#"{"exp":\#(exp)}"#))).expires == nil)
    }
}
