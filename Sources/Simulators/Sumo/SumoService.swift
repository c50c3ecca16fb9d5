import AuditModel
import ByteScan
import Synchronization

/// Sumo Logic's search jobs over one shelf.
///
/// Facts: SumoLogic/sumologic-documentation, docs/api/search-job.md. A job goes on as it is looked at, is known only to
/// who brings its cookies, and is gone when nobody has asked for half a minute.
final class SumoService: ContextHolding {
    private struct Job {
        let rows: [Int]
        /// Messages that it announces.
        let announced: Int
        let isPaused: Bool
        var looks = 0
        var touched: Int64
    }

    private static let root = "/api/v1/search/jobs"
    private static let mostMessages = 100_000
    private static let patience: Int64 = 30_000_000_000

    private let context: StoreContext
    private let jobs = Mutex<(open: [String: Job], made: Int)>(([:], 0))

    init(_ context: StoreContext) { self.context = context }

    var openContexts: Int { jobs.withLock { $0.open.count } }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard request.path.hasPrefix(Self.root) else { return nil }
        let parts = request.path.split(separator: "/").map(String.init)
        if parts.count == 4, request.method == "POST" { return create(request) }
        guard parts.count >= 5, parts[4].hasPrefix(prefix) else { return nil }
        if let refusal = refusal(request) { return refusal }
        let now = context.clock.wall()
        let job = jobs.withLock { jobs -> Job? in
            if let job = jobs.open[parts[4]], now - job.touched > Self.patience { jobs.open[parts[4]] = nil }
            jobs.open[parts[4]]?.touched = now
            return jobs.open[parts[4]]
        }
        let knows = request.header("cookie")?.contains("JSESSIONID=\(parts[4])") ?? false
        guard let job, knows else { return Self.fault(404, "searchjob.jobid.invalid", "Job ID is invalid.") }
        switch (request.method, parts.count) {
        case ("GET", 5): return look(parts[4])
        case ("GET", 6) where parts[5] == "messages": return messages(of: parts[4], job, request)
        case ("DELETE", 5):
            jobs.withLock { $0.open[parts[4]] = nil }
            return .json(200, ["id": .string(parts[4])])
        case _: return SimulatorResponse(status: 405)
        }
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: context.name,
            keys: [
                .init("type", "sumo"), .init("url", address), .init("access_id", context.client.id),
                .init("access_key", "{env: SIMULATOR_CLIENT_SECRET}"),
                .init("query", "_sourceCategory=\(context.name)"), StoreContext.limits,
            ], environment: context.basicSecret)
    }

    /// What the ids of the shelf's jobs begin with.
    private var prefix: String {
        String(SeededGenerator.hash(seed: 0, context.name), radix: 16, uppercase: true) + "-"
    }

    private func refusal(_ request: SimulatorRequest) -> SimulatorResponse? {
        if context.board.strike(.throttled) {
            return Self.fault(429, "rate.limit.exceeded", "The rate limit for this user has been exceeded.")
        }
        guard context.isLoggedIn(request) else {
            return Self.fault(401, "unauthorized", "Credential could not be verified.")
        }
        return nil
    }

    private static func fault(_ status: Int, _ code: String, _ message: String) -> SimulatorResponse {
        .json(
            status, ["id": .string("SIM00-00000-00000"), "code": .string(code), "message": .string(message)])
    }

    // MARK: Jobs

    private func create(_ request: SimulatorRequest) -> SimulatorResponse? {
        let body = try? JSONTree(parsing: request.body)
        let query = SumoQuery(body?["query"]?.text ?? "")
        if let category = query?.category, category.hasPrefix("siem-"), category != context.name { return nil }
        if let refusal = refusal(request) { return refusal }
        guard let query else { return Self.fault(400, "parse.error", "The query could not be parsed.") }
        guard let from = Self.instant(body?["from"]), let to = Self.instant(body?["to"]), from <= to else {
            return Self.fault(400, "searchjob.invalid.timestamp.from", "The timestamp is invalid.")
        }
        let window = TimeWindow(from: from, to: to)
        if let answer = context.gatewayAnswer(window) { return answer }
        let (unlisted, most) = (context.unlisted, context.board.value(.cap).map { Int($0) } ?? Self.mostMessages)
        let found = context.documents(in: window).filter { holds(query, $0) }
        let rows = context.answering(found)
        let job = Job(
            rows: Array(rows.filter { !unlisted.contains($0) }.prefix(most)), announced: min(rows.count, most),
            isPaused: rows.count > most, touched: context.clock.wall())
        let prefix = prefix
        let id = jobs.withLock { jobs in
            jobs.made += 1
            let id = prefix + String(jobs.made)
            jobs.open[id] = job
            return id
        }
        let address = request.address + Self.root + "/" + id
        return .json(
            202, ["id": .string(id), "link": ["rel": .string("self"), "href": .string(address)]],
            headers: [
                ("Location", address), ("Set-Cookie", "JSESSIONID=\(id); Path=/api; Secure; HttpOnly"),
                ("Set-Cookie", "AWSALB=sim; Path=/"),
            ])
    }

    private func holds(_ query: SumoQuery, _ number: Int) -> Bool {
        query.holds({ context.shelf.record(number).raw }, context.name)
    }

    /// Milliseconds since the Unix epoch, or a date and time without a zone, which is UTC.
    private static func instant(_ value: JSONTree?) -> Int64? {
        guard let bytes = value?.scalarBytes else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return Int64(text).map { $0 * 1_000_000 } ?? RequestTime.rfc3339(text + "Z")
    }

    private func look(_ id: String) -> SimulatorResponse {
        let job = jobs.withLock { jobs in
            jobs.open[id]?.looks += 1
            return jobs.open[id]
        }
        guard let job else { return Self.fault(404, "searchjob.jobid.invalid", "Job ID is invalid.") }
        let end = job.isPaused ? "FORCE PAUSED" : "DONE GATHERING RESULTS"
        let state = job.looks == 1 ? "NOT STARTED" : job.looks == 2 ? "GATHERING RESULTS" : end
        // Told once, not with every look.
        let hasFailed = job.looks == 2 && context.board.value(.partial) != nil
        return .json(
            200,
            [
                "state": .string(state), "messageCount": .integer(job.looks > 2 ? job.announced : job.announced / 2),
                "histogramBuckets": .array([]),
                "pendingErrors": .array(hasFailed ? [.string("A part of the data could not be searched.")] : []),
                "pendingWarnings": .array([]), "recordCount": .integer(0),
            ])
    }

    private func messages(of id: String, _ job: Job, _ request: SimulatorRequest) -> SimulatorResponse {
        let limit = Int(request.parameter("limit") ?? "") ?? 0
        guard 1...10_000 ~= limit, var offset = Int(request.parameter("offset") ?? ""), offset >= 0 else {
            return Self.fault(400, "searchjob.invalid.limit", "The limit must be between 1 and 10000.")
        }
        if offset > 0, context.board.strike(.expired) {
            jobs.withLock { $0.open[id] = nil }
            return Self.fault(404, "searchjob.jobid.invalid", "Job ID is invalid.")
        }
        if context.board.value(.loop) != nil { offset = 0 }
        let rows = job.rows.dropFirst(offset).prefix(limit)
        let fields: [JSONValue] = ["_raw", "_messagetime", "_receipttime", "_messageid", "_sourcecategory"].map {
            name in
            [
                "name": .string(name), "fieldType": .string(name.hasSuffix("time") ? "long" : "string"),
                "keyField": .bool(false),
            ]
        }
        return context.broken(
            .json(200, ["fields": .array(fields), "messages": .array(rows.map { ["map": row(of: $0)] })]))
    }

    private func row(of number: Int) -> JSONValue {
        let record = context.shelf.record(number)
        return [
            "_raw": .string(record.raw),
            "_messagetime": .string(String(EventTime.floor(record.time, 1_000_000) / 1_000_000)),
            "_receipttime": .string(String(record.received / 1_000_000)),
            "_messageid": .string(String(-9_223_372_036_854_000_000 + number)),
            "_sourcecategory": .string(context.name), "_collector": .string("hosted"),
        ]
    }
}
