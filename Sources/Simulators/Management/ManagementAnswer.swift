import AuditModel

/// Answers in the forms of the Management Activity API.
///
/// Codes: "Office 365 Management Activity API reference"; most statuses are what clients reported.
enum ManagementAnswer {
    static func json(_ body: [UInt8], status: Int = 200) -> SimulatorResponse {
        SimulatorResponse(status: status, headers: [("Content-Type", "application/json; charset=utf-8")], body: body)
    }

    static func error(_ status: Int, _ code: String, _ message: String) -> SimulatorResponse {
        let body: JSONValue = ["error": ["code": .string(code), "message": .string(message)]]
        return json(Array(body.text().utf8), status: status)
    }

    /// 401 as the service's front gives it.
    static let unauthorized = json(
        Array(#"{"Message":"Authorization has been denied for this request."}"#.utf8), status: 401)

    /// 403 with AF429, or 429 with the same code where the fault's form says so.
    static func throttled(_ fault: APIFault, method: String) -> SimulatorResponse {
        let message = "Too many requests. Method=\(method), PublisherId=00000000-0000-0000-0000-000000000000"
        var answer = error(fault.form == "429" ? 429 : 403, "AF429", message)
        if fault.form == "retry-after", let seconds = fault.size {
            answer.headers.append(("Retry-After", String(seconds)))
        }
        return answer
    }
}
