package import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Glibc
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
        let started = EventTime.floor(context.now(), 1_000_000_000)
        guard !order.sources.isEmpty else {
            let notes = try order.replayed.map { try AskedNotes(of: $0.runID, state: order.state) } ?? AskedNotes()
            return try compare(order.request, notes, started: started, folder: nil, progress: progress)
        }
        let asking = AskingRun(order: order, context: context, started: started, progress: progress)
        let asked = try await asking.run(hasher: hasher())
        return try compare(asked.request, asked.notes, started: started, folder: asked.folder, progress: progress)
    }

    /// Compares the two sides, both on disk, and writes the run's folder.
    private func compare(
        _ request: AuditRequest, _ notes: AskedNotes, started: Int64, folder: RunFolder?,
        progress: @escaping ProgressSink
    ) throws -> AuditOutcome {
        let settings = settings(request)
        let spool = InputSpool(folder: settings.spillFolder, cancel: context.cancelFlag)
        var sides = try prepare(request, spool)
        try context.cancelFlag.check()
        let digests = InputDigests()
        if request.digestsInputs {
            for side in sides { digests.start(side.examined.map(\.file.path)) }
        }
        defer { digests.stop() }
        let folder = try folder ?? RunFolder.begin(request, started, context)
        do {
            let pass = AuditPass(
                request: request, settings: settings,
                window: WindowDecision(
                    request: request, now: sides[0].lastAsked ?? started, sourceSettle: sides[0].sourceSettle),
                hasher: hasher(), progress: progress, cancel: context.cancelFlag)
            var found = try pass.run(sides)
            let matching = FieldMatching(request: request, settings: settings, sides: sides, window: found.window)
            if let pairs = try matching.pairs(found) {
                sides = matching.markedAsMatched(sides)
                found = try pass.run(sides, adopting: pairs)
            }
            let writer = RunWriter(
                request: request, settings: settings, sides: sides, found: found, folder: folder, progress: progress)
            var report = try writer.report(notes)
            report.runID = folder.runID
            report.name = RunFolder.reduced(request.name ?? "audit")
            try writer.finish(&report, inputs: inputs(sides, found, digests, request))
            var outcome = AuditOutcome(report: report, folder: folder.path)
            outcome.secondsTaken = found.seconds
            return outcome
        } catch {
            folder.removeIfEmpty()
            throw error
        }
    }

    /// Examines both sides; the authority first, since its recordings name the id that is looked for in the SIEM.
    private func prepare(_ request: AuditRequest, _ spool: InputSpool) throws -> [PreparedSide] {
        let authority = try prepare(
            SidePreparer(side: .authority, request: request.authority, audit: request, spool: spool))
        let siem = SidePreparer(
            side: .siem, request: request.siem, audit: request, spool: spool, expected: authority.namedID)
        return [authority, try prepare(siem)]
    }

    private func prepare(_ preparer: SidePreparer) throws -> PreparedSide {
        var found = try preparer.prepare()
        try preparer.addConditions(to: &found)
        return found
    }

    private func settings(_ request: AuditRequest) -> RunSettings {
        let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let workers = context.environment["SIEMGAP_WORKERS"].flatMap(Int.init) ?? cores
        return RunSettings(
            memory: request.memoryBytes, workers: min(max(workers, 1), 64),
            spillFolder: context.environment["TMPDIR"] ?? "/var/tmp", uptime: context.uptime)
    }

    private func hasher() -> IDHasher {
        let words = (0..<2).map { _ in context.randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return IDHasher(key0: words[0], key1: words[1])
    }

    private func inputs(
        _ sides: [PreparedSide], _ found: PassResult, _ digests: InputDigests, _ request: AuditRequest
    ) throws(FileFailure) -> [RunManifest.Input] {
        let paths = sides.flatMap { $0.examined.map(\.file.path) }
        let known = request.digestsInputs ? try digests.finish(paths) : [:]
        return zip(sides, found.sides).flatMap { side, result in
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
