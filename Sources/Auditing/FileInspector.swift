import AuditModel
import ByteScan
package import ExportReaders
import FileAccess
import Glibc
import Reconcile

/// Says what files are, without comparing them with anything.
package struct FileInspector: Sendable {
    private let context: RunContext

    /// - Parameter context: all that the run takes from outside.
    package init(context: RunContext) { self.context = context }

    /// Describes each file, in order; a file that cannot be read is described with the reason.
    ///
    /// - Throws: an `Explained` error when a spec names nothing.
    package func inspect(_ request: SideRequest) throws -> [ExportInspection] {
        let folder = context.environment["TMPDIR"] ?? "/var/tmp"
        let spool = InputSpool(folder: folder, cancel: context.cancelFlag)
        let inputs = try InputResolver(flag: "inspect").resolve(request.specs) { try spool.copy($0) }
        return try inputs.files.map { input in
            try context.cancelFlag.check()
            return try inspect(input, folder)
        }
    }

    private func inspect(_ input: InputResolver.Inputs.File, _ folder: String) throws -> ExportInspection {
        var inspection = ExportInspection(path: input.name)
        inspection.bytes = FileSize.of(input.path)
        do {
            guard let examined = try examine(input, &inspection) else {
                inspection.refusal = inspection.bytes == 0 ? "the file is empty" : "no records can be told in it"
                return inspection
            }
            try describe(examined, folder, &inspection)
        } catch let error as FieldChoiceError {
            inspection.choice = error.partial
            inspection.problems.append(error.problem)
        } catch let error as UnreadableFile {
            inspection.refusal = error.problem.means
            inspection.problems.append(error.problem)
        } catch let error as FileFailure {
            inspection.refusal = error.reason
            inspection.problems.append(error.problem)
        }
        return inspection
    }

    /// Looks at the file; one without ids is described all the same, with the reason why it cannot be compared.
    private func examine(
        _ input: InputResolver.Inputs.File, _ inspection: inout ExportInspection
    ) throws -> ExaminedFile? {
        let examiner = FileExaminer(side: .siem, format: nil, overrides: FieldOverrides())
        do {
            return try examiner.examine(path: input.path, name: input.name)
        } catch let error as FieldChoiceError where error.reason == .noID {
            inspection.problems.append(error.problem)
            return try examiner.allowingNoIDs.examine(path: input.path, name: input.name)
        }
    }

    private func describe(
        _ examined: ExaminedFile, _ folder: String, _ inspection: inout ExportInspection
    ) throws {
        inspection.layout = examined.layout
        inspection.dialect = examined.dialect
        inspection.encoding = examined.dialect?.encoding ?? .utf8
        inspection.choice = examined.choice
        var prepared = PreparedSide(side: .siem)
        prepared.examined = [examined]
        let settings = RunSettings(
            memory: AuditRequest.defaultMemoryBytes, workers: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
            spillFolder: folder, uptime: context.uptime)
        let reconciler = Reconciler(window: nil, memory: settings.reconcileMemory, spillFolder: folder)
        _ = reconciler.authorityFinished()
        reconciler.setWindow(nil)
        let run = SideRun(
            prepared: prepared, settings: settings, scopes: ScopeTable(), hasher: IDHasher(key0: 1, key1: 2))
        let result = try run.read(into: reconciler, progress: { _, _ in }, cancel: context.cancelFlag)
        let found = try reconciler.finish(ClassificationRules())
        let tally = result.reading.total
        var counts = ExportInspection.Counts()
        counts.records = tally.records
        counts.identified = tally.records - tally.unidentified
        counts.distinct = found.siem.events
        counts.untimed = found.siem.untimed
        counts.truncated = tally.truncated
        inspection.counts = counts
        inspection.first = found.siem.first?.nanoseconds
        inspection.last = found.siem.last?.nanoseconds
        inspection.isCompressed =
            result.reading.files.first.map { $0.ending.bytes > 0 && $0.ending.bytesRead < $0.ending.bytes } ?? false
        var judge = TrustJudge(prepared: prepared, reading: result.reading, expectsEmpty: true)
        let own = Set(examined.choice.marks.map(\.code))
        inspection.marks = judge.judge().marks.filter { !own.contains($0.code) }
            .map { FieldChoice.Mark(code: $0.code, message: $0.message, effect: $0.effect) }
    }
}
