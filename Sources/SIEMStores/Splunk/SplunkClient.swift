import AuditModel
import ByteScan
import Transport

/// The requests of a store: where they go, what their forms hold, and which answers are whole.
struct SplunkClient: Sendable {
    let setup: SplunkSetup
    let memory: SplunkMemory
    let asking: any ServiceAsking

    /// Bounds of `_time` and of the index time, `from` in and `to` out, and whether what was indexed since the run began is
    /// left out.
    struct Bounds: Sendable {
        let window: TimeWindow?
        let isSteady: Bool
        var indexed: TimeWindow?
    }

    /// How long other searches are waited for, seconds, one wait after the other.
    private static let busyWaits: [Double] = [5, 10, 20, 40, 60]
    /// The last second that Splunk's times can name.
    private static let lastSecond = "2147483647"

    // MARK: Searches

    /// Has a search's rows in one answer that is whole.
    func export(_ search: String, _ bounds: Bounds) async throws(TransportFailure) -> HTTPReply {
        try await unhindered { () async throws(TransportFailure) in
            try await post(form(search, bounds), to: "jobs/export") { SplunkAnswer.isWhole(export: $0) }
        }
    }

    /// Has the few rows of a search that gives no events, in the way that was chosen.
    func table(_ search: String, _ bounds: Bounds) async throws(TransportFailure) -> [JSONTree] {
        var rows: [JSONTree] = []
        switch setup.way {
        case .export:
            let answer = SplunkAnswer(export: try await export(search, bounds).body) { rows.append($0) }
            if let failure = SplunkMessage.failure(answer.messages, host: setup.host) { throw failure }
        case .job:
            let job = try await SplunkJob.started(self, search, bounds)
            let failure: TransportFailure?
            do throws(TransportFailure) {
                _ = try await job.results()
                _ = try await job.page(from: 0, size: 100) { rows.append($0) }
                failure = nil
            } catch {
                failure = error
            }
            await job.delete()
            if let failure { throw failure }
        }
        return rows
    }

    /// Starts a search job; the reply holds its `sid`.
    func create(_ search: String, _ bounds: Bounds) async throws(TransportFailure) -> HTTPReply {
        let own: [HTTPCall.Header] = [
            .init("exec_mode", "normal"), .init("auto_cancel", "300"), .init("max_count", "500000"),
        ]
        return try await unhindered { () async throws(TransportFailure) in
            try await post(form(search, bounds) + own, to: "jobs") { !$0.body.isEmpty }
        }
    }

    /// Reads something about a job.
    func job(
        _ path: String, _ query: String = "output_mode=json", expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        let version = memory.facts.isOld ? "" : "v2/"
        do throws(TransportFailure) {
            return try await asking.ask(
                HTTPCall("GET", "\(root)/search/\(version)jobs/\(path)?\(query)"), expects: expects)
        } catch {
            throw error.status == 404 ? SplunkFailure.job("the job is gone", .restart, host: setup.host) : error
        }
    }

    /// Cancels a job and deletes what it found.
    func delete(job: String) async {
        await asking.leave(HTTPCall("DELETE", "\(root)/search/jobs/\(Self.encoded(job))"))
    }

    // MARK: The server

    /// Reads one resource as JSON, such as `server/info`.
    func resource(_ path: String) async throws(TransportFailure) -> HTTPReply {
        try await asking.ask(HTTPCall("GET", "\(setup.base)/services/\(path)?output_mode=json")) { !$0.body.isEmpty }
    }

    /// A part of a path or of a form.
    static func encoded(_ text: String) -> String { PercentCoding.encoded(text.utf8) }

    // MARK: Requests

    private var root: String {
        setup.app.map { "\(setup.base)/servicesNS/nobody/\(Self.encoded($0))" } ?? setup.base + "/services"
    }

    private func form(_ search: String, _ bounds: Bounds) -> [HTTPCall.Header] {
        var fields: [HTTPCall.Header] = [
            .init("search", search), .init("output_mode", "json"), .init("preview", "0"),
            .init("search_mode", "normal"), .init("adhoc_search_level", "fast"),
            .init("timeout", String(setup.timeout / 1_000_000_000)),
        ]
        if let window = bounds.window {
            fields += [
                .init("earliest_time", SplunkQuery.seconds(window.from)),
                .init("latest_time", SplunkQuery.seconds(window.to)),
            ]
        } else {
            fields += [.init("earliest_time", "0"), .init("latest_time", Self.lastSecond)]
        }
        return fields + indexFields(bounds)
    }

    /// Index times are whole seconds.
    private func indexFields(_ bounds: Bounds) -> [HTTPCall.Header] {
        let before = bounds.isSteady ? memory.facts.indexedBefore : nil
        guard let indexed = bounds.indexed else { return before.map { [.init("index_latest", String($0))] } ?? [] }
        let (from, to) = (Self.second(atOrAfter: indexed.from), Self.second(atOrAfter: indexed.to))
        // Both bounds alike would ask for nothing, or for everything.
        return [
            .init("index_earliest", String(from)), .init("index_latest", String(max(min(to, before ?? to), from + 1))),
        ]
    }

    private static func second(atOrAfter instant: Int64) -> Int64 {
        let whole = EventTime.floor(instant, 1_000_000_000)
        return whole / 1_000_000_000 + (whole < instant ? 1 : 0)
    }

    /// Posts a form to the present paths, and to those from before version 9 where the present ones are not there.
    private func post(
        _ form: [HTTPCall.Header], to path: String, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        if !memory.facts.isOld {
            do throws(TransportFailure) {
                return try await asking.ask(call(form, "\(root)/search/v2/\(path)"), expects: expects)
            } catch {
                guard error.status == 404 else { throw Self.divisible(error) }
            }
        }
        do throws(TransportFailure) {
            let reply = try await asking.ask(call(form, "\(root)/search/\(path)"), expects: expects)
            memory.note { $0.isOld = true }
            return reply
        } catch {
            throw Self.divisible(error)
        }
    }

    private func call(_ form: [HTTPCall.Header], _ url: String) -> HTTPCall {
        HTTPCall(
            "POST", url, headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
            body: PercentCoding.form(form))
    }

    /// An answer that stays cut is one that a shorter question may have whole.
    private static func divisible(_ failure: TransportFailure) -> TransportFailure {
        guard failure.kind == .cutAnswer else { return failure }
        return TransportFailure(
            .tooLarge, host: failure.host, status: failure.status, code: failure.code, words: failure.words,
            requestID: failure.requestID, problem: failure.problem)
    }

    /// Asks again for a while where an answer says that other searches are in the way.
    private func unhindered(
        _ ask: () async throws(TransportFailure) -> HTTPReply
    ) async throws(TransportFailure) -> HTTPReply {
        for pause in Self.busyWaits {
            let reply = try await ask()
            guard Self.isBusy(reply) else { return reply }
            do { try await setup.wait(pause) } catch { throw SplunkFailure.cancelled(host: setup.host) }
        }
        return try await ask()
    }

    /// Whether the answer is nothing but the news that there are too many searches.
    private static func isBusy(_ reply: HTTPReply) -> Bool {
        reply.body.count < 4096 && SplunkAnswer(export: reply.body).messages.contains { $0.effect == .busy }
    }
}
