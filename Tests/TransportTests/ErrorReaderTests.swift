import AuditModel
import Testing

@testable import Transport

struct ErrorReaderTests {
    private let reader = ErrorReader(rules: ErrorRules(), redaction: Redaction([]))

    @Test(
        arguments: [
            (400, #"{"error":{"code":"AF20022","message":"No subscription"}}"#, "AF20022", "No subscription"),
            (
                403, #"{"errorCode":"E0000006","errorSummary":"No permission","errorId":"oae1"}"#, "E0000006",
                "No permission"
            ),
            (
                400, #"{"__type":"com.amazon#ThrottlingException","message":"Rate exceeded"}"#, "ThrottlingException",
                "Rate exceeded"
            ),
            (404, #"{"message":"Not Found","documentation_url":"https://d.example","status":"404"}"#, nil, "Not Found"),
            (401, #"{"error":{"code":401,"message":"no","errors":[{"reason":"authError"}]}}"#, "authError", "no"),
            (400, #"{"code":"BadRequest","message":"flat"}"#, "BadRequest", "flat"),
            (401, #"{"error":"invalid_client","error_description":"wrong"}"#, "invalid_client", "wrong"),
            (
                401,
                #"{"error":"invalid_client","error_description":"AADSTS7000215: Bad.\r\nTrace ID: 0a","error_codes":[7000215]}"#,
                "AADSTS7000215", "AADSTS7000215: Bad."
            ),
            (502, "<html>Bad gateway</html>", nil, nil), (500, "", nil, nil), (500, "[]", nil, nil),
        ] as [(Int, String, String?, String?)])
    func codesAndWords(_ status: Int, _ body: String, _ code: String?, _ words: String?) {
        let error = reader.error(in: HTTPReply(status, body))
        #expect(error.code == code && error.words == words)
    }

    @Test func requestIDsComeFromHeadersOrTheBody() {
        var rules = ErrorRules()
        rules.requestIDHeaders = ["request-id", "error.innerError.id"]
        let reader = ErrorReader(rules: rules, redaction: Redaction([]))
        let body = #"{"error":{"innerError":{"id":"in-body"}}}"#
        #expect(reader.error(in: HTTPReply(500, body)).requestID == "in-body")
        #expect(reader.error(in: HTTPReply(500, body, headers: [("Request-Id", "top")])).requestID == "top")
    }

    @Test(
        arguments: [
            (401, nil, nil, ErrorRules.Class.renew), (403, nil, nil, .fail(.forbidden)), (404, nil, nil, .fail(.gone)),
            (410, nil, nil, .fail(.gone)), (408, nil, nil, .retry), (500, nil, nil, .retry), (504, nil, nil, .retry),
            (400, nil, nil, .fail(.rejected)), (302, nil, nil, .fail(.rejected)),
            (400, "AF20024", nil, .tolerate), (400, "AF20022", nil, .fail(.notSubscribed)),
            (400, "AF20055", nil, .fail(.retention)), (400, "AF20031", nil, .fail(.restart)),
            (404, "AF20051", nil, .fail(.gone)), (500, "AF50000", nil, .retry),
            (403, "AF10001", nil, .fail(.forbidden)),
            (401, "AADSTS7000215", nil, .fail(.unauthorized)), (400, "AADSTS90012", nil, .retry),
            (400, "AADSTS50196", nil, .fail(.throttled)), (400, "AADSTS700024", nil, .fail(.clock)),
            (400, "AADSTS1", nil, .fail(.unauthorized)), (401, "E0000011", nil, .renew), (500, "E0000009", nil, .retry),
            (400, "ExpiredTokenException", nil, .fail(.unauthorized)),
            (400, "AccessDeniedException", nil, .fail(.forbidden)),
            (403, "InvalidSignatureException", "Signature expired: 2026", .fail(.clock)),
            (403, "InvalidSignatureException", "does not match", .fail(.unauthorized)),
            (400, "InvalidNextTokenException", nil, .fail(.restart)),
            (400, "UnknownError", "The skip token is null", .fail(.restart)),
            (400, "UnknownError", "x", .fail(.rejected)),
            (401, nil, "Bad credentials", .renew),
            (404, nil, "Must have admin rights", .fail(.forbidden)),
            (400, "invalid_grant", "Invalid JWT: check your iat and exp values", .fail(.clock)),
            (401, "unauthorized_client", nil, .fail(.forbidden)),
        ] as [(Int, String?, String?, ErrorRules.Class)])
    func handling(_ status: Int, _ code: String?, _ words: String?, _ handling: ErrorRules.Class) {
        #expect(reader.handling(of: ServiceError(code: code, words: words), status: status) == handling)
    }

    @Test(arguments: [
        ("AF20022", ErrorRules.Class.tolerate), ("X-1", .retry), ("X-12", .fail(.shrink)), ("Y", .fail(.gone)),
    ])
    func ownRulesComeFirstAndTheLongestPrefixWins(_ code: String, _ handling: ErrorRules.Class) {
        var rules = ErrorRules()
        rules.classes = ["AF20022": .tolerate, "X-*": .retry, "X-12*": .fail(.shrink)]
        rules.statuses = [400: .fail(.gone)]
        let reader = ErrorReader(rules: rules, redaction: Redaction([]))
        #expect(reader.handling(of: ServiceError(code: code), status: 400) == handling)
    }
}
