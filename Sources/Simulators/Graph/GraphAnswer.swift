import AuditModel

/// Answers in the forms Microsoft Graph gives.
enum GraphAnswer {
    private static let requestID = "c0ffee00-0000-4000-8000-000000000001"

    static func json(_ body: [UInt8], status: Int = 200) -> SimulatorResponse {
        SimulatorResponse(
            status: status,
            headers: [("Content-Type", "application/json; odata.metadata=minimal; charset=utf-8")], body: body)
    }

    /// An error in Graph's envelope; ids and date of the answer are always the same.
    static func error(_ status: Int, _ code: String, _ message: String) -> SimulatorResponse {
        let inner: JSONValue = [
            "date": .string("2026-01-01T01:02:03"), "request-id": .string(requestID),
            "client-request-id": .string(requestID),
        ]
        let body: JSONValue = [
            "error": ["code": .string(code), "message": .string(message), "innerError": inner]
        ]
        return json(Array(body.text().utf8), status: status)
    }

    /// 401 for a token that is missing, expired or made for something else.
    static func unauthorized(_ message: String) -> SimulatorResponse {
        var answer = error(401, "InvalidAuthenticationToken", message)
        answer.headers.append(
            (
                "WWW-Authenticate",
                #"Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize""#
            ))
        return answer
    }

    /// A throttle in the dress the fault names: `retry-after` (default), `bare`, `date`, `unknown-error`, `503`.
    static func throttled(_ fault: APIFault, saysRetryAfter: Bool, clock: SimulatorClock) -> SimulatorResponse {
        let form = fault.form ?? (saysRetryAfter ? "retry-after" : "bare")
        let seconds = fault.size ?? 1
        var answer =
            switch form {
            case "unknown-error": error(429, "UnknownError", "This request is throttled. Please try again.")
            case "503": error(503, "serviceNotAvailable", "The service is temporarily unavailable.")
            default: error(429, "TooManyRequests", "Too Many Requests")
            }
        switch form {
        case "retry-after", "503": answer.headers.append(("Retry-After", String(seconds)))
        case "date":
            answer.headers.append(("Retry-After", HTTPDate.text(clock.shown + Int64(seconds) * 1_000_000_000)))
        default: break
        }
        return answer
    }
}
