import AuditModel
import ByteScan
import Transport

/// Asks VictoriaLogs' query endpoints.
struct VictoriaLogsClient: Sendable {
    let url: String
    let host: String
    let query: LogsQuery
    /// `AccountID` and `ProjectID`.
    let tenant: [HTTPCall.Header]
    let text: EventText
    /// Fields of rows that may hold the id, where rows are events taken apart.
    let idFields: [String]
    let asksWhole: Bool

    /// How VictoriaLogs refuses questions that are too large or too slow; it answers in plain text.
    private static let tooLarge = [
        "maxqueryduration", "maxquerytimerange", "timeout", "too many", "memory", "deadline",
    ]

    /// How many rows a stretch has.
    func count(_ window: TimeWindow, _ asking: any ServiceAsking) async throws(TransportFailure) -> Int {
        let answer = try await asking.askJSON(
            call("/select/logsql/stats_query", query.text(window, pipe: "stats count() as rows")))
        try check(answer.reply)
        guard let result = answer.body["data"]?["result"]?.elements else {
            throw AnswerFailure.cut("no counts in the answer", host: host)
        }
        var sum: Int64 = 0
        for series in result {
            guard let count = series["value"]?.elements?.last?.wholeNumber else {
                throw AnswerFailure.cut("a count without a value", host: host)
            }
            sum += count
        }
        return Int(sum)
    }

    /// The rows of a stretch in no order; `condition` narrows them.
    func rows(
        _ window: TimeWindow?, and condition: String?, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> [JSONTree] {
        let fields = (["_time", "_stream", "_stream_id", "_msg"] + idFields).map(Self.quoted).joined(separator: ", ")
        let pipe = asksWhole ? "" : "fields \(fields)"
        let reply = try await asking.ask(
            call("/select/logsql/query", query.text(window, and: condition, pipe: pipe))
        ) { reply in
            // Lines all end with a line feed, so that one without was cut; one cut behind a line shows by the count.
            !(200..<300).contains(reply.status) || reply.body.last ?? 0x0A == 0x0A
        }
        try check(reply)
        var rows: [JSONTree] = []
        for line in reply.body.split(separator: 0x0A) {
            guard let row = try? JSONTree(parsing: Array(line)) else {
                throw AnswerFailure.cut("a line is no JSON: \(AnswerFailure.words(Array(line)))", host: host)
            }
            rows.append(row)
        }
        return rows
    }

    /// A query sent as a form.
    func call(_ path: String, _ query: String) -> HTTPCall {
        HTTPCall(
            "POST", url + path,
            headers: tenant + [.init("Content-Type", "application/x-www-form-urlencoded")],
            body: PercentCoding.form([.init("query", query)]))
    }

    /// Refuses what is no success.
    func check(_ reply: HTTPReply) throws(TransportFailure) {
        guard !(200..<300).contains(reply.status) else { return }
        let said = AnswerFailure.words(reply.body)
        if Self.tooLarge.contains(where: said.lowercased().contains) {
            throw AnswerFailure.tooLarge(said, host: host, status: reply.status)
        }
        throw AnswerFailure.rejected(said, host: host, status: reply.status)
    }

    /// A condition that finds ids in the message or in the fields that may hold them.
    func condition(on wanted: WantedIDs) -> String {
        let pattern = Self.quoted(wanted.pattern)
        return (["_msg"] + idFields).map { Self.quoted($0) + ":~" + pattern }.joined(separator: " or ")
    }

    /// What is kept of a row: its id stands in a field, or in the message.
    func event(_ row: JSONTree) -> StoredEvent {
        let message = row["_msg"]?.scalarBytes ?? []
        let (own, inside) = (text.read(row), text.read(message))
        var event = StoredEvent()
        event.id = own.id.isEmpty ? inside.id : own.id
        event.time = own.time ?? inside.time ?? row["_time"]?.text
        event.length = message.isEmpty ? nil : message.count
        if text.isKept, !message.isEmpty { event.text = message }
        event.isCut = inside.isCut
        event.place = ["_stream_id", "_stream"].compactMap { name in
            row[name]?.text.map { .init(name, .string($0)) }
        }
        return event
    }

    /// A name or text in LogsQL's quotes, which are Go's.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
