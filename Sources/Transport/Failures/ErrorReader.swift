/// Reads what an error answer says, and decides what is to be done about it.
struct ErrorReader: Sendable {
    let rules: ErrorRules
    let redaction: Redaction

    /// What the answer says of itself.
    func error(in reply: HTTPReply) -> ServiceError {
        let body = ReplyJSON(parsing: reply.body)
        return ServiceError(
            code: code(in: body, status: reply.status), words: words(in: body),
            requestID: requestID(in: reply, body))
    }

    /// What to do about an answer that is no success.
    ///
    /// A code says more than a status, and a source's rules more than what is commonly known.
    func handling(of error: ServiceError, status: Int) -> ErrorRules.Class {
        if let code = error.code, let handling = ruled(code) { return handling }
        if let known = KnownError.matching(error, status: status) { return known.handling }
        if let handling = rules.statuses[status] { return handling }
        return switch status {
        case 401: .renew
        case 403: .fail(.forbidden)
        case 404, 410: .fail(.gone)
        case 408, 500...599: .retry
        default: .fail(.rejected)
        }
    }

    /// What the source's own rules say about a code: the exact name first, then the longest prefix.
    func ruled(_ code: String) -> ErrorRules.Class? {
        if let handling = rules.classes[code] { return handling }
        let prefixes = rules.classes.filter { $0.key.hasSuffix("*") && code.hasPrefix($0.key.dropLast()) }
        return prefixes.max { $0.key.count < $1.key.count }?.value
    }

    private func code(in body: ReplyJSON?, status: Int) -> String? {
        guard let body else { return nil }
        // Entra's codes are numbers; their name is what people search for.
        if case .number(let number)? = body.value(at: "error_codes.0") { return "AADSTS" + number }
        for path in rules.codePaths {
            guard let text = body.value(at: path)?.scalarText, !text.isEmpty, text != String(status) else { continue }
            // AWS may put a name space before the name.
            return redaction.clean(text.split(separator: "#").last.map(String.init) ?? text, limit: 100)
        }
        return nil
    }

    private func words(in body: ReplyJSON?) -> String? {
        for path in rules.messagePaths {
            guard let text = body?.value(at: path)?.scalarText, !text.isEmpty else { continue }
            // Entra goes on with ids and the time, which stand elsewhere.
            let end = text.range(ofText: "Trace ID:")?.lowerBound ?? text.endIndex
            return redaction.clean(String(text[..<end]))
        }
        return nil
    }

    private func requestID(in reply: HTTPReply, _ body: ReplyJSON?) -> String? {
        for name in rules.requestIDHeaders {
            let text = reply.values(of: name).first ?? body?.value(at: name)?.scalarText
            if let text, !text.isEmpty { return redaction.clean(text, limit: 100) }
        }
        return nil
    }
}
