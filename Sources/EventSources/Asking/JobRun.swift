import ByteScan
import Transport

/// Makes a service's job and waits for its end.
struct JobRun {
    let run: QuestionRun

    /// Values of the answer that made the job, by the texts of the paths that other requests name.
    func made() async throws(TransportFailure) -> [String: String] {
        let (steps, host) = (run.description.steps, run.setup.host)
        guard let create = steps.create, let call = run.builder.call(create, run.values) else {
            throw SourceFailure.answer(lacks: "what the next request needs", host: host)
        }
        let reply = try await run.asking.ask(call) { (try? JSONTree(parsing: $0.body)) != nil }
        // What cannot be parsed holds no values, and is told as such.
        let tree = try? JSONTree(parsing: reply.body)
        var created: [String: String] = [:]
        for path in wantedPaths {
            guard let value = tree?.text(at: path) else {
                throw SourceFailure.answer(lacks: "\"\(path.text)\" of the job it made", host: host)
            }
            created[path.text] = value
        }
        if let poll = steps.poll { try await waitForEnd(poll, created) }
        return created
    }

    private var wantedPaths: Set<ResponsePath> {
        let steps = run.description.steps
        let requests = [steps.poll?.request, steps.list, steps.more].compactMap { $0 }
        return Set(
            requests.flatMap(\.templates).flatMap(\.holes).compactMap { hole in
                if case .created(let path) = hole { path } else { nil }
            })
    }

    private func waitForEnd(_ poll: PollStep, _ created: [String: String]) async throws(TransportFailure) {
        var values = run.values
        values.created = created
        let host = run.setup.host
        guard let call = run.builder.call(poll.request, values) else {
            throw SourceFailure.answer(lacks: "what the next request needs", host: host)
        }
        var (wait, waited) = (poll.firstWait, 0.0)
        while true {
            let reply = try await run.asking.ask(call) { (try? JSONTree(parsing: $0.body)) != nil }
            guard let state = (try? JSONTree(parsing: reply.body))?.text(at: poll.state) else {
                throw SourceFailure.answer(lacks: "the state of a job", host: host)
            }
            if poll.done.contains(state) { return }
            guard !poll.failed.contains(state) else { throw SourceFailure.job("its state is \(state)", host: host) }
            guard waited < poll.patience else {
                throw SourceFailure.job("it is \(state) after \(Int(waited)) s", host: host)
            }
            do { try await run.setup.wait(wait) } catch { throw SourceFailure.cancelled(host: host) }
            waited += wait
            wait = min(wait * 2, poll.longestWait)
        }
    }
}
