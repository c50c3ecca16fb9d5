import AuditModel
import ExportReaders
import FileAccess
import Pulling
import Reconcile
import Recordings
import Reports
import Settings

/// The first half of an audit that asks: from an order to two sides on disk.
struct AskingRun {
    let order: AuditOrder
    /// Of what the order requests; its sides are not on disk yet.
    let comparison: Comparison

    private var context: RunContext { comparison.context }

    /// What the second half goes on with.
    struct Asked {
        /// Specs that named sources and SIEMs lead to their recordings.
        var request: AuditRequest
        var notes = AskedNotes()
        let folder: RunFolder
    }

    /// Asks, the authority first and the SIEM last; what came is kept whatever happens afterwards.
    ///
    /// - Throws: `Interrupted` when the person stopped it; what `AuthorityPull` and `StorePull` throw.
    func run() async throws -> Asked {
        let folder =
            try order.resumed.map { try $0.reopened() } ?? RunFolder.begin(order.request, comparison.started, context)
        let board = PullBoard(sink: comparison.progress)
        do {
            try RequestNote.write(order.request.settings, runID: folder.runID, state: order.state)
            if !order.sources.isEmpty { board.begin(order.sources.map(\.name), .pulling) }
            return try await AskedServices.with(
                order.sources, siems: order.siems, asksWhole: order.request.needsWholeEvents, network: order.network,
                context: context, observe: { board.take($0) }
            ) { services in
                var asked = Asked(request: order.request, folder: folder)
                if !services.sources.isEmpty { try await pull(services.sources, board, &asked) }
                if !services.stores.isEmpty { try await query(services.stores, board, &asked) }
                return asked
            }
        } catch let interrupted as Interrupted {
            throw interrupted
        } catch  where error is CancellationError && context.cancelFlag.isSet {
            throw Interrupted(runID: folder.runID)
        } catch {
            folder.removeIfEmpty()
            throw error
        }
    }

    // MARK: The authority

    private func pull(_ sources: [AskedSource], _ board: PullBoard, _ asked: inout Asked) async throws {
        let problem = SettledHorizons(state: order.state).apply(
            to: &asked.request, sources: sources.map { SourceIdentity($0) }, at: comparison.started)
        if asked.request.settledBy == .measured {
            try RequestNote.write(asked.request.settings, runID: asked.folder.runID, state: order.state)
        }
        var order = order
        order.request = asked.request
        let pull = AuthorityPull(
            order: order, runID: asked.folder.runID, context: context, started: comparison.started,
            hasher: comparison.hasher)
        let result = try await pull.run(sources, board)
        asked.notes = result.asked
        asked.notes.problems += [problem].compactMap(\.self)
        asked.request.window = .bounds(from: result.window.from, to: result.window.to)
        asked.request.authority.specs = asked.request.authority.specs.map { result.folders[$0] ?? $0 }
        try keep(asked, wasCancelled: result.wasCancelled)
    }

    /// The window of what lies on disk of the authority, for which SIEMs are asked.
    private func window(_ request: inout AuditRequest) throws -> TimeWindow {
        if case .bounds(let from?, let to?) = request.window { return TimeWindow(from: from, to: to) }
        let side = try comparison.of(request).prepareAuthority()
        // What keeps the ledger from being read is told at the end, when it is read again.
        let comparison = comparison.of(request).settled(side, by: SettledHorizons(state: order.state)).comparison
        request = comparison.request
        let decision = comparison.window(side)
        if case .last = request.window, let window = decision.beforeReading {
            request.window = .bounds(from: window.from, to: window.to)
            return window
        }
        if let window = decision.afterReading(try comparison.times(of: side)), window.from != .min,
            window.from < window.to, window.to != .max
        {
            return window
        }
        throw AuditFault.usage(
            "E-WINDOW", "\(order.siems.map(\.name).joined(separator: " and ")) needs a window to be asked for",
            means: "\(side.name) has no event with a time to take it from", fix: "give --from and --to")
    }

    // MARK: The SIEMs

    private func query(_ stores: [AskedStore], _ board: PullBoard, _ asked: inout Asked) async throws {
        let pull = StorePull(
            order: order, runID: asked.folder.runID, context: context, window: try window(&asked.request))
        board.begin(stores.map(\.name), .querying)
        let held = try await pull.run(stores, board)
        for outcome in held.outcomes { asked.notes.add(outcome, nil, name: outcome.description.name) }
        asked.request.siem.specs = asked.request.siem.specs.map { held.folders[$0] ?? $0 }
        asked.notes.askedByID = []
        try keep(asked, wasCancelled: held.wasCancelled)
        guard let absent = try absentIDs(&asked) else {
            try keep(asked, wasCancelled: false)
            return
        }
        board.begin(stores.map(\.name), .lookingUp)
        let found = try await pull.lookUp(absent, stores, board)
        for outcome in found.outcomes { asked.notes.add(outcome, nil, name: outcome.description.name) }
        asked.request.siem.specs += stores.compactMap { found.folders[$0.name] }
        asked.notes.askedByID = stores.map(\.name)
        try keep(asked, wasCancelled: found.wasCancelled)
    }

    /// The ids of events that a first comparison does not find; nil when there are none, or none can be asked for.
    private func absentIDs(_ asked: inout Asked) throws -> AbsentIDs? {
        let comparison = comparison.of(asked.request)
        var sides = try comparison.prepare()
        let found = try comparison.run(&sides)
        let missing = found.reconciliation.counts.missing
        guard missing > 0 else { return nil }
        guard asked.request.match.isEmpty, !sides[0].hasNoIDs, sides[0].namedID?.isMade != true else {
            asked.notes.problems.append(Self.notByID(missing))
            return nil
        }
        let settings = comparison.settings
        let records = SideRecords(examined: sides[0].examined, longestRecord: settings.longestRecord)
        return try AbsentIDs(
            found.reconciliation, in: records, memory: settings.memory / 8, spillFolder: settings.spillFolder)
    }

    private static func notByID(_ missing: Int) -> Problem {
        Problem(
            .warning, "W-NOT-BY-ID", "\(missing) missing events were not asked for by id",
            means: "other fields than an id are compared",
            effect: "an event that the SIEM dates far outside the window counts as missing",
            fix: "leave out --match where the records have ids, or set a larger widen at the SIEM")
    }

    private func keep(_ asked: Asked, wasCancelled: Bool) throws {
        if wasCancelled { throw Interrupted(runID: asked.folder.runID) }
        try asked.notes.write(for: asked.folder.runID, state: order.state)
        if let clock = asked.notes.problems.first(where: { $0.code == "E-CLOCK" }) { throw ClockFault(problem: clock) }
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
