import AuditModel
import ByteScan
import Transport

/// Asks Loki's query endpoint.
struct LokiClient: Sendable {
    let url: String
    let host: String
    /// The selector of the streams, with filters behind it if need be.
    let query: String
    /// What `X-Scope-OrgID` says.
    let tenant: String?
    let text: EventText
    let asksWhole: Bool

    /// What is asked of one stretch.
    struct Question: Sendable {
        /// Half-open, nanoseconds.
        var window: TimeWindow
        var limit: Int
        /// A line filter behind the query; empty for none.
        var filter = ""
    }

    /// How Loki refuses questions that are too large (pkg/validation/limits.go, pkg/logql); it answers in plain text.
    private static let tooLarge = [
        "query time range exceeds", "max_query_length", "read too many bytes", "maximum of series",
        "would exceed", "timed out", "timeout", "deadline exceeded",
    ]

    /// Entries of a stretch, oldest first, at most as many as asked for.
    func entries(_ question: Question, _ asking: any ServiceAsking) async throws(TransportFailure) -> LokiAnswer {
        var limit = question.limit
        while true {
            let answer = try await asking.askJSON(
                call(
                    "/loki/api/v1/query_range",
                    [
                        .init("query", query + question.filter), .init("start", String(question.window.from)),
                        .init("end", String(question.window.to)), .init("limit", String(limit)),
                        .init("direction", "forward"),
                    ]))
            if let most = mostEntries(answer), most < limit, most > 0 {
                limit = most
                continue
            }
            try check(answer)
            guard let entries = LokiAnswer(answer.body, limit: limit) else {
                throw AnswerFailure.cut("no streams in the answer", host: host)
            }
            return entries
        }
    }

    /// How many entries a stretch has; `filter` is a line filter behind the query.
    func count(
        _ window: TimeWindow, filter: String = "", _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> Int {
        guard window.length > 0 else { return 0 }
        // A range ends with its instant and does not hold its beginning: `(t - range, t]`.
        let last = String(window.to - 1)
        let answer = try await asking.askJSON(
            call(
                "/loki/api/v1/query_range",
                [
                    .init("query", "sum(count_over_time(\(query)\(filter)[\(Self.duration(window.length))]))"),
                    .init("start", last), .init("end", last), .init("step", "1"),
                ]))
        try check(answer)
        guard answer.body["data"]?["resultType"]?.text == "matrix",
            let result = answer.body["data"]?["result"]?.elements
        else { throw AnswerFailure.cut("no matrix in the answer", host: host) }
        var sum: Int64 = 0
        for series in result {
            guard let value = series["values"]?.elements?.last?.elements?.last?.wholeNumber else {
                throw AnswerFailure.cut("a series without a value", host: host)
            }
            sum += value
        }
        return Int(sum)
    }

    /// A request; with fields it is a form.
    func call(_ path: String, _ form: [HTTPCall.Header]?) -> HTTPCall {
        var headers = tenant.map { [HTTPCall.Header("X-Scope-OrgID", $0)] } ?? []
        guard let form else { return HTTPCall("GET", url + path, headers: headers) }
        headers.append(.init("Content-Type", "application/x-www-form-urlencoded"))
        return HTTPCall("POST", url + path, headers: headers, body: PercentCoding.form(form))
    }

    /// Refuses what is no success.
    func check(_ answer: JSONReply) throws(TransportFailure) {
        let status = answer.reply.status
        guard !(200..<300).contains(status) else { return }
        let said = AnswerFailure.words(answer.reply.body)
        if Self.tooLarge.contains(where: said.lowercased().contains) {
            throw AnswerFailure.tooLarge(said, host: host, status: status)
        }
        throw AnswerFailure.rejected(said, host: host, status: status)
    }

    /// The most entries an answer may have, as a refusal says: `… limit > max_entries_limit_per_query (5000 > 500)`.
    private func mostEntries(_ answer: JSONReply) -> Int? {
        guard answer.reply.status == 400 else { return nil }
        let said = AnswerFailure.words(answer.reply.body)
        guard said.contains("max entries limit") else { return nil }
        return said.split { !$0.isNumber }.last.flatMap { Int($0) }
    }

    /// A length as LogQL writes it.
    static func duration(_ length: Int64) -> String {
        for (unit, name) in [(Int64(1_000_000_000), "s"), (1_000_000, "ms")] where length % unit == 0 {
            return "\(length / unit)\(name)"
        }
        return "\(length)ns"
    }

    /// A text in LogQL's quotes, which are Go's.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
