import AuditModel

extension SplunkService {
    /// Rows of one page of results (`maxresultrows`, limits.conf).
    private static let mostRows = 50_000
    /// Ten years.
    private static let allHours: Double = 87_600

    /// Answers what lies below `search/jobs`; nil when it is about another shelf's index or job.
    func search(_ asked: SplunkRequest, _ path: [String], isNew: Bool) -> SimulatorResponse? {
        if let first = path.first, first != "export" { return job(asked, first, Array(path.dropFirst())) }
        let isExport = path.first == "export"
        if asked.method != "POST", !isExport || isNew {
            return asked.refusal(405, "ERROR", "Method Not Allowed")
        }
        let question: SplunkQuestion
        do {
            question = try SplunkQuestion(asked.fields, now: context.clock.now)
        } catch {
            return asked.refusal(400, "FATAL", error.text)
        }
        guard isOurs(question) else { return nil }
        if let trouble = trouble(asked, question) { return trouble }
        if isExport { return export(question, asked) }
        if asked.fields["exec_mode"] == "oneshot" { return results(asked.fields, asked) }
        let id = jobs.add(asked.fields, at: context.clock.now / 1_000_000_000)
        return SplunkText.response(201, [("sid", id)], asJSON: asked.isJSON)
    }

    /// Whether the search is about this index; a search that names none is.
    private func isOurs(_ question: SplunkQuestion) -> Bool {
        let named = question.search.filter?.indexes ?? []
        return named.allSatisfy { !$0.hasPrefix("siem-") || SPLFilter.fits(context.name, $0) }
    }

    /// What goes wrong before a search begins.
    private func trouble(_ asked: SplunkRequest, _ question: SplunkQuestion) -> SimulatorResponse? {
        if context.board.strike(.throttled) {
            return asked.refusal(
                503, "FATAL",
                "Search not executed: The maximum number of concurrent historical searches for this user has been reached."
            )
        }
        let hours = Double(question.window.length) / 3.6e12
        // A search over all of the time is one for ids, which indexes answer at once.
        let isWide = context.board.value(.wideTimeout).map { hours > $0 && hours < Self.allHours } ?? false
        if isWide || context.board.strike(.timeout) {
            return SimulatorResponse(status: 504, body: Array("<html><body>Gateway Timeout</body></html>".utf8))
        }
        return context.board.strike(.empty) ? SimulatorResponse(status: 200) : nil
    }

    // MARK: Export

    private func export(_ question: SplunkQuestion, _ asked: SplunkRequest) -> SimulatorResponse {
        guard asked.isJSON else { return asked.refusal(400, "FATAL", "The simulator exports JSON only.") }
        let found = run.found(question, visibleAt: context.visibleUntil)
        var body: [UInt8] = []
        func add(_ members: [JSONValue.Member]) { body += Array((JSONValue.object(members).text() + "\n").utf8) }
        let showsPreviews = !["0", "false", "f"].contains(asked.fields["preview"] ?? "1")
        if showsPreviews, question.search.isTransforming {
            add([
                .init("preview", .bool(true)), .init("offset", .integer(0)), .init("lastrow", .bool(true)),
                .init("result", run.row(0, of: found, isExport: true)),
            ])
            body.append(UInt8(ascii: "\n"))
        }
        for index in 0..<found.count {
            let isLast = index == found.count - 1
            if isLast, !found.messages.isEmpty { add([.init("preview", .bool(false)), Self.messages(found)]) }
            var line: [JSONValue.Member] = [.init("preview", .bool(false)), .init("offset", .integer(index))]
            if isLast { line.append(.init("lastrow", .bool(true))) }
            add(line + [.init("result", run.row(index, of: found, isExport: true))])
        }
        if found.count == 0 {
            if !found.messages.isEmpty { add([.init("preview", .bool(false)), Self.messages(found)]) }
            add([.init("preview", .bool(false)), .init("lastrow", .bool(true))])
        }
        if found.table == nil, context.board.strike(.cutStream) { body = Array(body.prefix(body.count / 2)) }
        return .json(200, bytes: body)
    }

    private static func messages(_ found: SplunkRun.Found) -> JSONValue.Member {
        .init(
            "messages", .array(found.messages.map { ["type": .string($0.type), "text": .string($0.text)] }))
    }

    // MARK: Jobs

