package import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reconcile
import Reports

/// One audit from start to end.
package struct AuditRunner: Sendable {
    private let context: RunContext

    /// - Parameter context: all that the run takes from outside.
    package init(context: RunContext) { self.context = context }

    /// Compares the two sides and writes the run's folder.
    ///
    /// - Throws: an `Explained` error when there is no answer, or `CancellationError`.
    package func run(_ order: AuditOrder, progress: @escaping ProgressSink) async throws -> AuditOutcome {
        // Run ids show seconds; a replay must come to the same bounds.
        let started = order.resumed?.started ?? EventTime.floor(context.now(), 1_000_000_000)
        let spool = InputSpool(
            folder: RunSettings(memory: order.request.memoryBytes, context: context).spillFolder,
            cancel: context.cancelFlag)
        let comparison = Comparison(
            request: order.request, context: context, spool: spool, hasher: hasher(), started: started,
            progress: progress)
        guard order.asks else {
            let notes = try order.replayed.map { try AskedNotes(of: $0.runID, state: order.state) } ?? AskedNotes()
            let outcome = try finish(comparison, notes, order.state, folder: nil, replayed: order.replayed)
            // A replay repeats what the ledger knows.
            return order.replayed == nil ? Self.noted(outcome, order.state) : outcome
        }
        let asked = try await AskingRun(order: order, comparison: comparison).run()
        return Self.noted(
            try finish(comparison.of(asked.request), asked.notes, order.state, folder: asked.folder), order.state)
    }

    private static func noted(_ outcome: AuditOutcome, _ state: StateFolder) -> AuditOutcome {
        var outcome = outcome
        let problem = RunLedger.record(outcome.report, folder: outcome.folder, state: state)
        outcome.afterthoughts += [problem].compactMap(\.self)
        return outcome
    }

    /// Compares the two sides, both on disk, and writes the run's folder.
    private func finish(
        _ comparison: Comparison, _ notes: AskedNotes, _ state: StateFolder, folder: RunFolder?,
        replayed: PastRun? = nil
    ) throws -> AuditOutcome {
        var sides = try comparison.prepare()
        let horizons = SettledHorizons(state: state)
        // A replay has the settle time that the run had.
        let (comparison, unread) =
            replayed == nil ? comparison.settled(sides[0], by: horizons) : (comparison, nil)
        let request = comparison.request
        let (digests, recorded) = (InputDigests(), RecordingDigests(sides))
        if request.digestsInputs {
            recorded.start()
            for side in sides { digests.start(Self.files(of: side).map { InputDigests.Input($0) }) }
        }
        defer {
            digests.stop()
            recorded.stop()
        }
        let folder = try folder ?? RunFolder.begin(request, comparison.started, context)
        do {
            let found = try comparison.run(&sides, checking: request.digestsInputs ? recorded : nil)
            // A replay has the history that the run had.
            let history = RunHistory(
                beside: replayed?.folder ?? folder.path, before: replayed?.runID ?? folder.runID, request, state: state)
            let writer = RunWriter(
                request: request, settings: comparison.settings, sides: sides, found: found, folder: folder,
                history: history,
                pseudonyms: request.redacts ? Pseudonyms(key: context.randomBytes(32)) : nil,
                progress: comparison.progress, cancel: context.cancelFlag)
            var filled = try writer.report(notes)
            filled.report.runID = folder.runID
            filled.report.name = RunFolder.reduced(request.name ?? "audit")
            var known: [String: InputDigests.Digest] = [:]
            if request.digestsInputs {
                known = try recorded.finish().merging(digests.finish(sides.flatMap(Self.files))) { first, _ in first }
            }
            try writer.finish(filled, inputs: inputs(sides, found, known), ended: context.now())
            var outcome = AuditOutcome(report: filled.report, folder: folder.path)
            outcome.secondsTaken = found.seconds
            outcome.afterthoughts = [unread].compactMap(\.self)
            if replayed == nil, request.measuresDelays, let delays = filled.report.drift {
                // A ledger that cannot be written is told when the audit is noted in it.
                _ = try? horizons.keep(delays, of: sides[0])
            }
            return outcome
        } catch {
            folder.removeIfEmpty()
            throw error
        }
    }

    private func hasher() -> IDHasher {
        let words = (0..<2).map { _ in context.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return IDHasher(key0: words[0], key1: words[1])
    }

    /// The paths of a side's files that are no recordings.
    private static func files(of side: PreparedSide) -> [String] {
        side.examined.map(\.file.path).filter { side.recordings[$0] == nil }
    }

    private func inputs(
        _ sides: [PreparedSide], _ found: PassResult, _ known: [String: InputDigests.Digest]
    ) -> [RunManifest.Input] {
        zip(sides, found.sides).flatMap { side, result in
            zip(side.examined, result.reading.files).map { examined, file in
                let digest = known[examined.file.path]
                return RunManifest.Input(
                    side: side.side, path: examined.file.name, bytes: digest?.bytes ?? file.ending.bytesRead,
                    records: file.tally.records, sha256: digest?.sha256)
            }
        }
    }
}

extension RunFolder {
    /// The folder the person named, or a new one.
    static func begin(
        _ request: AuditRequest, _ started: Int64, _ context: RunContext
    ) throws(FileFailure) -> RunFolder {
        let name = request.name ?? "audit"
        if let out = request.outFolder {
            return try RunFolder.adopt(out, start: started, name: name, randomBytes: context.randomBytes)
        }
        return try RunFolder.create(start: started, name: name, randomBytes: context.randomBytes)
    }
}
