import AuditModel
import ByteScan

/// The activities of the Admin SDK Reports API, one application at a time
/// (developers.google.com, "Reports API: activities.list").
struct GoogleReportsService: ListingService {
    let context: ServiceContext
    let listing: Listing

    private static let day: Int64 = 86_400_000_000_000
    private static let kept = 180 * day
    private static let scope = "https://www.googleapis.com/auth/admin.reports.audit.readonly"
    private static let tokenPath = "/token"
    /// Applications the service knows although the tenant has nothing in them.
    private static let applications: Set<String> = [
        "access_transparency", "admin", "calendar", "chat", "chrome", "context_aware_access", "data_studio", "drive",
        "gcp", "gmail", "groups", "groups_enterprise", "jamboard", "keep", "login", "meet", "mobile", "rules", "saml",
        "token", "user_accounts",
    ]

    init(_ context: ServiceContext) {
        self.context = context
        listing = Listing(context.tenant)
    }

    func lists(_ request: SimulatorRequest) -> Bool { request.method == "GET" && application(request) != nil }

    func authorize(_ request: SimulatorRequest) throws(ListingRefusal) {
        switch context.mint.check(bearerOf: request, audiences: [], now: context.clock.wall()) {
        case .valid(let claims): if claims["scp"]?.text != Self.scope { throw .forbidden }
        case .expired: throw .expired
        case nil, .foreign, .otherAudience: throw .unauthorized
        }
    }

    func question(_ request: SimulatorRequest) throws(ListingRefusal) -> ListingQuestion {
        let name = application(request) ?? ""
        let types = context.tenant.types.indices.filter { context.tenant.types[$0].name == name }.map { UInt8($0) }
        guard !types.isEmpty || Self.applications.contains(name) else {
            throw .invalid(parameter: "applicationName", said: "Invalid value '\(name)'.")
        }
        guard let limit = Int(request.parameter("maxResults") ?? "1000"), 1...1000 ~= limit else {
            throw .invalid(parameter: "maxResults", said: "Invalid value. Values must be within the range: [1, 1000]")
        }
        let (start, end) = (try time("startTime", request), try time("endTime", request))
        if let start, let end, start > end {
            throw .invalid(parameter: "startTime", said: "Start time cannot be after end time.")
        }
        if name == "gmail" {
            guard let start, let end, end - start <= 30 * Self.day else {
                throw .invalid(parameter: "startTime", said: "Both times are required, at most 30 days apart.")
            }
        }
        let from = max(start ?? .min, oldest(kept: Self.kept, asked: start ?? .max))
        var question = ListingQuestion(window: TimeWindow(from: from, to: end ?? openEnd), limit: limit)
        question.scope = name
        question.types = Set(types)
        question.operation = request.parameter("eventName")
        question.isAscending = false
        question.cursor = try request.parameter("pageToken").map { token throws(ListingRefusal) in try cursor(token) }
        return question
    }

    func response(
        _ page: ListingFaults.Page, to question: ListingQuestion, _ request: SimulatorRequest, base: String
    ) -> SimulatorResponse {
        var body: [UInt8] = []
        body.append(#"{"kind":"admin#reports#activities","etag":"\"siemgap\"""#)
        if let next = page.next { body.append(text: #","nextPageToken":"\#(next.text)""#) }
        // No array at all where there is nothing to list.
        if !page.records.isEmpty {
            body.append(#","items":["#)
            RecordList.append(page.records, of: context.tenant, to: &body)
            body.append("]")
        }
        body.append("}")
        return .json(200, bytes: body)
    }

    func login(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.method == "POST", request.path == Self.tokenPath else { return nil }
        let login = AssertionLogin(context: context, audience: request.address + Self.tokenPath)
        return login.bearerGrant(request, scopes: AssertionLogin.googleScopes)
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: "google",
            keys: [
                .init("type", listing.tenant.shape.source), .init("base_url", address),
                .init("token_url", address + Self.tokenPath),
                .init("client_email", "siemgap@simulator.example"), .init("subject", "admin@contoso.example"),
                .init("private_key", "{env: GOOGLE_PRIVATE_KEY}"),
            ], environment: [.init("GOOGLE_PRIVATE_KEY", context.client.certificate?.keyPEM ?? "")])
    }

    /// The application of the path; nil for another path.
    private func application(_ request: SimulatorRequest) -> String? {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 9, Array(parts[1...6]) == ["admin", "reports", "v1", "activity", "users", parts[6]],
            parts[7] == "applications"
        else { return nil }
        return parts[8]
    }

    private func time(_ name: String, _ request: SimulatorRequest) throws(ListingRefusal) -> Int64? {
        guard let text = request.parameter(name) else { return nil }
        guard let time = RequestTime.rfc3339(text) else { throw .invalid(parameter: name, said: "Invalid value.") }
        return time
    }
}

extension GoogleReportsService {
    func response(_ refusal: ListingRefusal, to request: SimulatorRequest) -> SimulatorResponse {
        switch refusal {
        case .unauthorized, .expired:
            return error(401, "authError", "Invalid Credentials", location: "Authorization")
        case .forbidden:
            return error(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
        case .invalid(let parameter, let said): return error(400, "invalid", said, location: parameter)
        case .invalidCursor: return error(400, "invalid", "Invalid page token", location: "pageToken")
        case .tooOld: return error(400, "invalid", "Start time is too far in the past.", location: "startTime")
        case .failing(let status): return error(status, "backendError", "Backend Error")
        case .unknown: return error(404, "notFound", "Not Found")
        case .throttled(let fault):
            let status = fault.form.flatMap(Int.init) ?? 503
            return error(status, "rateLimitExceeded", "Quota exceeded for quota metric 'Queries'.")
        }
    }

    private func error(_ status: Int, _ reason: String, _ message: String, location: String? = nil) -> SimulatorResponse
    {
        var detail: [JSONValue.Member] = [
            .init("message", .string(message)), .init("domain", .string("global")), .init("reason", .string(reason)),
        ]
        if let location {
            detail.append(.init("location", .string(location)))
            detail.append(.init("locationType", .string(location == "Authorization" ? "header" : "parameter")))
        }
        return .json(
            status,
            [
                "error": [
                    "code": .integer(status), "message": .string(message), "errors": .array([.object(detail)]),
                ]
            ])
    }
}
