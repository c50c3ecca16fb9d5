import AuditModel
import Auditing
import FileAccess
import Pulling
import Recordings
import Settings

/// From the word that names what to measure to recordings and files.
struct DriftTarget {
    private let what: String
    private let surroundings: ConfiguredSurroundings
    private let context: CommandContext

    init(_ what: String, surroundings: ConfiguredSurroundings, context: CommandContext) {
        self.what = what
        self.surroundings = surroundings
        self.context = context
    }

    /// Paths to read; a source is pulled first.
    ///
    /// - Parameter length: how much of a source to pull, nanoseconds.
    func specs(length: Int64, _ session: CommandSession) async throws -> [String] {
        if surroundings.configuration.source(named: what) != nil {
            return [try await pulled(length: length, session)]
        }
        let place = what.hasPrefix("archive/") ? surroundings.state.place(of: what) : what
        switch FileKind.of(place) {
        case .folder:
            let recordings = try PastRun.recordings(in: place).map(\.path)
            if !recordings.isEmpty { return recordings }
            guard FileKind.of(place + "/manifest.json") == .file else { return [place] }
        case .nothing where what.contains("*"): return [what]
        case .nothing: break
        default: return [place]
        }
        return try run()
    }

    /// What a run read of its authority.
    private func run() throws -> [String] {
        do {
            let past = try PastRun(what, state: surroundings.state)
            let specs = try past.authoritySpecs(state: surroundings.state)
            if !specs.isEmpty { return specs }
        } catch let fault as AuditFault where fault.problem.what.hasPrefix("there is no run") {
            throw UsageFault(
                code: "E-RUN", "\(what) is no recording, no file, no run and no source",
                fix: "siemgap drift FOLDER, or a source of the configuration")
        }
        throw UsageFault(
            code: "E-RUN", "run \(what) kept nothing of its authority to measure", fix: "siemgap drift RECORDING")
    }

    /// The recording of a source's latest stretch, in the state folder.
    private func pulled(length: Int64, _ session: CommandSession) async throws -> String {
        let source = try surroundings.source(named: what)
        try DelayRunner.checkStamps(type: source.type, name: what)
        let now = context.run.now()
        let folder = surroundings.state.path + "/drift/\(what)/" + InstantText.compact(now)
        try FileSystem.makeFolders(folder)
        let painter = session.painter
        let order = ServicePull.Order(
            .source(source), network: surroundings.configuration.network,
            window: TimeWindow(from: now - length, to: now).wholeSeconds, folder: folder, isResuming: false)
        let outcome = try await context.pull(order, context.run) { painter.update($0) }
        (outcome.problems + [ClockCheck.warning(outcome.record)].compactMap(\.self)).forEach(session.tell)
        if outcome.wasCancelled { throw Stopped(what: what) }
        return folder
    }

    /// A pull that the person stopped.
    private struct Stopped: Explained {
        let what: String

        var problem: Problem {
            Problem(
                .error, "E-INTERRUPTED", "stopped before \(what) was pulled",
                effect: "nothing was measured; what came is kept in the state folder", fix: "siemgap drift \(what)")
        }

        var exitCode: Int { 130 }
    }
}
