import AuditModel
import Synchronization

/// QRadar's Ariel searches over one shelf.
///
/// Facts: IBMSecurityDocs/qradar_api_12.0; a search runs from WAIT over EXECUTE to COMPLETED as it is looked at.
final class QRadarService: ContextHolding {
    private struct Search {
        let text: String
        let rows: [Int]
        /// What a count came to; nil for a search of rows.
        let count: Int?
        let columns: [String]
        var looks = 0

        var status: String { looks == 0 ? "WAIT" : looks == 1 ? "EXECUTE" : "COMPLETED" }
        var records: Int { count == nil ? rows.count : 1 }
    }

    private static let root = "/api/ariel/searches"
    /// Without START the last minute is searched.
    private static let usualLength: Int64 = 60_000_000_000

    private let context: StoreContext
    private let searches = Mutex<(open: [String: Search], made: Int)>(([:], 0))

    init(_ context: StoreContext) { self.context = context }

    var openContexts: Int { searches.withLock { $0.open.count } }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/").map(String.init)
        if request.path == "/api/system/about" {
            return refusal(request) ?? .json(200, ["external_version": .string("7.5.0")])
        }
        guard request.path.hasPrefix(Self.root) else { return nil }
        if parts.count == 3, request.method == "POST" { return create(request) }
        guard parts.count >= 4, let search = searches.withLock({ $0.open[parts[3]] }) else {
            return parts.count >= 4 && !parts[3].hasPrefix(context.name)
                ? nil : refusal(request) ?? Self.fault(404, 1002, "The search does not exist.")
        }
        if let refusal = refusal(request) { return refusal }
        switch (request.method, parts.count) {
        case ("GET", 4): return look(parts[3])
        case ("GET", 5) where parts[4] == "results": return results(of: parts[3], search, request)
        case ("DELETE", 4):
            searches.withLock { $0.open[parts[3]] = nil }
            return .json(202, status(of: parts[3], search))
        case _: return SimulatorResponse(status: 405)
        }
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: context.name,
            keys: [
                .init("type", "qradar"), .init("url", address), .init("token", "{env: SIMULATOR_CLIENT_SECRET}"),
                .init("query", "LOGSOURCETYPENAME(devicetype)='\(context.name)'"), StoreContext.limits,
            ], environment: context.basicSecret)
    }

    private func refusal(_ request: SimulatorRequest) -> SimulatorResponse? {
        if context.board.strike(.throttled) { return Self.fault(503, 1010, "The ariel server is unavailable.") }
        guard request.header("sec") == context.client.secret, context.board.value(.denied) == nil else {
            return Self.fault(401, 18, "You are unauthorized to access the requested resource.")
        }
        return nil
    }

    private static func fault(_ status: Int, _ code: Int, _ message: String) -> SimulatorResponse {
        .json(
            status,
            [
                "http_response": ["code": .integer(status), "message": .string("")], "code": .integer(code),
                "message": .string(message), "description": .string(message), "details": .object([]),
            ])
    }

    // MARK: Searches

    private func create(_ request: SimulatorRequest) -> SimulatorResponse? {
        let text = request.parameter("query_expression") ?? ""
        let statement = ArielStatement(text)
        let named = statement?.condition.comparisons.first { $0.hasPrefix("LOGSOURCETYPENAME(devicetype)='siem-") }
        if let named, !named.hasSuffix("'\(context.name)'") { return nil }
        if let refusal = refusal(request) { return refusal }
        guard let statement else { return Self.fault(422, 2000, "The query_expression contains invalid AQL syntax.") }
        if let answer = context.gatewayAnswer(statement.window) { return answer }
        guard let rows = matching(statement) else {
            return Self.fault(422, 2000, "The query_expression contains invalid AQL syntax.")
        }
        let (unlisted, name) = (context.unlisted, context.name)
        let shown = context.answering(rows.filter { !unlisted.contains($0) }).prefix(statement.limit)
        let search = Search(
            text: text, rows: statement.isCount ? [] : Array(shown), count: statement.isCount ? rows.count : nil,
            columns: statement.columns)
        // A text that is known is answered with the search that is there.
        let (id, made) = searches.withLock { searches in
            if let known = searches.open.first(where: { $0.value.text == text }) { return (known.key, known.value) }
            searches.made += 1
            let id = "\(name)-\(searches.made)"
            searches.open[id] = search
            return (id, search)
        }
        return .json(201, status(of: id, made))
    }

    private func matching(_ statement: ArielStatement) -> [Int]? {
        let (now, millisecond) = (context.clock.now, Int64(1_000_000))
        let start = statement.start ?? now - Self.usualLength
        let stop = statement.start == nil ? now : statement.stop ?? .max
        var rows: [Int] = []
        for number in context.documents(in: nil) {
            let document = context.shelf.document(number)
            guard start <= document.received, document.received < stop else { continue }
            let holds = statement.holds(
                logSource: context.name, time: EventTime.floor(document.time, millisecond) / millisecond,
                payload: { context.shelf.record(number).raw })
            guard let holds else { return nil }
            if holds { rows.append(number) }
        }
        return rows
    }

    private func look(_ id: String) -> SimulatorResponse {
        let search = searches.withLock { searches in
            searches.open[id]?.looks += 1
            return searches.open[id]
        }
        guard let search else { return Self.fault(404, 1002, "The search does not exist.") }
        return .json(search.status == "COMPLETED" ? 200 : 206, status(of: id, search))
    }

    private func status(of id: String, _ search: Search) -> JSONValue {
        let isDone = search.status == "COMPLETED"
        var messages: [JSONValue] = []
        if isDone, context.board.value(.partial) != nil, search.count == nil {
            messages.append([
                "code": .string("EP_UNREACHABLE"), "contexts": .array([]), "severity": .string("ERROR"),
                "message": .string("One event processor could not be reached."),
            ])
        }
        return [
            "search_id": .string(id), "cursor_id": .string(id), "status": .string(search.status),
            "progress": .integer(isDone ? 100 : 40), "record_count": .integer(isDone ? search.records : 0),
            "processed_record_count": .integer(context.shelf.documents.count), "save_results": .bool(false),
            "error_messages": .array(messages),
        ]
    }

    private func results(of id: String, _ search: Search, _ request: SimulatorRequest) -> SimulatorResponse {
        guard search.status == "COMPLETED" else {
            return Self.fault(404, 1003, "The results are not available: the search is still running.")
        }
        if let count = search.count {
            return .json(200, ["events": .array([["amount": .number(Double(count))]])])
        }
        let bounds = (request.header("range") ?? "items=0-\(search.rows.count)").split { !$0.isNumber }
            .compactMap { Int($0) }
        guard bounds.count == 2, bounds[0] <= bounds[1] else {
            return Self.fault(416, 36, "The Range header cannot be parsed.")
        }
        var first = min(bounds[0], search.rows.count)
        if first > 0, context.board.strike(.expired) {
            searches.withLock { $0.open[id] = nil }
            return Self.fault(404, 1002, "The search does not exist.")
        }
        let length = bounds[1] - bounds[0] + 1
        if first > 0, context.board.value(.loop) != nil { first = 0 }
        let rows = search.rows[first..<min(first + length, search.rows.count)]
        let body: JSONValue = ["events": .array(rows.map { row(of: $0, search.columns) })]
        let range = "items \(first)-\(max(first, rows.endIndex - 1))/\(search.rows.count)"
        return context.broken(.json(206, body, headers: [("Content-Range", range)]))
    }

    private func row(of number: Int, _ columns: [String]) -> JSONValue {
        let record = context.shelf.record(number)
        let all: [JSONValue.Member] = [
            .init("qid", .integer(28_250_369)), .init("qidname", .string(record.operation)),
            .init("logsourceid", .integer(112)), .init("sourceip", .string(record.address)),
            .init("username", .string(record.user)),
            .init("devicetime", .integer(Int(EventTime.floor(record.time, 1_000_000) / 1_000_000))),
            .init("starttime", .integer(Int(record.received / 1_000_000))), .init("eventcount", .integer(1)),
            .init("payload", .string(record.raw)),
        ]
        return .object(all.filter { columns.contains($0.name) })
    }
}
