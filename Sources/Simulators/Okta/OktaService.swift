import AuditModel
import ByteScan

/// The Okta System Log: polling and bounded queries, as developer.okta.com, "System Log query", tells them apart.
struct OktaService: ListingService {
    let context: ServiceContext
    let listing: Listing

    private static let day: Int64 = 86_400_000_000_000
    /// Kept for 90 days; what is older is left out without a word (developer.okta.com, "System Log API").
    private static let kept = 90 * day
    /// A `since` that lies further back is refused.
    private static let furthest = 180 * day
    private static let tokenPath = "/oauth2/v1/token"

    init(_ context: ServiceContext) {
        self.context = context
        listing = Listing(context.tenant, knowsAvailability: true)
    }

    func lists(_ request: SimulatorRequest) -> Bool { request.method == "GET" && request.path == "/api/v1/logs" }

    func authorize(_ request: SimulatorRequest) throws(ListingRefusal) {
        if let token = request.credential("SSWS ") {
            guard token == context.client.secret else { throw .unauthorized }
            return
        }
        switch context.mint.check(bearerOf: request, audiences: [], now: context.clock.wall()) {
        case .valid(let claims): if claims["scp"]?.text != "okta.logs.read" { throw .forbidden }
        case .expired: throw .expired
        case nil, .foreign, .otherAudience: throw .unauthorized
        }
    }

    func question(_ request: SimulatorRequest) throws(ListingRefusal) -> ListingQuestion {
        let now = context.clock.now
        guard let limit = Int(request.parameter("limit") ?? "100"), 0...1000 ~= limit else {
            throw .invalid(parameter: "limit", said: "Bad limit: the value must be between 0 and 1000.")
        }
        let until = try time("until", request)
        var since = try time("since", request) ?? (until ?? now) - 7 * Self.day
        guard since >= now - Self.furthest else { throw .tooOld }
        let isAscending = request.parameter("sortOrder").map { $0 != "DESCENDING" } ?? true
        var cursor: ListingCursor?
        if let token = request.parameter("after") {
            guard request.parameter("since") == nil else {
                throw .invalid(parameter: "after", said: "The parameters since and after exclude each other.")
            }
            cursor = try self.cursor(token)
            since = cursor?.window.from ?? since
        }
        let isPolling = until == nil && isAscending
        var question = ListingQuestion(
            window: TimeWindow(
                from: max(since, oldest(kept: Self.kept, asked: since)), to: until ?? (isPolling ? .max : openEnd)),
            limit: limit)
        question.isAscending = isAscending
        question.cursor = cursor
        question.axis = isPolling ? .availability : .event
        question.neverEnds = isPolling
        question.operation = try operation(request.parameter("filter"))
        return question
    }

    func response(
        _ page: ListingFaults.Page, to question: ListingQuestion, _ request: SimulatorRequest, base: String
    ) -> SimulatorResponse {
        let target = request.path + (request.rawQuery.isEmpty ? "" : "?" + request.rawQuery)
        var links = [(url: request.address + target, relation: "self")]
        if let next = page.next {
            let kept = request.query.filter { $0.name != "after" && $0.name != "since" } + [("after", next.text)]
            let query = kept.map { "\($0.name)=\(UnreservedText.encoded($0.value))" }.joined(separator: "&")
            links.append((base + request.path + "?" + query, "next"))
        }
        return .json(
            200, bytes: RecordList.array(page.records, of: context.tenant),
            headers: LinkHeader.lines(links, form: headerForm()) + rateHeaders(remaining: 119))
    }

    func login(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.method == "POST", request.path == Self.tokenPath else { return nil }
        let login = AssertionLogin(context: context, audience: request.address + Self.tokenPath)
        return login.clientCredentials(request, scope: "okta.logs.read")
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: "okta",
            keys: [
                .init("type", listing.tenant.shape.source), .init("base_url", address),
                .init("token", "{env: OKTA_TOKEN}"),
            ], environment: [.init("OKTA_TOKEN", context.client.secret)])
    }

    private func time(_ name: String, _ request: SimulatorRequest) throws(ListingRefusal) -> Int64? {
        guard let text = request.parameter(name) else { return nil }
        guard let time = RequestTime.rfc3339(text) else {
            throw .invalid(parameter: name, said: "The date \(name) is not ISO 8601.")
        }
        return time
    }

    /// Reads the one filter the simulator knows, `eventType eq "…"`.
    private func operation(_ filter: String?) throws(ListingRefusal) -> String? {
        guard let filter else { return nil }
        let parts = filter.split(separator: " ", maxSplits: 2)
        guard parts.count == 3, parts[0] == "eventType", parts[1] == "eq", parts[2].hasPrefix("\""),
            parts[2].hasSuffix("\""), parts[2].utf8.count > 2
        else { throw .invalid(parameter: "filter", said: "Invalid filter '\(filter)'.") }
        return String(parts[2].dropFirst().dropLast())
    }

    private func rateHeaders(limit: Int = 120, remaining: Int) -> [(name: String, value: String)] {
        let reset = context.clock.shown / 1_000_000_000 + 1
        return [
            ("X-Rate-Limit-Limit", String(limit)), ("X-Rate-Limit-Remaining", String(remaining)),
            ("X-Rate-Limit-Reset", String(reset)),
        ]
    }
}

extension OktaService {
    func response(_ refusal: ListingRefusal, to request: SimulatorRequest) -> SimulatorResponse {
        switch refusal {
        case .unauthorized, .expired: return error(401, "E0000011", "Invalid token provided")
        case .forbidden:
            return error(403, "E0000006", "You do not have permission to perform the requested action")
        case .invalid(let parameter, let said):
            return error(400, parameter == "filter" ? "E0000053" : "E0000001", "Api validation failed: \(said)")
        case .invalidCursor: return error(400, "E0000001", "Api validation failed: after")
        case .tooOld: return error(400, "E0000053", "Invalid parameter: since is too far in the past")
        case .failing(let status): return error(status, "E0000009", "Internal Server Error")
        case .unknown: return error(404, "E0000007", "Not found: Resource not found")
        case .throttled(let fault):
            // A concurrency limit shows no limit at all; then there is nothing to compute a waiting time from.
            var answer = error(429, "E0000047", "API call exceeded rate limit due to too many requests.")
            answer.headers += rateHeaders(limit: fault.form == "concurrency" ? 0 : 120, remaining: 0)
            return answer
        }
    }

    private func error(_ status: Int, _ code: String, _ summary: String) -> SimulatorResponse {
        .json(
            status,
            [
                "errorCode": .string(code), "errorSummary": .string(summary), "errorLink": .string(code),
                "errorId": .string("oaeSIEMGAPSIMULATOR00"), "errorCauses": .array([]),
            ])
    }
}
