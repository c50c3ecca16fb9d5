import AuditModel

/// VictoriaLogs' query endpoints over one shelf, behind a proxy with HTTP Basic.
///
/// Facts: docs.victoriametrics.com/victorialogs, "Querying". Rows come in no order.
struct VictoriaLogsService: SimulatedService {
    /// The tenant that holds the rows; another one holds none.
    private static let (account, project) = (7, 2)

    let context: StoreContext

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard ["/select/logsql/query", "/select/logsql/stats_query"].contains(request.path) else { return nil }
        let fields = Dictionary((request.query + request.form).map { ($0.name, $0.value) }) { first, _ in first }
        let query = LogsQLQuery(fields["query"] ?? "")
        // Another shelf's rows are another service's to answer for.
        let named = query?.condition.comparisons.first { $0.hasPrefix("source:\"siem-") }
        if let named, named != "source:\"\(context.name)\"" { return nil }
        if context.board.strike(.throttled) {
            var refusal = SimulatorResponse.text(429, "too many concurrent requests; try again later")
            refusal.headers.append((name: "Retry-After", value: "1"))
            return refusal
        }
        guard context.isLoggedIn(request) else { return .text(401, "missing or wrong credentials") }
        guard let query else { return .text(400, "cannot parse query arg: unexpected token") }
        if let answer = context.gatewayAnswer(query.window) { return answer }
        let isTenant =
            request.header("accountid") == String(Self.account) && request.header("projectid") == String(Self.project)
        guard let found = isTenant ? matching(query) : [] else {
            return .text(400, "cannot parse query: unknown filter")
        }
        if request.path.hasSuffix("stats_query") {
            guard let name = query.countName else { return .text(400, "missing `| stats ...` pipe in the query") }
            return counted(found.count, as: name)
        }
        return context.broken(listed(found, query.fields))
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: context.name,
            keys: [
                .init("type", "victorialogs"), .init("url", address),
                .init("query", "'source:\"\(context.name)\"'"), .init("account", String(Self.account)),
                .init("project", String(Self.project)),
            ] + context.basicLogin + [StoreContext.limits], environment: context.basicSecret)
    }

    private func counted(_ count: Int, as name: String) -> SimulatorResponse {
        let series: JSONValue = [
            "metric": ["__name__": .string(name)],
            "value": .array([.integer(Int(context.clock.now / 1_000_000_000)), .string(String(count))]),
        ]
        return .json(
            200,
            ["status": .string("success"), "data": ["resultType": .string("vector"), "result": .array([series])]])
    }

    private func listed(_ found: [Int], _ fields: [String]?) -> SimulatorResponse {
        let unlisted = context.unlisted
        var body: [UInt8] = []
        for number in found.reversed() where !unlisted.contains(number) {
            var row = members(of: number)
            if let fields { row.removeAll { !fields.contains($0.name) } }
            body += JSONValue.object(row).text().utf8
            body.append(UInt8(ascii: "\n"))
        }
        return SimulatorResponse(status: 200, headers: [("Content-Type", "application/stream+json")], body: body)
    }

    /// The documents that fit; nil for a condition that is not known.
    private func matching(_ query: LogsQLQuery) -> [Int]? {
        var found: [Int] = []
        for number in context.documents(in: query.window) {
            let holds = query.condition.holds { comparison in
                query.holds(comparison) { field($0, of: number) }
            }
            guard let holds else { return nil }
            if holds { found.append(number) }
        }
        return found
    }

    private func field(_ name: String, of number: Int) -> String {
        let sent = context.shelf.document(number).delivered
        switch name {
        case "source": return sent.map { $0.field("source") ?? "" } ?? context.name
        case "type": return context.shelf.type(of: number)
        case "_msg": return context.shelf.record(number).raw
        default: return sent?.field(name) ?? ""
        }
    }

    private func members(of number: Int) -> [JSONValue.Member] {
        let record = context.shelf.record(number)
        let own = record.delivered?.fields.map { JSONValue.Member($0.name, .string($0.value)) }
        return [
            .init("_time", .string(TimeForm.iso(record.time, digits: record.time % 1_000_000_000 == 0 ? 0 : 9))),
            .init("_stream_id", .string("0000000700000002e0f8b6c5a4d3")),
            .init("_stream", .string("{source=\"\(context.name)\"}")), .init("_msg", .string(record.raw)),
        ] + (own ?? [.init("source", .string(context.name)), .init("type", .string(record.type))])
    }
}
