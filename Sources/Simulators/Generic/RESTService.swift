import AuditModel

/// Plays a service that a ``RESTProfile`` describes.
struct RESTService: ListingService {
    let context: ServiceContext
    let listing: Listing
    private let profile: RESTProfile
    private let page: RESTEnvelope
    private let lastPage: RESTEnvelope

    init(_ profile: RESTProfile, _ context: ServiceContext) {
        self.profile = profile
        self.context = context
        listing = Listing(context.tenant)
        page = RESTEnvelope(profile.page)
        lastPage = RESTEnvelope(profile.lastPage)
    }

    func login(_ request: SimulatorRequest) -> SimulatorResponse? {
        profile.login?.answer(request, context) ?? item(request)
    }

    func lists(_ request: SimulatorRequest) -> Bool {
        request.method == profile.method && (request.path == profile.path || request.path == profile.continuationPath)
    }

    func authorize(_ request: SimulatorRequest) throws(ListingRefusal) {
        for credential in profile.auth { try credential.check(request, context) }
        for parameter in profile.required where request.parameter(parameter.name) != parameter.value {
            throw .invalid(parameter: parameter.name, said: "The parameter \(parameter.name) is missing or not known.")
        }
    }

    func question(_ request: SimulatorRequest) throws(ListingRefusal) -> ListingQuestion {
        let fields = try RESTFields(request)
        let limit = try limit(fields)
        var window = try RESTWindow(profile: profile).window(fields)
        let oldest = oldest(kept: profile.keptDays * TimePrecision.day.nanoseconds, asked: window.from)
        window = TimeWindow(from: max(window.from, oldest), to: max(window.to, oldest))
        var question = ListingQuestion(window: window, limit: limit)
        switch profile.order {
        case .ascending: break
        case .descending: question.isAscending = false
        case .chosen(let name, let ascending): question.isAscending = fields[name] == ascending
        }
        question.cursor = try cursor(fields, question)
        // A continuation may come without the window, which its token holds then.
        if let cursor = question.cursor, case .record = cursor.place {
            question.window = cursor.window
            if fields[profile.limit.name] == nil { question.limit = cursor.limit }
        }
        return question
    }

    func response(
        _ page: ListingFaults.Page, to question: ListingQuestion, _ request: SimulatorRequest, base: String
    ) -> SimulatorResponse {
        var values = RESTEnvelope.Values(
            records: RecordList.array(page.records, of: context.tenant), count: page.records.count)
        values.token = token(page, question, request)
        if case .row(let row) = question.cursor?.place { values.page = row / question.limit + 1 }
        values.milliseconds = (page.records.last?.time ?? 0) / 1_000_000
        let isLast = page.next == nil
        values.path = nextPath(request, values)
        values.link = base + values.path
        var headers: [(name: String, value: String)] = []
        switch profile.announcement {
        case .envelope: break
        case .link:
            if !isLast || isCheckpoint {
                headers = LinkHeader.lines([(values.link, "next")], form: headerForm())
            }
        case .header(let name): headers = isLast ? [] : [(name, values.token)]
        }
        return .json(200, bytes: (isLast ? lastPage : self.page).body(values), headers: headers)
    }

    func response(_ refusal: ListingRefusal, to request: SimulatorRequest) -> SimulatorResponse {
        switch refusal {
        case .unauthorized, .expired: return error(401, "unauthorized", "The credential is not valid.")
        case .forbidden: return error(403, "forbidden", "The credential lacks a permission.")
        case .invalid(let parameter, let said): return error(400, "invalid_\(parameter)", said)
        case .invalidCursor: return error(400, "invalid_cursor", "The cursor is not valid.")
        case .tooOld: return error(400, "invalid_time_range", "The start lies too far in the past.")
        case .failing(let status): return error(status, "internal_error", "Something went wrong.")
        case .unknown: return error(404, "not_found", "There is no such thing.")
        case .throttled(let fault):
            var answer = error(profile.throttle.status, profile.throttle.code, "Slow down.")
            if profile.throttle.saysWhen && fault.form != "bare" {
                answer.headers.append(("Retry-After", String(fault.size ?? 1)))
            }
            return answer
        }
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        let variable = Self.variable(profile.shape.source)
        if profile.needsKey { return serviceAccount(at: address, variable: variable) }
        var keys: [ServiceConfiguration.Key] = [.init("type", profile.shape.source), .init("base_url", address)]
        if profile.login != nil {
            keys += [
                .init("login_url", address), .init("client_id", context.client.id),
                .init("client_secret", "{env: \(variable)}"),
            ]
        }
        if profile.isBehindEntra {
            keys += [
                .init("tenant", Tenant.id), .init("client_id", context.client.id),
                .init("client_secret", "{env: \(variable)}"), .init("login_url", address),
            ]
        }
        if isCheckpoint, let first = profile.shape.recordID.beforeFirst {
            keys.append(.init("first_log_id", "\"\(first)\""))
        }
        keys += profile.settings + profile.auth.flatMap { $0.settings(variable: variable) }
        return ServiceConfiguration(
            name: profile.shape.source, keys: keys, environment: [.init(variable, context.client.secret)])
    }

