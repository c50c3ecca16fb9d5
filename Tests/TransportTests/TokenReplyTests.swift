import AuditModel
import Testing

@testable import Transport

struct TokenReplyTests {
    @Test(
        arguments: [
            (#"{"access_token":"t","expires_in":3599}"#, 3599), (#"{"access_token":"t","expires_in":"3599"}"#, 3599),
            (#"{"access_token":"t"}"#, 3600), (#"{"access_token":"t","expires_in":-5}"#, 1),
            (#"{"access_token":"t","expires_in":1e300}"#, 1e7), (#"{"access_token":"t","expires_in":null}"#, 3600),
        ] as [(String, Double)])
    func lives(_ body: String, _ seconds: Double) {
        let reply = TokenReply(Array(body.utf8))
        #expect(reply?.token.revealed() == "t" && reply?.lifeSeconds == seconds)
    }

    @Test(arguments: ["", "{}", #"{"access_token":""}"#, #"{"access_token":7}"#, #"{"access_token":"t""#])
    func otherBodies(_ body: String) { #expect(TokenReply(Array(body.utf8)) == nil) }
}
