import AuditModel

/// GitHub's audit log: by cursor on github.com, by page number on an Enterprise Server (docs.github.com, "Using the audit
/// log API for your enterprise").
struct GitHubAuditService: ListingService {
    let context: ServiceContext
    let listing: Listing

    private static let day: Int64 = 86_400_000_000_000
    private static let kept = 180 * day
    /// Git events are kept a week; the simulator keeps them longer unless a scenario asks for the edge (F23).
    private static let gitKept = 7 * day
    private static let documentation = "https://docs.github.com/rest"

    init(_ context: ServiceContext) {
        self.context = context
        listing = Listing(context.tenant)
    }

    func lists(_ request: SimulatorRequest) -> Bool {
        var parts = request.path.split(separator: "/").map(String.init)
        if parts.starts(with: ["api", "v3"]) { parts.removeFirst(2) }
        return request.method == "GET" && parts.count == 3 && ["orgs", "enterprises"].contains(parts[0])
            && parts[2] == "audit-log"
    }

    func authorize(_ request: SimulatorRequest) throws(ListingRefusal) {
        guard request.header("user-agent")?.isEmpty == false else { throw .forbidden }
        guard let token = request.credential("Bearer ") ?? request.credential("token "),
            token == context.client.secret
        else { throw .unauthorized }
    }

    func question(_ request: SimulatorRequest) throws(ListingRefusal) -> ListingQuestion {
        let now = context.clock.now
        var phrase = AuditPhrase("")
        if let text = request.parameter("phrase") {
            phrase = AuditPhrase(text)
            guard phrase != nil else { throw .invalid(parameter: "phrase", said: "The search phrase is not valid.") }
        }
        // Without a date only the last three months are searched.
        let asked = phrase?.created ?? TimeWindow(from: now - 90 * Self.day, to: .max)
        let types = try types(request.parameter("include") ?? "web")
        var oldest = oldest(kept: Self.kept, asked: asked.from)
        if context.board.standing(.retentionEdge, scope: "git") != nil, types.names == ["git"] {
            oldest = self.oldest(kept: Self.gitKept, asked: asked.from)
        }
        var question = ListingQuestion(
            window: TimeWindow(from: max(asked.from, oldest), to: asked.to),
            limit: min(max(Int(request.parameter("per_page") ?? "30") ?? 30, 1), 100))
        question.types = types.indexes
        question.operation = phrase?.action
        question.isAscending = request.parameter("order") == "asc"
        if isNumbered(request) {
            let page = max(Int(request.parameter("page") ?? "1") ?? 1, 1)
            question.cursor = ListingCursor(.row((page - 1) * question.limit), of: question)
        } else {
            question.cursor = try request.parameter("after").map { token throws(ListingRefusal) in try cursor(token) }
        }
        return question
    }

    func response(
        _ page: ListingFaults.Page, to question: ListingQuestion, _ request: SimulatorRequest, base: String
    ) -> SimulatorResponse {
        // Links name an organisation or an enterprise by its number.
        var links: [(url: String, relation: String)] = []
        let name = isNumbered(request) ? "page" : "after"
        func link(_ base: String, _ value: String?) -> String {
            let kept = request.query.filter { $0.name != name } + (value.map { [(name: name, value: $0)] } ?? [])
            return base + request.path + "?"
                + kept.map { "\($0.name)=\(UnreservedText.encoded($0.value))" }.joined(separator: "&")
        }
        if let next = page.next {
            let value: String
            if case .row(let row) = next.place { value = String(row / question.limit + 1) } else { value = next.text }
            links.append((link(base, value), "next"))
        }
        links.append((link(request.address, isNumbered(request) ? "1" : ""), "first"))
        let form = headerForm(usual: "joined")
        let headers = LinkHeader.lines(links, form: form == "lines" ? nil : form) + rateHeaders(remaining: 1749)
        return .json(200, bytes: RecordList.array(page.records, of: context.tenant), headers: headers)
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: "github",
            keys: [
                .init("type", listing.tenant.shape.source), .init("base_url", address),
                .init("org", GitHubShape.organization), .init("token", "{env: GITHUB_AUDIT_TOKEN}"),
            ], environment: [.init("GITHUB_AUDIT_TOKEN", context.client.secret)])
    }

    private func isNumbered(_ request: SimulatorRequest) -> Bool { request.path.hasPrefix("/api/v3/") }

    /// What `include` wants; without it git events are left out.
    private func types(_ include: String) throws(ListingRefusal) -> (indexes: Set<UInt8>?, names: [String]) {
        guard ["web", "git", "all"].contains(include) else {
            throw .invalid(parameter: "include", said: "Must be one of: web, git, all.")
        }
        guard include != "all" else { return (nil, ["web", "git"]) }
        let wanted = context.tenant.types.indices.filter {
            (context.tenant.types[$0].name == "git") == (include == "git")
        }
        return (Set(wanted.map { UInt8($0) }), [include])
    }

    private func rateHeaders(remaining: Int) -> [(name: String, value: String)] {
        [
            ("X-RateLimit-Limit", "1750"), ("X-RateLimit-Remaining", String(remaining)),
            ("X-RateLimit-Reset", String(context.clock.shown / 1_000_000_000 + 1)),
        ]
    }
}

extension GitHubAuditService {
    func response(_ refusal: ListingRefusal, to request: SimulatorRequest) -> SimulatorResponse {
        switch refusal {
        case .unauthorized, .expired: return error(401, "Bad credentials")
        case .forbidden: return error(403, "Request forbidden by administrative rules. A User-Agent is needed.")
        case .invalid(_, let said): return error(422, said)
        case .invalidCursor: return error(400, "The cursor is not valid.")
        case .tooOld, .unknown: return error(404, "Not Found")
        case .failing(let status): return error(status, "Server Error")
        case .throttled(let fault): return throttled(fault)
        }
    }

    /// 403 or 429 with nothing remaining; a secondary limit says how long to wait instead.
    private func throttled(_ fault: APIFault) -> SimulatorResponse {
        if fault.form == "secondary" {
            var answer = error(403, "You have exceeded a secondary rate limit.")
            answer.headers.append(("Retry-After", String(fault.size ?? 1)))
            return answer
        }
        var answer = error(fault.form == "429" ? 429 : 403, "API rate limit exceeded")
        answer.headers += rateHeaders(remaining: 0)
        return answer
    }

    private func error(_ status: Int, _ message: String) -> SimulatorResponse {
        .json(
            status,
            [
                "message": .string(message), "documentation_url": .string(Self.documentation),
                "status": .string(String(status)),
            ])
    }
}
