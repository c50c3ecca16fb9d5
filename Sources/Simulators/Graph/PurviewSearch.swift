import AuditModel
import ByteScan
import Synchronization

/// The audit search of Microsoft Purview: a job is created, watched until it has run, and its records are paged.
///
/// Source: "auditLogQuery" pages of the Microsoft Graph beta reference. A job's window is taken as half-open.
final class PurviewSearch: SimulatedService {
    private struct Job {
        let number: Int
        let request: JSONTree
        let window: TimeWindow
        let recordTypes: Set<String>
        let operations: Set<String>
        var polls = 0
        var reads = 0
    }

    /// Records a page, as clients report it.
    private static let pageSize = 150
    /// Questions for a job's status before it has run.
    private static let pollsNeeded = 2
    private static let audiences = ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"]

    private let context: ServiceContext
    private let shape = PurviewShape()
    private let jobs = Mutex<[String: Job]>([:])

    init(_ context: ServiceContext) { self.context = context }

    private var tenant: Tenant { context.tenant }
    private var board: FaultBoard { context.board }

    func configuration(at address: String) -> ServiceConfiguration? {
        .entra("purview-audit", at: address, client: context.client)
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count >= 4, ["v1.0", "beta"].contains(parts[0]),
            parts[1...3] == ["security", "auditLog", "queries"]
        else { return nil }
        if let refusal = refusal(of: request) { return refusal }
        switch (request.method, parts.count) {
        case ("POST", 4): return create(request)
        case ("GET", 5): return status(of: parts[4])
        case ("GET", 6) where parts[5] == "records": return records(of: parts[4], request)
        default: return GraphAnswer.error(404, "ResourceNotFound", "Resource not found for the segment.")
        }
    }

    private func refusal(of request: SimulatorRequest) -> SimulatorResponse? {
        guard
            case .valid(let claims) = context.mint.check(
                bearerOf: request, audiences: Self.audiences, now: context.clock.wall())
        else { return GraphAnswer.unauthorized("Access token validation failure.") }
        guard claims.hasRole("AuditLogsQuery.Read.All") else {
            return GraphAnswer.error(403, "Forbidden", "AuditLogsQuery.Read.All is required.")
        }
        let key = "\(request.method) \(request.path)?\(request.rawQuery)"
        if board.strike(.tokenExpired, key: key) != nil {
            return GraphAnswer.unauthorized("Lifetime validation failed, the token is expired.")
        }
        return board.strike(.throttled, key: key).map {
            GraphAnswer.throttled($0, saysRetryAfter: true, clock: context.clock)
        }
    }

    // MARK: Jobs

    private func create(_ request: SimulatorRequest) -> SimulatorResponse {
        guard let body = try? JSONTree(parsing: request.body),
            let from = Self.instant(body["filterStartDateTime"]), let to = Self.instant(body["filterEndDateTime"]),
            from < to
        else { return GraphAnswer.error(400, "BadRequest", "filterStartDateTime and filterEndDateTime are needed.") }
        let window = TimeWindow(from: from, to: to)
        if board.standing(.serverError, window: window)?.form == "post",
            board.strike(.serverError, window: window, key: "POST \(from)-\(to)") != nil
        {
            return GraphAnswer.error(500, "UnknownError", "")
        }
        let job = jobs.withLock { jobs in
            let job = Job(
                number: jobs.count, request: body, window: window, recordTypes: Self.texts(body["recordTypeFilters"]),
                operations: Self.texts(body["operationFilters"]))
            jobs[Self.id(job)] = job
            return job
        }
        return GraphAnswer.json(text(of: job, status: "notStarted"), status: 201)
    }

    private func status(of id: String) -> SimulatorResponse {
        let job = jobs.withLock { jobs in
            jobs[id]?.polls += 1
            return jobs[id]
        }
        guard let job else { return GraphAnswer.error(404, "UnknownError", "The query does not exist.") }
        return GraphAnswer.json(text(of: job, status: status(of: job)))
    }

    private func status(of job: Job) -> String {
        guard job.polls >= Self.pollsNeeded else { return "running" }
        let hasFailed = board.hits(.serverError, window: job.window, key: Self.id(job))?.form == "failed"
        guard hasFailed else { return "succeeded" }
        board.noteEffect(of: .serverError)
        return "failed"
    }

    private func text(of job: Job, status: String) -> [UInt8] {
        let kept = (job.request.members ?? []).filter { $0.name != Array("id".utf8) && $0.name != Array("status".utf8) }
        let added = [
            JSONTree.Member(name: Array("id".utf8), value: .string(Array(Self.id(job).utf8))),
            JSONTree.Member(name: Array("status".utf8), value: .string(Array(status.utf8))),
        ]
        return JSONTree.object(added + kept).compactBytes
    }

