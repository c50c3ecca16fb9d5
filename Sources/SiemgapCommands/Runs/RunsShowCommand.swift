import ArgumentParser
import AuditModel
import Auditing
import EventLedger
import FileAccess

/// `siemgap runs show`: what a run found, and where each of its settings came from.
struct RunsShowCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a run found and its settings.",
        discussion: """
            EXAMPLES
              siemgap runs show 7f3a
            """)

    @Argument(help: "A run's folder, its id, or the end of that.")
    var run: String

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0, or 64 for a run that does not exist.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let state = try ConfiguredSurroundings(common, in: context).state
        let past = try PastRun(run, state: state)
        let check = try check(of: past.runID, state)
        try session.show(RunsText.one(try FinishedRun.of(past), past.settings, check, as: session.format))
        return 0
    }

    /// What became of the missing events since; nil where nobody has looked.
    private func check(of runID: String, _ state: StateFolder) throws -> LedgerCheck? {
        guard FileKind.of(state.path + "/" + Ledger.fileName) == .file else { return nil }
        return try Ledger(state: state.path).lastCheck(ofRun: runID)
    }
}

/// Leads from a named run to its report.
enum FinishedRun {
    /// The run's summary.
    ///
    /// - Throws: `UsageFault` when it did not come to its end.
    static func of(_ past: PastRun) throws -> RunSummary {
        guard let folder = past.folder, let run = try RunSummary(folder: folder) else {
            throw UsageFault(
                code: "E-RUN", "run \(past.runID) did not come to its end",
                fix: "siemgap audit --resume \(past.runID)")
        }
        return run
    }
}
