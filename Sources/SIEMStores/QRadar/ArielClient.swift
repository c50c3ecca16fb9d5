import AuditModel
import ByteScan
import Synchronization
import Transport

/// Asks QRadar's Ariel searches.
///
/// Facts: IBMSecurityDocs/qradar_api_12.0, the endpoints under `/ariel/searches`.
final class ArielClient: Sendable {
    let url: String
    let host: String
    /// What the header `Version` says.
    let version: String
    let query: ArielQuery
    let text: EventText
    let patience: JobPatience
    private let numbers = Atomic<Int>(1)

    /// A search that is done.
    struct Search: Sendable {
        let id: String
        let records: Int
        /// What QRadar says against the result; nil for nothing.
        let complaint: String?
    }

    init(
        url: String, host: String, version: String, query: ArielQuery, text: EventText, patience: JobPatience
    ) {
        self.url = url
        self.host = host
        self.version = version
        self.query = query
        self.text = text
        self.patience = patience
    }

    /// A number no other question of this client has.
    private var number: Int { numbers.wrappingAdd(1, ordering: .relaxed).newValue }

    /// Starts a search.
    ///
    /// One that is done already was there before and may be old: it is freed, and the question asked in another text.
    ///
    /// - Returns: its id.
    func start(
        _ text: @Sendable (Int) -> String, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> String {
        let first = try await create(text(number), asking)
        guard first.isDone else { return first.id }
        await free(first.id, asking)
        return try await create(text(number), asking).id
    }

    private func create(
        _ text: String, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> (id: String, isDone: Bool) {
        let field = PercentCoding.form([.init("query_expression", text)])
        let answer = try await asking.askJSON(
            call("POST", "/api/ariel/searches?" + String(decoding: field, as: UTF8.self)))
        guard let id = answer.body["search_id"]?.text ?? answer.body["cursor_id"]?.text else {
            throw AnswerFailure.cut("no search_id", host: host)
        }
        return (id, answer.body["status"]?.text == "COMPLETED")
    }

    /// Waits until a search is done.
    func finish(_ id: String, _ asking: any ServiceAsking) async throws(TransportFailure) -> Search {
        var look = 0
        while true {
            let answer = try await asking.askJSON(
                call("GET", "/api/ariel/searches/\(id)", [.init("Prefer", "wait=30")]))
            let messages = (answer.body["error_messages"]?.elements ?? []).filter {
                $0["severity"]?.text?.uppercased() != "INFO"
            }
            let said = messages.compactMap { $0["message"]?.text }.joined(separator: "; ")
            switch answer.body["status"]?.text {
            case "COMPLETED":
                guard let records = answer.body["record_count"]?.wholeNumber else {
                    throw AnswerFailure.cut("no record_count", host: host)
                }
                let complaint = messages.isEmpty ? nil : AnswerFailure.words(Array(said.utf8))
                return Search(id: id, records: Int(records), complaint: complaint)
            case "CANCELED": throw AnswerFailure.gone("the search was cancelled", host: host)
            case "ERROR": throw AnswerFailure.job(said.isEmpty ? "the search failed" : said, host: host)
            case _: break
            }
            try await patience.pause(look)
            look += 1
        }
    }

    /// Some rows of a search that is done, and the number of the first of them.
    func rows(
        of id: String, from offset: Int, count: Int, _ asking: any ServiceAsking
    ) async throws(TransportFailure) -> (rows: [JSONTree], first: Int) {
        let range = HTTPCall.Header("Range", "items=\(offset)-\(offset + count - 1)")
        let answer = try await asking.askJSON(call("GET", "/api/ariel/searches/\(id)/results", [range]))
        guard let rows = answer.body["events"]?.elements else { throw AnswerFailure.cut("no events", host: host) }
        // `items 0-49999/123456`
        let shown = answer.reply.values(of: "content-range").first?.split { !$0.isNumber }.first
        return (rows, shown.flatMap { Int($0) } ?? offset)
    }

    /// How many events a stretch has.
    func count(_ window: TimeWindow, _ asking: any ServiceAsking) async throws(TransportFailure) -> Int {
        let query = self.query
        let id = try await start({ query.count(window, number: $0) }, asking)
        let result: Result<Int, TransportFailure>
        do throws(TransportFailure) {
            _ = try await finish(id, asking)
            let rows = try await rows(of: id, from: 0, count: 1, asking).rows
            guard let amount = rows.first?["amount"]?.wholeNumber else {
                throw AnswerFailure.cut("no amount in the count", host: host)
            }
            result = .success(Int(amount))
        } catch {
            result = .failure(error)
        }
        await free(id, asking)
        return try result.get()
    }

    /// Deletes a search.
    func free(_ id: String, _ asking: any ServiceAsking) async {
        await asking.leave(call("DELETE", "/api/ariel/searches/\(id)"))
    }

    /// A request in the version that the client speaks.
    func call(_ method: String, _ path: String, _ headers: [HTTPCall.Header] = []) -> HTTPCall {
        HTTPCall(
            method, url + path,
            headers: [.init("Version", version), .init("Accept", "application/json")] + headers)
    }
}
