import AuditModel
import Synchronization

/// A list of Microsoft Graph, or of its predecessor: filtered, ordered, in pages.
///
/// Paging keeps nothing between requests: the skip token says where the next page begins.
final class GraphList: SimulatedService {
    private let context: ServiceContext
    private let rules: GraphRules
    /// Indexes of the records by availability, where the list can be ordered so.
    private let byAvailability: [UInt32]
    /// How often each filter was begun.
    private let runs = Mutex<[String: Int]>([:])

    init(_ context: ServiceContext, _ rules: GraphRules) {
        self.context = context
        self.rules = rules
        byAvailability = rules.times.values.contains(.availability) ? context.tenant.indexesByAvailability() : []
    }

    private var tenant: Tenant { context.tenant }
    private var board: FaultBoard { context.board }

    func configuration(at address: String) -> ServiceConfiguration? {
        .entra(tenant.shape.source, at: address, client: context.client)
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard rules.paths.contains(request.path) else { return nil }
        guard request.method == "GET" else { return GraphAnswer.error(405, "MethodNotAllowed", "Use GET.") }
        if let refusal = refusal(of: request) { return refusal }
        do throws(ODataFault) {
            let query = try query(of: request)
            if let answer = try serverFault(query, request) { return answer }
            return try page(query, request)
        } catch let fault {
            return GraphAnswer.error(400, "BadRequest", fault.message)
        }
    }

    // MARK: Refusals

    private func refusal(of request: SimulatorRequest) -> SimulatorResponse? {
        switch context.mint.check(bearerOf: request, audiences: rules.audiences, now: context.clock.wall()) {
        case nil: return GraphAnswer.unauthorized("Access token is empty.")
        case .foreign: return GraphAnswer.unauthorized("Access token validation failure.")
        case .expired: return GraphAnswer.unauthorized("Lifetime validation failed, the token is expired.")
        case .otherAudience: return GraphAnswer.unauthorized("Access token validation failure. Invalid audience.")
        case .valid(let claims):
            if let role = rules.role, !claims.hasRole(role) {
                return GraphAnswer.error(
                    403, "Authentication_MSGraphPermissionMissing",
                    "The principal does not have required Microsoft Graph permission(s): \(role)")
            }
        }
        if rules.hasLegacyToken, request.parameter("api-version") == nil {
            return GraphAnswer.error(400, "Request_MissingApiVersion", "The api-version query parameter is required.")
        }
        return nil
    }

    /// Faults that answer in the place of the list.
    private func serverFault(_ query: GraphQuery, _ request: SimulatorRequest) throws(ODataFault) -> SimulatorResponse?
    {
        let (scope, window, key) = (query.scope, query.axis == .eventTime ? query.window : nil, request.rawQuery)
        if board.strike(.tokenExpired, scope: scope, window: window, key: key) != nil {
            return GraphAnswer.unauthorized("Lifetime validation failed, the token is expired.")
        }
        if let fault = board.strike(.throttled, scope: scope, window: window, key: key) {
            return GraphAnswer.throttled(fault, saysRetryAfter: rules.saysRetryAfter, clock: context.clock)
        }
        if let fault = board.hits(.serverError, scope: scope, window: window, key: "size"),
            let answer = tooLarge(query, fault)
        {
            board.noteEffect(of: .serverError)
            return answer
        }
        if query.hasSkipToken, board.strike(.lostToken, scope: scope, window: window, key: key) != nil {
            return GraphAnswer.error(400, "UnknownError", "Value cannot be null. Parameter name: skip token is null")
        }
        guard query.window.from == .min || query.window.from > context.clock.now - 90 * 86_400_000_000_000 else {
            throw ODataFault("Invalid filter clause: the start is too far back")
        }
        return nil
    }

    /// 504 when the window is longer than the service manages, 500 behind so many records (F13).
    private func tooLarge(_ query: GraphQuery, _ fault: APIFault) -> SimulatorResponse? {
        if fault.form == "retired" {
            return GraphAnswer.error(
                403, "Authentication_Unauthorized", "Access blocked to AAD Graph API for this application.")
        }
        if let most = fault.size {
            guard (query.place?.position ?? 0) >= most else { return nil }
            return GraphAnswer.error(500, "InternalServerError", "An error has occurred.")
        }
        let span = tenant.span
        let asked = min(query.window.to, span.to) - max(query.window.from, span.from)
        guard asked > fault.by ?? 21_600_000_000_000 else { return nil }
        return GraphAnswer.error(504, "GatewayTimeout", "The request timed out.")
    }

    private func query(of request: SimulatorRequest) throws(ODataFault) -> GraphQuery {
        let ignored = board.standing(.ignoredFilter)
        return try GraphQuery(request, rules: rules) { term in
            guard let ignored, ignored.form != "gt-lt" || term.comparison == .gt || term.comparison == .lt else {
                return false
            }
            board.noteEffect(of: .ignoredFilter)
            return true
        }
    }

    // MARK: Pages

    /// The records of one page and where the next begins; nil at the end.
    private struct Page {
        var records: [TenantRecord] = []
        var next: PageToken?
        var loops = false
    }

