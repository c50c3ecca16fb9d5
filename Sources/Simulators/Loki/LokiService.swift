import AuditModel
import Synchronization

/// Grafana Loki's query endpoint over one shelf, behind a gateway with HTTP Basic.
///
/// Facts: grafana.com/docs/loki, "Loki HTTP API"; texts of refusals as pkg/validation and pkg/querier have them.
final class LokiService: SimulatedService {
    private static let tenant = "contoso"
    private static let longestQuery: Int64 = 721 * 3_600_000_000_000
    private static let mostEntries = 5000

    private let context: StoreContext
    /// The labels of each document's stream.
    private let streams: [[(name: String, value: String)]]
    /// The first beginning asked for, by what else was asked (fault `loop`).
    private let beginnings = Mutex<[String: Int64]>([:])

    init(_ context: StoreContext) {
        self.context = context
        streams = LokiStreams.labels(of: context)
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        switch request.path {
        case "/loki/api/v1/status/buildinfo": return refusal(request) ?? buildInfo
        case "/loki/api/v1/labels": return refusal(request) ?? labels
        case "/loki/api/v1/query_range": break
        case _: return nil
        }
        let fields = Dictionary((request.query + request.form).map { ($0.name, $0.value) }) { first, _ in first }
        let query = LogQuery(fields["query"] ?? "")
        // Another shelf's streams are another service's to answer for.
        if let job = query?.matchers.first(where: { $0.label == "job" })?.value, job.hasPrefix("siem-"),
            job != context.name
        {
            return nil
        }
        if let refusal = refusal(request) { return refusal }
        guard let query else { return .text(400, "parse error at line 1, col 1: syntax error: unexpected IDENTIFIER") }
        guard let start = Self.instant(fields["start"]), let end = Self.instant(fields["end"]), start <= end else {
            return .text(400, "end timestamp must not be before or equal to start time")
        }
        if end - start > Self.longestQuery {
            return .text(
                400,
                "the query time range exceeds the limit (query length: \((end - start) / 3_600_000_000_000)h0m0s, limit: 30d1h)"
            )
        }
        if let range = query.countRange { return count(query, range: range, at: end) }
        return list(query, start: start, end: end, fields)
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: context.name,
            keys: [
                .init("type", "loki"), .init("url", address), .init("query", "'{job=\"\(context.name)\"}'"),
                .init("tenant", Self.tenant),
            ] + context.basicLogin + [StoreContext.limits], environment: context.basicSecret)
    }

    private var buildInfo: SimulatorResponse {
        .json(200, ["version": .string("3.2.1"), "revision": .string("siemgap"), "branch": .string("HEAD")])
    }

    private var labels: SimulatorResponse {
        .json(200, ["status": .string("success"), "data": .array(["collector", "job", "type"].map { .string($0) })])
    }

    private func refusal(_ request: SimulatorRequest) -> SimulatorResponse? {
        if context.board.strike(.throttled) { return .text(429, "too many outstanding requests") }
        guard context.isLoggedIn(request) else { return .text(401, "401 Authorization Required") }
        guard let tenant = request.header("x-scope-orgid") else { return .text(401, "no org id") }
        return tenant == Self.tenant ? nil : .text(401, "unknown tenant")
    }

    private static func instant(_ text: String?) -> Int64? {
        guard let text else { return nil }
        return Int64(text) ?? RequestTime.rfc3339(text)
    }

    // MARK: Counts

    private func count(_ query: LogQuery, range: Int64, at instant: Int64) -> SimulatorResponse {
        // `(t - range, t]`.
        let window = TimeWindow(from: instant - range + 1, to: instant + 1)
        if let answer = context.gatewayAnswer(window) { return answer }
        let count = matching(query, in: window).count
        let series: JSONValue = [
            "metric": .object([]),
            "values": .array([
                .array([.number(Double(instant) / 1e9), .string(String(count))])
            ]),
        ]
        return .json(200, success("matrix", count == 0 ? [] : [series]))
    }

    // MARK: Lines

    private func list(_ query: LogQuery, start: Int64, end: Int64, _ fields: [String: String]) -> SimulatorResponse {
        let limit = Int(fields["limit"] ?? "100") ?? 0
        let most = context.board.value(.cap).map { Int($0) } ?? Self.mostEntries
        guard limit > 0 else { return .text(400, "limit must be a positive value") }
        guard limit <= most else {
            return .text(
                400,
                "max entries limit per query exceeded, limit > max_entries_limit_per_query (\(limit) > \(most))")
        }
        if let answer = context.gatewayAnswer(TimeWindow(from: start, to: end)) { return answer }
        let from = beginning(of: "\(fields["query"] ?? "") \(end)", asked: start)
        let unlisted = context.unlisted
        let found = context.answering(
            matching(query, in: TimeWindow(from: from, to: end)).filter { !unlisted.contains($0) })
        let isForward = fields["direction"] == "forward"
        let page = isForward ? Array(found.prefix(limit)) : Array(found.suffix(limit).reversed())
        return context.broken(.json(200, success("streams", grouped(page))))
    }

    private func beginning(of question: String, asked: Int64) -> Int64 {
        guard context.board.value(.loop) != nil else { return asked }
        return beginnings.withLock { beginnings in
            if let first = beginnings[question] { return first }
            beginnings[question] = asked
            return asked
        }
    }

    private func matching(_ query: LogQuery, in window: TimeWindow) -> [Int] {
        context.documents(in: window).filter { number in
            guard query.selects(labels(of: number)) else { return false }
            guard !query.filters.isEmpty else { return true }
            let line = context.shelf.record(number).raw
            return query.filters.allSatisfy { $0.holds(line) }
        }
    }

    /// The labels of a document's stream.
    private func labels(of number: Int) -> [(name: String, value: String)] {
        if streams.indices.contains(number) { return streams[number] }
        let fields = context.shelf.document(number).delivered?.fields ?? []
        return fields.filter { !LokiPush.metadata.contains($0.name) }
    }

    /// The documents by stream, as the streams come first.
    private func grouped(_ documents: [Int]) -> [JSONValue] {
        var (order, values): ([String], [String: (labels: JSONValue, values: [JSONValue])]) = ([], [:])
        for number in documents {
            let labels = JSONValue.object(labels(of: number).map { .init($0.name, .string($0.value)) })
            let key = labels.text()
            if values[key] == nil {
                order.append(key)
                values[key] = (labels, [])
            }
            let line = context.shelf.record(number).raw
            values[key]?.values.append(
                .array([.string(String(context.shelf.document(number).time)), .string(line)]))
        }
        return order.compactMap { values[$0] }.map { ["stream": $0.labels, "values": .array($0.values)] }
    }

    private func success(_ type: String, _ result: [JSONValue]) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("status", .string("success")),
            .init(
                "data",
                [
                    "resultType": .string(type), "result": .array(result),
                    "stats": ["summary": ["totalEntriesReturned": .integer(result.count)]],
                ]),
        ]
        if context.board.value(.partial) != nil, type == "streams" {
            members.append(.init("warnings", .array([.string("1 of 3 ingesters did not answer")])))
        }
        return .object(members)
    }
}
