import AuditModel
import Pulling
import Synchronization
import Transport

/// Gathers what all pulls of a run report, and passes the sum on.
///
/// May be told from any thread.
final class PullBoard: Sendable {
    private struct Lane: Hashable {
        let source: String
        let scope: Scope?
    }

    private struct State {
        var lanes: [Lane: PullProgress] = [:]
        var waiting: PullStand.Waiting?
        var token: String?
    }

    private let names: [String]
    private let sink: ProgressSink
    private let state = Mutex(State())

    init(names: [String], sink: @escaping ProgressSink) {
        self.names = names
        self.sink = sink
    }

    /// Says that pulling begins, before the first request.
    func begin() { tell { _ in } }

    /// Takes how far one scope of a source has come.
    func take(_ progress: PullProgress, of source: String) {
        tell { state in
            state.lanes[Lane(source: source, scope: progress.scope)] = progress
            state.waiting = nil
            state.token = nil
        }
    }

    /// Takes what a transport does.
    func take(_ event: TransportEvent) {
        tell { state in
            switch event {
            case .askingForToken(let host): state.token = host
            case .throttled(_, let status, let seconds, let times):
                state.waiting = PullStand.Waiting(seconds: seconds, status: status, times: times)
            case .retrying: break
            }
        }
    }

    private func tell(_ change: (inout State) -> Void) {
        let report = state.withLock { state in
            change(&state)
            var stand = PullStand(names: names)
            stand.covered = state.lanes.values.reduce(0) { $0 + $1.coveredNanoseconds }
            stand.total = state.lanes.values.reduce(0) { $0 + $1.totalNanoseconds }
            let busy = state.lanes.filter { $0.value.underWay > 0 }.keys
            stand.scope =
                state.token.map { "asking \($0) for a token" } ?? (busy.count == 1 ? busy.first?.scope?.value : nil)
            stand.waiting = state.waiting
            let records = state.lanes.values.reduce(0) { $0 + $1.records }
            return ProgressReport(pulling: stand, records: records)
        }
        sink(report)
    }
}
