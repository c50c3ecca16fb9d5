import AuditModel
import Pulling
import Synchronization
import Transport

/// Gathers what all pulls of one stage report, and passes the sum on.
///
/// May be told from any thread.
final class PullBoard: Sendable {
    private struct Lane: Hashable {
        let source: String
        let scope: Scope?
    }

    private struct State {
        var names: [String] = []
        var stage = ProgressReport.Stage.pulling
        var lanes: [Lane: PullProgress] = [:]
        var waiting: PullStand.Waiting?
        var token: String?
    }

    private let sink: ProgressSink
    private let state = Mutex(State())

    init(sink: @escaping ProgressSink) { self.sink = sink }

    /// Says that services are asked from now on, before the first request; what others reported is forgotten.
    func begin(_ names: [String], _ stage: ProgressReport.Stage) {
        tell { state in
            state = State()
            (state.names, state.stage) = (names, stage)
        }
    }

    /// Takes how far one scope of a service has come.
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
            var stand = PullStand(names: state.names)
            stand.covered = state.lanes.values.reduce(0) { $0 + $1.coveredNanoseconds }
            stand.total = state.lanes.values.reduce(0) { $0 + $1.totalNanoseconds }
            let busy = state.lanes.filter { $0.value.underWay > 0 }.keys
            stand.scope =
                state.token.map { "asking \($0) for a token" } ?? (busy.count == 1 ? busy.first?.scope?.value : nil)
            stand.waiting = state.waiting
            if state.stage == .lookingUp {
                stand.questions = PullStand.Questions(
                    answered: state.lanes.values.reduce(0) { $0 + $1.slicesDone },
                    known: state.lanes.values.reduce(0) { $0 + $1.slicesPlanned })
            }
            let records = state.lanes.values.reduce(0) { $0 + $1.records }
            return ProgressReport(asking: stand, stage: state.stage, records: records)
        }
        sink(report)
    }
}