    /// An entry for a service whose clients show a key.
    private func serviceAccount(at address: String, variable: String) -> ServiceConfiguration {
        ServiceConfiguration(
            name: profile.shape.source,
            keys: [
                .init("type", profile.shape.source), .init("base_url", address),
                .init("token_url", address + (profile.login?.path ?? "")),
                .init("client_email", "siemgap@simulator.example"), .init("private_key", "{env: \(variable)}"),
            ] + profile.settings, environment: [.init(variable, context.client.certificate?.keyPEM ?? "")])
    }

    /// A name that a shell takes for a variable: capitals, digits and underscores, no digit first.
    private static func variable(_ source: String) -> String {
        let name = source.uppercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
        return name.first?.isNumber == true ? "SIMULATOR_" + name : name
    }

    private func error(_ status: Int, _ code: String, _ message: String) -> SimulatorResponse {
        let body = profile.error.replacing("%status%", with: String(status)).replacing("%code%", with: code)
            .replacing("%message%", with: String(JSONValue.string(message).text().dropFirst().dropLast()))
        return .json(status, bytes: Array(body.utf8))
    }
}

extension RESTService {
    /// One record by its id, where the service has such a path.
    private func item(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard profile.servesItems, request.method == "GET", request.path.hasPrefix(profile.path + "/") else {
            return nil
        }
        do throws(ListingRefusal) {
            try authorize(request)
            let id = String(request.path.dropFirst(profile.path.count + 1))
            guard let record = record(id) else { throw .unknown }
            return .json(200, bytes: context.tenant.body(of: record))
        } catch {
            return response(error, to: request)
        }
    }

    private func record(_ id: String) -> TenantRecord? {
        context.tenant.records.first { $0.available <= context.clock.now && context.tenant.id(of: $0) == id }
    }

    private var isCheckpoint: Bool {
        if case .lastID = profile.continuation { true } else { false }
    }

    private func limit(_ fields: RESTFields) throws(ListingRefusal) -> Int {
        guard let text = fields[profile.limit.name] else { return profile.limit.usual }
        guard let limit = Int(text), limit > 0 else {
            throw .invalid(parameter: profile.limit.name, said: "'\(text)' is no size of a page.")
        }
        return min(limit, profile.limit.most)
    }

    /// Where the request wants to go on.
    private func cursor(_ fields: RESTFields, _ question: ListingQuestion) throws(ListingRefusal) -> ListingCursor? {
        switch profile.continuation {
        case .query(let name), .member(let name):
            // Box begins with position 0.
            guard let token = fields[name], !token.isEmpty, token != "0" else { return nil }
            return try cursor(token)
        case .page(let name):
            guard let page = Int(fields[name] ?? "1"), page > 0 else {
                throw .invalid(parameter: name, said: "A page has a number from 1 on.")
            }
            return ListingCursor(.row((page - 1) * question.limit), of: question)
        case .lastID(let name):
            guard let id = fields[name] else { return nil }
            if id == profile.shape.recordID.beforeFirst { return ListingCursor(.record(0), of: question) }
            guard let index = context.tenant.records.firstIndex(where: { context.tenant.id(of: $0) == id }) else {
                throw .invalidCursor
            }
            return ListingCursor(.record(index + 1), of: question)
        case .joined(let name):
            guard let text = fields[name] else { return nil }
            let parts = text.split(separator: ",")
            guard parts.count == 2, Int(parts[0]) != nil else { throw .invalidCursor }
            return try cursor(String(parts[1]))
        }
    }

    /// What the page says to go on with; a place behind the last record where nothing is left.
    private func token(_ page: ListingFaults.Page, _ question: ListingQuestion, _ request: SimulatorRequest) -> String {
        switch profile.continuation {
        case .page: return String((page.next.map { Self.row($0) } ?? 0) / question.limit + 1)
        case .lastID(let name):
            if page.next != nil, page.next == question.cursor { return request.parameter(name) ?? "" }
            return page.records.last.map { context.tenant.id(of: $0) } ?? request.parameter(name) ?? ""
        case .query, .member, .joined:
            if let next = page.next { return next.text }
            let end = question.isAscending ? context.tenant.records.count : -1
            return ListingCursor(.record(end), of: question).text
        }
    }

    private static func row(_ cursor: ListingCursor) -> Int {
        if case .row(let row) = cursor.place { row } else { 0 }
    }

    /// The request's own path and query with the continuation in it.
    private func nextPath(_ request: SimulatorRequest, _ values: RESTEnvelope.Values) -> String {
        let name: String
        switch profile.continuation {
        case .query(let parameter), .page(let parameter), .lastID(let parameter), .joined(let parameter):
            name = parameter
        case .member: return request.path
        }
        let kept = request.query.filter { $0.name != name } + [(name, values.token)]
        return request.path + "?"
            + kept.map { "\(UnreservedText.encoded($0.name))=\(UnreservedText.encoded($0.value))" }.joined(
                separator: "&")
    }
}
