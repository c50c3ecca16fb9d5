import AuditModel
import ByteScan
import FileAccess
import Pulling
import Settings

/// Pulls the sources of an audit into the state folder, side by side.
struct AuthorityPull {
    let order: AuditOrder
    let runID: String
    let context: RunContext
    /// When the run began, nanoseconds since the Unix epoch.
    let started: Int64
    let hasher: IDHasher

    /// What came of it.
    struct Result {
        /// The recording of each source, by its name.
        var folders: [String: String] = [:]
        var asked = AskedNotes()
        /// The window that all were asked for.
        var window: TimeWindow
        var wasCancelled = false
    }

    /// Pulls; one source that fails neither stops nor hides the others.
    ///
    /// - Throws: when the window is not known, or a recording cannot be written.
    func run(_ sources: [AskedSource], _ board: PullBoard) async throws -> Result {
        let window = try window(of: sources)
        return try await withThrowingTaskGroup(of: (String, UnionPull.Result).self) { group in
            for asked in sources {
                group.addTask { (asked.name, try await pull(asked, window, board)) }
            }
            var result = Result(window: window)
            for try await (name, pulled) in group {
                result.folders[name] = pulled.outcome.folder
                result.asked.add(pulled.outcome, pulled.comparison, name: name)
                result.wasCancelled = result.wasCancelled || pulled.outcome.wasCancelled
            }
            return result
        }
    }

    private func pull(
        _ asked: AskedSource, _ window: TimeWindow, _ board: PullBoard
    ) async throws -> UnionPull.Result {
        let base = order.state.recording(of: runID, .authority)
        var pullOrder = PullRunner.Order(
            name: asked.name, window: window, folder: order.sources.count == 1 ? base : base + "/" + asked.name)
        pullOrder.settings = asked.settings
        pullOrder.isResuming = order.resumed != nil
        pullOrder.pulls = order.request.pulls
        return try await UnionPull(asked.puller(context, board), hasher: hasher).run(pullOrder)
    }

    /// The window to ask for, settled for every source; an API has no first and last event of its own.
    private func window(of sources: [AskedSource]) throws(AuditFault) -> TimeWindow {
        let settle = order.request.settle ?? sources.map(\.source.traits.settle).max() ?? 0
        if let window = order.request.window.resolved(now: started, settle: settle) { return window }
        throw .usage(
            "E-WINDOW", "\(order.sources.map(\.name).joined(separator: " and ")) needs a window to be asked for",
            fix: "give --last 7d, or --from and --to")
    }
}