    private func page(_ query: GraphQuery, _ request: SimulatorRequest) throws(ODataFault) -> SimulatorResponse {
        if let first = tenant.records.first { try query.knowsFields(first, tenant, rules) }
        let (scope, window, key) = (query.scope, query.axis == .eventTime ? query.window : nil, request.rawQuery)
        let place = query.place ?? PageToken(position: 0, run: beginRun(query))
        var page = Page()
        let comesLast = board.standing(.emptyPage, scope: scope)?.form == "last"
        if !comesLast,
            board.strike(.emptyPage, scope: scope, window: window, key: "\(query.filter)@\(place.position)") != nil
        {
            page.next = PageToken(position: place.position, attempt: place.attempt + 1, run: place.run)
        } else {
            page = records(of: query, from: place)
            if comesLast, page.next == nil, !page.records.isEmpty {
                board.noteEffect(of: .emptyPage)
                page.next = PageToken(position: .max / 2, run: place.run)
            }
        }
        page.loops = page.next != nil && board.strike(.repeatedToken, scope: scope, window: window, key: key) != nil
        let leads = page.next != nil && board.strike(.foreignLink, scope: scope, window: window, key: key) != nil
        var answer = GraphAnswer.json(body(page, query, request, isForeign: leads))
        if board.strike(.cutBody, scope: scope, window: window, key: key) != nil { answer.cutWithError() }
        if board.standing(.oddHeaders) != nil {
            board.noteEffect(of: .oddHeaders)
            answer.headers = answer.headers.map { ($0.name.lowercased(), $0.value) }
            answer.headers.append(
                ("link", "<https://developer.example/deprecated>;rel=\"deprecation\";type=\"text/html\""))
        }
        return answer
    }

    private func beginRun(_ query: GraphQuery) -> Int {
        runs.withLock { runs in
            defer { runs[query.filter, default: 0] += 1 }
            return runs[query.filter, default: 0]
        }
    }

    private func records(of query: GraphQuery, from place: PageToken) -> Page {
        let order = order(of: query)
        let asksKind = rules.scopeField.map { field in query.terms.contains { $0.field == field } } ?? true
        let unstable = board.standing(.unstableCount, scope: query.scope)
        var page = Page()
        var position = place.position
        while position < order.count {
            let index = query.isNewestFirst ? order.upperBound - 1 - position : order.lowerBound + position
            position += 1
            let record = tenant.records[query.axis == .eventTime ? index : Int(byAvailability[index])]
            guard isReadable(record, at: index, query), asksKind || rules.isShownUnasked(record, tenant),
                query.admits(record, tenant, rules), !isDropped(record, unstable, query, run: place.run)
            else { continue }
            if page.records.count == query.top {
                page.next = PageToken(position: position - 1, run: place.run)
                break
            }
            page.records.append(record)
        }
        return page
    }

    /// The part of the ordered records that the bounds leave.
    private func order(of query: GraphQuery) -> Range<Int> {
        query.axis == .eventTime ? tenant.indexes(in: query.window) : 0..<byAvailability.count
    }

    private func isReadable(_ record: TenantRecord, at index: Int, _ query: GraphQuery) -> Bool {
        let now = context.clock.now
        guard record.available <= now, record.time >= now - rules.retention else { return false }
        guard rules.isMutable else { return true }
        return !tenant.isSuperseded(record, at: now)
    }

    /// Whether a run of an unstable query leaves a record out, another query other ones (F9).
    private func isDropped(_ record: TenantRecord, _ fault: APIFault?, _ query: GraphQuery, run: Int) -> Bool {
        guard let fault else { return false }
        let salt = SeededGenerator.hash(seed: tenant.seed, query.filter)
        let bits = SeededGenerator.mix(salt ^ SeededGenerator.mix(UInt64(record.number) << 16 | UInt64(run)))
        guard SeededGenerator.share(bits) < fault.share else { return false }
        board.noteEffect(of: .unstableCount)
        return true
    }

    // MARK: Text

    private func body(_ page: Page, _ query: GraphQuery, _ request: SimulatorRequest, isForeign: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(page.records.count * 1800 + 1024)
        bytes.append(#"{"@odata.context":"#)
        bytes.append(json: "\(request.scheme)://\(request.authority)/v1.0/$metadata#\(request.path.dropFirst(6))")
        bytes.append(#","value":["#)
        for (index, record) in page.records.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            tenant.append(record, to: &bytes)
        }
        bytes.append("]")
        if let next = page.next {
            bytes.append(#","@odata.nextLink":"#)
            bytes.append(json: link(to: next, loops: page.loops, query, request, isForeign: isForeign))
        }
        bytes.append("}")
        return bytes
    }

    /// The request's own URL with another skip token; the same URL where paging loops.
    private func link(
        to next: PageToken, loops: Bool, _ query: GraphQuery, _ request: SimulatorRequest, isForeign: Bool
    ) -> String {
        let host = isForeign ? context.foreignAddress : "\(request.scheme)://\(request.authority)"
        if loops { return "\(host)\(request.path)?\(request.rawQuery)" }
        let kept = request.rawQuery.split(separator: "&").filter { !$0.lowercased().contains("skiptoken=") }
        let query = (kept.map(String.init) + ["$skiptoken=\(next.text(salt: query.filter))"]).joined(separator: "&")
        return "\(host)\(request.path)?\(query)"
    }
}

extension SimulatorResponse {
    /// Cuts the body in the middle and puts an error object there, as a service that fails while it writes (F11).
    mutating func cutWithError() {
        body = Array(body.prefix(body.count / 2))
        body.append(#"{"error":{"code":"UnknownError","message":"An error occurred while writing the answer."}}"#)
    }
}