    private func job(_ asked: SplunkRequest, _ id: String, _ rest: [String]) -> SimulatorResponse? {
        guard jobs.made(id) else { return nil }
        guard let job = jobs.job(id) else { return asked.refusal(404, "FATAL", "Unknown sid.") }
        switch (asked.method, rest.first) {
        case ("DELETE", nil):
            _ = jobs.remove(id)
            return asked.refusal(200, "INFO", "Search job cancelled.")
        case ("POST", "control"):
            if asked.fields["action"] == "cancel" { _ = jobs.remove(id) }
            return asked.refusal(200, "INFO", "Search job \(asked.fields["action"] ?? "").")
        case (_, nil): return state(asked, id)
        case (_, "results"), (_, "events"), (_, "results_preview"):
            guard job.looks > 1 else { return SimulatorResponse(status: 204) }
            if (asked.fields["offset"].flatMap { Int($0) } ?? 0) > 0, context.board.strike(.expired) {
                _ = jobs.remove(id)
                return asked.refusal(404, "FATAL", "Unknown sid.")
            }
            let answer = results(job.fields, asked)
            return context.board.strike(.cutStream)
                ? SimulatorResponse(
                    status: 200, headers: answer.headers, body: Array(answer.body.prefix(answer.body.count / 2)))
                : answer
        case _: return asked.refusal(404, "ERROR", "Not Found")
        }
    }

    private func state(_ asked: SplunkRequest, _ id: String) -> SimulatorResponse? {
        guard let job = jobs.look(at: id), let question = try? question(job.fields) else { return nil }
        let isDone = job.looks > 1
        let found = isDone ? run.found(question, visibleAt: context.visibleUntil) : nil
        let content: JSONValue = [
            "sid": .string(id), "dispatchState": .string(isDone ? "DONE" : "RUNNING"), "isDone": .bool(isDone),
            "isFailed": .bool(false), "isFinalized": .bool(found?.isFinalized ?? false),
            "isPaused": .bool(false), "eventIsTruncated": .bool(false), "doneProgress": .number(isDone ? 1 : 0.5),
            "resultCount": .integer(found?.count ?? 0), "eventCount": .integer(found?.numbers.count ?? 0),
            "scanCount": .integer(found?.numbers.count ?? 0),
            "messages": .array(
                (found?.messages ?? []).map { ["type": .string($0.type), "text": .string($0.text)] }),
        ]
        let path = "/services/search/v2/jobs/" + id
        guard asked.isJSON else { return SplunkText.job(job.fields["search"] ?? "", path: path, content) }
        return SplunkText.entry(job.fields["search"] ?? "", path: path, content, asJSON: true)
    }

    /// The search of a job, which was understood when the job was made.
    private func question(_ fields: [String: String]) throws(SPLSearch.Refusal) -> SplunkQuestion {
        try SplunkQuestion(fields, now: context.clock.now)
    }

    /// A page of what a search found.
    private func results(_ fields: [String: String], _ asked: SplunkRequest) -> SimulatorResponse {
        guard asked.isJSON else { return asked.refusal(400, "FATAL", "The simulator gives results as JSON only.") }
        guard let question = try? question(fields) else { return asked.refusal(400, "FATAL", "Invalid search.") }
        let found = run.found(question, visibleAt: context.visibleUntil)
        var offset = max(0, asked.fields["offset"].flatMap { Int($0) } ?? 0)
        if offset > 0, context.board.value(.loop) != nil { offset = 0 }
        let wanted = asked.fields["count"].flatMap { Int($0) } ?? 100
        let count = wanted == 0 ? Self.mostRows : min(wanted, Self.mostRows)
        let range = min(offset, found.count)..<min(offset + count, found.count)
        let rows = range.map { run.row($0, of: found, isExport: false) }
        let names: Set<String> = Set(rows.flatMap { Self.names(of: $0) })
        return .json(
            200,
            [
                "preview": .bool(false), "init_offset": .integer(offset),
                "messages": .array(found.messages.map { ["type": .string($0.type), "text": .string($0.text)] }),
                "fields": .array(names.sorted().map { ["name": .string($0)] }), "results": .array(rows),
                "highlighted": .object([]),
            ])
    }

    private static func names(of row: JSONValue) -> [String] {
        guard case .object(let members) = row else { return [] }
        return members.map(\.name)
    }
}
