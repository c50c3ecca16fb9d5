import AuditModel
import EventSources
import FileAccess
import Settings
import Transport

/// Pulls the sources of an audit into the state folder, side by side.
struct AuthorityPull {
    let order: AuditOrder
    let runID: String
    let context: RunContext
    let progress: ProgressSink

    /// What came of it.
    struct Result {
        /// The recording of each source, by its name.
        var folders: [String: String] = [:]
        var asked = AskedNotes()
        var wasCancelled = false
    }

    /// Pulls; one source that fails neither stops nor hides the others.
    ///
    /// - Throws: when settings or credentials cannot be used, the window is not known, or a recording cannot be written.
    func run() async throws -> Result {
        let board = PullBoard(names: order.sources.map(\.name), sink: progress)
        board.begin()
        let surroundings = context.transport { board.take($0) }
        let transport = try NetworkTransport(TransportSettings(order.network), context: surroundings)
        let asked = try order.sources.map { named in
            try AskedSource(named, network: order.network, transport: transport, context: surroundings)
        }
        let outcome = await Swift.Result { try await pull(asked, board) }
        try await transport.shutdown()
        return try outcome.get()
    }

    private func pull(_ sources: [AskedSource], _ board: PullBoard) async throws -> Result {
        try await withThrowingTaskGroup(of: (String, PulledAuthority).self) { group in
            for asked in sources {
                let window = try window(of: asked)
                group.addTask { (asked.name, try await pull(asked, window, board)) }
            }
            var result = Result()
            for try await (name, pulled) in group {
                result.folders[name] = pulled.folder
                result.asked.add(pulled, name: name)
                result.wasCancelled = result.wasCancelled || pulled.wasCancelled
            }
            return result
        }
    }

    private func pull(
        _ asked: AskedSource, _ window: TimeWindow, _ board: PullBoard
    ) async throws -> PulledAuthority {
        let base = order.state.recording(of: runID, .authority)
        let folder = order.sources.count == 1 ? base : base + "/" + asked.name
        var pullOrder = PullRunner.Order(name: asked.name, window: window, folder: folder)
        pullOrder.isResuming = order.resumed != nil
        let puller = PullRunner(
            source: asked.source, asking: asked.client, now: context.now, cancelFlag: context.cancelFlag,
            observe: { board.take($0, of: asked.name) })
        return try await puller.pulled(pullOrder, times: order.request.pulls)
    }

    /// The window to ask for; an API has no first and last event of its own.
    private func window(of asked: AskedSource) throws(AuditFault) -> TimeWindow {
        let settle = order.request.settle ?? asked.source.traits.settle
        if let window = order.request.window.resolved(now: context.now(), settle: settle) { return window }
        throw .usage(
            "E-WINDOW", "\(asked.name) is asked for a window, and none is given",
            fix: "give --last 7d, or --from and --to")
    }
}
