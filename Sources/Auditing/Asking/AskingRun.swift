import AuditModel
import ByteScan
import FileAccess
import Recordings
import Reports
import Settings

/// The first half of an audit that asks: from an order to two sides on disk.
struct AskingRun {
    let order: AuditOrder
    let context: RunContext
    /// Nanoseconds since the Unix epoch, whole seconds.
    let started: Int64
    let progress: ProgressSink

    /// What the second half goes on with.
    struct Asked {
        /// Specs that named sources lead to their recordings.
        let request: AuditRequest
        let notes: AskedNotes
        let folder: RunFolder
    }

    /// Asks; what came is kept whatever happens afterwards.
    ///
    /// - Throws: `Interrupted` when the person stopped it; what `AuthorityPull` throws.
    func run(hasher: IDHasher) async throws -> Asked {
        let folder = try order.resumed.map { try $0.reopened() } ?? RunFolder.begin(order.request, started, context)
        do {
            try RequestNote.write(order.request.settings, runID: folder.runID, state: order.state)
            let pull = AuthorityPull(
                order: order, runID: folder.runID, context: context, started: order.resumed?.started ?? started,
                hasher: hasher, progress: progress)
            let result = try await pull.run()
            if result.wasCancelled { throw Interrupted(runID: folder.runID) }
            if let clock = result.asked.problems.first(where: { $0.code == "E-CLOCK" }) {
                throw ClockFault(problem: clock)
            }
            try result.asked.write(for: folder.runID, state: order.state)
            var request = order.request
            request.window = .bounds(from: result.window.from, to: result.window.to)
            request.authority.specs = request.authority.specs.map { result.folders[$0] ?? $0 }
            return Asked(request: request, notes: result.asked, folder: folder)
        } catch let interrupted as Interrupted {
            throw interrupted
        } catch {
            folder.removeIfEmpty()
            throw error
        }
    }

    /// Stopped by the person; what came is kept.
    struct Interrupted: Explained {
        let runID: String

        var problem: Problem {
            Problem(
                .error, "E-INTERRUPTED", "stopped before everything was asked for",
                effect: "what came is kept; there is no verdict", fix: "go on with: siemgap audit --resume \(runID)")
        }

        var exitCode: Int { 130 }
    }
}

/// The request of a run that has no manifest yet, kept with its recordings.
enum RequestNote {
    /// Writes what was asked, in the form of a manifest's settings.
    static func write(_ settings: [AuditRequest.Setting], runID: String, state: StateFolder) throws(FileFailure) {
        var manifest = RunManifest(runID: runID)
        manifest.settings = settings
        let folder = state.recordings(of: runID)
        try FileSystem.makeFolders(folder)
        try FileSystem.remove(PastRun.requestPath(state, runID))
        let file = try AtomicFile(folder: folder, name: PastRun.requestName)
        try file.write(manifest.json.text(pretty: true) + "\n")
        _ = try file.finish()
    }
}
