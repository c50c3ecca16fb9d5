import AuditModel

extension SimulatorRequest {
    /// Scheme and authority as the client named them.
    var address: String { "\(scheme)://\(authority)" }

    /// The text behind a prefix of the `Authorization` header, such as `Bearer `; nil when it begins otherwise.
    func credential(_ prefix: String) -> String? {
        guard let header = header("authorization"), header.hasPrefix(prefix) else { return nil }
        return String(header.dropFirst(prefix.count))
    }

    /// The names and values of a form body, in order.
    var form: [(name: String, value: String)] { RequestLine.pairs(String(decoding: body, as: UTF8.self)) }
}

extension SimulatorResponse {
    /// A JSON answer.
    static func json(_ status: Int, _ body: JSONValue, headers: [(name: String, value: String)] = []) -> Self {
        json(status, bytes: Array(body.text().utf8), headers: headers)
    }

    /// A JSON answer of bytes that are JSON.
    static func json(_ status: Int, bytes: [UInt8], headers: [(name: String, value: String)] = []) -> Self {
        SimulatorResponse(
            status: status, headers: [(name: "Content-Type", value: "application/json")] + headers, body: bytes)
    }
}
