import AuditModel
import ByteScan

/// The query API of a simulated Log Analytics workspace; every source has a workspace of its own.
///
/// Sources: learn.microsoft.com, "Azure Monitor Log Analytics API": request format, response format, errors, timeouts;
/// "Azure Monitor service limits".
struct WorkspaceService: SimulatedService {
    private static let audiences = [
        "https://api.loganalytics.io", "https://api.loganalytics.azure.com", "https://api.loganalytics.us",
        "https://api.loganalytics.azure.cn",
    ]
    /// The application permission of the API.
    private static let role = "Data.Read"
    /// Rows of an answer at most, and bytes.
    private static let mostRows = 500_000
    private static let mostBytes = 100 << 20
    /// Of so many documents one is left out of partial answers.
    private static let partialShare = 50

    private let context: StoreContext
    private let workspace: String

    init(_ context: StoreContext) {
        self.context = context
        workspace = WorkspaceTables.workspace(of: context.shelf.source)
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        var keys = [
            ServiceConfiguration.Key("type", "azure-monitor"), .init("workspace", workspace),
            .init("tenant", Tenant.id), .init("client_id", context.client.id),
            .init("client_secret", "{env: SIMULATOR_CLIENT_SECRET}"), .init("login_url", address),
            .init("url", address), .init("limits", "{requests: 600000, per: 1m, in_flight: 5}"),
        ]
        let names = WorkspaceTables(context.shelf).names
        if names.contains(where: { $0.hasSuffix("_CL") }) {
            keys.append(.init("tables", "[\(names.joined(separator: ", "))]"))
        }
        return ServiceConfiguration(
            name: context.name, keys: keys,
            environment: [ServiceConfiguration.Key("SIMULATOR_CLIENT_SECRET", context.client.secret)])
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count == 4, parts[0] == "v1", parts[1] == "workspaces", parts[3] == "query" else { return nil }
        guard parts[2].lowercased() == workspace else {
            return Self.isAnother(parts[2]) ? nil : WorkspaceRefusal.noWorkspace.response
        }
        do throws(WorkspaceRefusal) {
            try authorize(request)
            if context.board.strike(.throttled) { return Self.throttled }
            if context.board.strike(.timeout) { throw .timeout }
            if context.board.strike(.empty) { return .json(200, bytes: []) }
            guard let question = try question(request) else { return .json(200, bytes: []) }
            return try answer(question)
        } catch {
            return error.response
        }
    }

    /// Whether a workspace of another source has that id.
    private static func isAnother(_ id: String) -> Bool {
        ServiceCatalogue.entries.contains { WorkspaceTables.workspace(of: $0.source) == id.lowercased() }
    }

    private static let throttled: SimulatorResponse = .json(
        429, ["error": ["message": .string("Too many requests"), "code": .string("TooManyRequests")]],
        headers: [("Retry-After", "2")])

    // MARK: Requests

    private func authorize(_ request: SimulatorRequest) throws(WorkspaceRefusal) {
        let outcome = context.mint.check(bearerOf: request, audiences: Self.audiences, now: context.clock.wall())
        switch outcome {
        case .none: throw .noCredential
        case .foreign, .expired: throw .badToken
        case .otherAudience: throw .otherAudience
        case .valid(let claims):
            guard claims.hasRole(Self.role), context.board.value(.denied) == nil else { throw .noAccess }
        }
    }

    private struct Question {
        let query: String
        let window: TimeWindow?
    }

    /// What is asked; nil for a body that the service does not look at, which it answers with an empty success.
    private func question(_ request: SimulatorRequest) throws(WorkspaceRefusal) -> Question? {
        let outer = try window(request.parameter("timespan"))
        if request.method == "GET" {
            guard let query = request.parameter("query") else { throw .missing("query") }
            return Question(query: query, window: outer)
        }
        let type = request.header("content-type")?.lowercased() ?? ""
        guard request.method == "POST", type.hasPrefix("application/json"), !request.body.isEmpty else { return nil }
        guard let body = try? JSONTree(parsing: request.body), body.members != nil else {
            throw .badArgument("InvalidJsonBody", "The body is no JSON object")
        }
        guard let query = body["query"]?.text else { throw .missing("query") }
        // What body and address say is narrowed to what both cover.
        return Question(
            query: query, window: QueryTimespan.common(outer, try window(body["timespan"]?.text)))
    }

    private func window(_ text: String?) throws(WorkspaceRefusal) -> TimeWindow? {
        guard let text else { return nil }
        guard let timespan = QueryTimespan(text, now: context.clock.now) else {
            throw .badArgument("InvalidTimespan", "'\(text)' is no ISO 8601 duration or interval")
        }
        return timespan.window
    }

    // MARK: Answers

    private func answer(_ question: Question) throws(WorkspaceRefusal) -> SimulatorResponse {
        guard !context.shelf.documents(in: nil, visibleAt: context.visibleUntil).isEmpty else {
            return SimulatorResponse(status: 204)
        }
        do throws(KustoFault) {
            let query = try KustoParser.query(question.query)
            let tables = WorkspaceTables(context.shelf)
            let run = run(query, tables, question.window) { _ in true }
            let table = try run.table()
            if isTooWide(run.met) { return WorkspaceRefusal.timeout.response }
            var answer = WorkspaceResponse(table)
            if context.board.value(.partial) != nil {
                let less = try self.run(query, tables, question.window) { $0 % Self.partialShare != 0 }.table()
                answer.replaceRows(by: less)
            }
            if let missing = context.board.value(.short), !query.isSummary { answer.dropLast(Int(missing)) }
            let most = min(Self.mostRows, context.board.value(.cap).map { Int($0) } ?? Self.mostRows)
            var body = answer.body(mostRows: most, mostBytes: Self.mostBytes)
            if context.board.strike(.cutStream) { body.removeLast(body.count / 2) }
            return .json(200, bytes: body)
        } catch {
            throw WorkspaceRefusal(error)
        }
    }

    private func run(
        _ query: KustoQuery, _ tables: WorkspaceTables, _ window: TimeWindow?, keeps: (Int) -> Bool
    ) -> KustoRun {
        var shown = tables.tables(in: window, visibleAt: context.visibleUntil)
        for place in shown.indices {
            shown[place].table.rows = shown[place].table.rows.filter { $0.document.map(keeps) ?? true }
        }
        return KustoRun(query, on: shown, now: context.clock.now, ingested: tables.ingested)
    }

    /// Whether what was met lies further apart than a workspace under load works off in time.
    private func isTooWide(_ met: [Int]) -> Bool {
        guard let hours = context.board.value(.wideTimeout) else { return false }
        let times = met.map { context.shelf.document($0).time }
        guard let first = times.min(), let last = times.max() else { return false }
        return last - first > Int64(hours * 3600e9)
    }
}

extension WorkspaceRefusal {
    fileprivate static func missing(_ name: String) -> WorkspaceRefusal {
        .badArgument("MissingRequiredProperty", "'\(name)' is missing")
    }
}
