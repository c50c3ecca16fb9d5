import AuditModel
import ByteScan
import Recordings
import Transport

/// A search job on the server: waits for its end, reads its results, deletes it.
struct SplunkJob: Sendable {
    let client: SplunkClient
    /// The search id.
    let id: String

    /// What a job that is done has.
    struct Results: Sendable {
        /// Rows it says it has.
        let count: Int
        let flaw: RecordedPage.Flaw?
    }

    /// The first and the longest pause between two looks at a job, seconds.
    private static let firstPause = 0.2
    private static let longestPause = 5.0

    /// Starts a job.
    static func started(
        _ client: SplunkClient, _ search: String, _ bounds: SplunkClient.Bounds
    ) async throws(TransportFailure) -> SplunkJob {
        let created = try await client.create(search, bounds)
        let tree = try? JSONTree(parsing: created.body)
        guard let id = SplunkRow.text(tree?["sid"]) else {
            throw SplunkMessage.failure(SplunkMessage.list(tree?["messages"]), host: client.setup.host)
                ?? SplunkFailure.job("the answer names no search", .tooLarge, host: client.setup.host)
        }
        return SplunkJob(client: client, id: id)
    }

    /// Waits until it is done.
    ///
    /// - Throws: a failure of kind `timeout` when that takes longer than the setting allows.
    func results() async throws(TransportFailure) -> Results {
        var (pause, waited) = (Self.firstPause, 0.0)
        while true {
            if let results = try await look() { return results }
            guard waited < client.setup.timeoutSeconds else {
                throw SplunkFailure.job("the search takes longer than \(Int(waited)) s", .timeout, host: host)
            }
            do { try await client.setup.wait(pause) } catch { throw SplunkFailure.cancelled(host: host) }
            waited += pause
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Reads some rows.
    ///
    /// - Parameter row: told of each row, in order.
    func page(
        from offset: Int, size: Int, row: (JSONTree) -> Void
    ) async throws(TransportFailure) -> SplunkAnswer {
        let query = "output_mode=json&count=\(size)&offset=\(offset)"
        let reply = try await client.job(SplunkClient.encoded(id) + "/results", query) {
            SplunkAnswer(results: $0.body) != nil
        }
        guard let answer = SplunkAnswer(results: reply.body, row: row) else {
            throw SplunkFailure.job("a page of results is no JSON", .tooLarge, host: host)
        }
        if let failure = SplunkMessage.failure(answer.messages, host: host) { throw failure }
        return answer
    }

    /// Cancels it and deletes what it found.
    func delete() async { await client.delete(job: id) }

    private var host: String { client.setup.host }

    /// What it has once it is done; nil while it runs.
    private func look() async throws(TransportFailure) -> Results? {
        let reply = try await client.job(SplunkClient.encoded(id)) { (try? JSONTree(parsing: $0.body)) != nil }
        let content = (try? JSONTree(parsing: reply.body))?["entry"]?.elements?.first?["content"]
        let messages = SplunkMessage.list(content?["messages"])
        let state = content?["dispatchState"]?.text
        if state == "FAILED" || Self.isTrue(content?["isFailed"]) {
            throw SplunkMessage.failure(messages, host: host)
                ?? SplunkFailure.job("the search failed", .tooLarge, host: host)
        }
        guard state == "DONE" || Self.isTrue(content?["isDone"]) else { return nil }
        if let failure = SplunkMessage.failure(messages, host: host) { throw failure }
        guard let count = SplunkRow.text(content?["resultCount"]).flatMap({ Int($0) }) else {
            throw SplunkFailure.job("the job does not say how many rows it has", .tooLarge, host: host)
        }
        let isFinalized = Self.isTrue(content?["isFinalized"])
        return Results(
            count: count,
            flaw: SplunkMessage.flaw(messages)
                ?? (isFinalized ? .init("cut-answer", "the search was finalized before its end") : nil))
    }

    private static func isTrue(_ value: JSONTree?) -> Bool {
        value == .bool(true) || ["1", "true"].contains(SplunkRow.text(value))
    }
}
