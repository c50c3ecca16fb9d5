import AuditModel
import Pulling
import Recordings
import SIEMStores
import Settings

/// Asks the SIEMs of an audit, side by side: for the window, and for ids that were not there.
struct StorePull {
    let order: AuditOrder
    let runID: String
    let context: RunContext
    let window: TimeWindow

    /// What came of it.
    struct Result {
        /// The recording of each SIEM, by its name.
        var folders: [String: String] = [:]
        var outcomes: [PullOutcome] = []

        /// Whether the person stopped it.
        var wasCancelled: Bool { outcomes.contains(where: \.wasCancelled) }
    }

    /// Asks for the window; one SIEM that fails neither stops nor hides the others.
    ///
    /// - Throws: when a recording cannot be written.
    func run(_ stores: [AskedStore], _ board: PullBoard) async throws -> Result {
        let base = order.state.recording(of: runID, .siem)
        return try await each(stores) { store in
            try await store.asked.puller(context, board).run(pull(of: store, in: base))
        }
    }

    /// Asks for the ids of events that were not there, wherever the SIEM's own time puts them.
    ///
    /// - Throws: when a recording cannot be written, or the ids cannot be read again.
    func lookUp(_ absent: AbsentIDs, _ stores: [AskedStore], _ board: PullBoard) async throws -> Result {
        let base = order.state.idRecording(of: runID)
        return try await each(stores) { store in
            let window = window
            let lookup = LookupPull(store.asked.puller(context, board)) { ids in
                LookupSource(store.store, ids: ids, around: window)
            }
            let most = max(store.store.lookup.most, 1)
            let batches = absent.batches(of: most)
            let planned = (absent.count + most - 1) / most
            return try await lookup.run(pull(of: store, in: base), planned: planned) { try batches.next() }
        }
    }

    private func pull(of store: AskedStore, in base: String) -> PullRunner.Order {
        var pull = PullRunner.Order(
            name: store.name, window: window, folder: order.siems.count == 1 ? base : base + "/" + store.name)
        pull.settings = store.asked.settings
        pull.isResuming = order.resumed != nil
        return pull
    }

    private func each(
        _ stores: [AskedStore], _ work: @escaping @Sendable (AskedStore) async throws -> PullOutcome
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: (String, PullOutcome).self) { group in
            for store in stores { group.addTask { (store.name, try await work(store)) } }
            var result = Result()
            for try await (name, outcome) in group {
                result.folders[name] = outcome.folder
                result.outcomes.append(outcome)
            }
            result.outcomes.sort { $0.description.name < $1.description.name }
            return result
        }
    }
}