    private static func id(_ job: Job) -> String { "70b00000-0000-4000-8000-" + InstantText.padded(job.number + 1, 12) }

    private static func instant(_ value: JSONTree?) -> Int64? {
        value?.scalarBytes.flatMap { RFC3339.dateTime($0.span)?.nanoseconds }
    }

    private static func texts(_ value: JSONTree?) -> Set<String> {
        Set((value?.elements ?? []).compactMap { $0.text })
    }

    // MARK: Records

    private func records(of id: String, _ request: SimulatorRequest) -> SimulatorResponse {
        let token = request.parameter("$skiptoken")
        let job = jobs.withLock { jobs in
            if token == nil { jobs[id]?.reads += 1 }
            return jobs[id]
        }
        guard let job else { return GraphAnswer.error(404, "UnknownError", "The query does not exist.") }
        guard status(of: job) == "succeeded" else {
            return GraphAnswer.error(400, "BadRequest", "The query has not succeeded.")
        }
        let start = token.map { PageToken(parsing: $0, salt: id) } ?? PageToken(position: 0, run: job.reads - 1)
        guard let start else { return GraphAnswer.error(400, "BadRequest", "Skip token is invalid.") }
        if let fault = board.hits(.serverError, window: job.window, key: id), fault.form == nil,
            start.position >= fault.size ?? 20_000
        {
            board.noteEffect(of: .serverError)
            return GraphAnswer.error(500, "InternalServerError", "An error has occurred.")
        }
        let key = "\(id)@\(start.position)"
        if token != nil, board.strike(.lostToken, window: job.window, key: key) != nil {
            return GraphAnswer.error(400, "UnknownError", "Value cannot be null. Parameter name: skip token is null")
        }
        var answer = GraphAnswer.json(page(of: job, from: start, key: key, request))
        if board.strike(.cutBody, window: job.window, key: key) != nil { answer.cutWithError() }
        return answer
    }

    private func page(of job: Job, from start: PageToken, key: String, _ request: SimulatorRequest) -> [UInt8] {
        let indexes = tenant.indexes(in: job.window)
        let isEmpty = board.strike(.emptyPage, window: job.window, key: key) != nil
        var next: PageToken?
        var bytes = Array(#"{"@odata.context":"https://graph.microsoft.com/beta/$metadata","value":["#.utf8)
        var (position, count) = (start.position, 0)
        while position < indexes.count, next == nil {
            let record = tenant.records[indexes.lowerBound + position]
            if isEmpty {
                next = PageToken(position: position, attempt: start.attempt + 1, run: start.run)
            } else if holds(record, job, run: start.run) {
                if count == Self.pageSize {
                    next = PageToken(position: position, run: start.run)
                } else {
                    if count > 0 { bytes.append(UInt8(ascii: ",")) }
                    shape.append(record, in: tenant, to: &bytes)
                    count += 1
                }
            }
            position += 1
        }
        bytes.append("]")
        if let next {
            let loops = board.strike(.repeatedToken, window: job.window, key: key) != nil
            let leads = board.strike(.foreignLink, window: job.window, key: key) != nil
            let host = leads ? context.foreignAddress : "\(request.scheme)://\(request.authority)"
            bytes.append(#","@odata.nextLink":"#)
            let query = loops ? request.rawQuery : "$skiptoken=\(next.text(salt: Self.id(job)))"
            bytes.append(json: "\(host)\(request.path)?\(query)")
        }
        bytes.append("}")
        return bytes
    }

    private func holds(_ record: TenantRecord, _ job: Job, run: Int) -> Bool {
        guard record.available <= context.clock.now,
            job.operations.isEmpty || job.operations.contains(tenant.operation(of: record)),
            job.recordTypes.isEmpty || job.recordTypes.contains(shape.recordTypeName(of: record, in: tenant))
        else { return false }
        guard let fault = board.standing(.unstableCount, window: job.window) else { return true }
        // Another job of the same search leaves out other records.
        let salt = SeededGenerator.hash(seed: tenant.seed, "\(job.number)")
        let bits = SeededGenerator.mix(salt ^ SeededGenerator.mix(UInt64(record.number) << 16 | UInt64(run)))
        guard SeededGenerator.share(bits) < fault.share else { return true }
        board.noteEffect(of: .unstableCount)
        return false
    }
}
