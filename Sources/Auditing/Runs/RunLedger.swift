import AuditModel
import EventLedger
import FileAccess

/// Remembers finished audits in the ledger of the state folder.
enum RunLedger {
    /// Notes a finished audit; a ledger that cannot be written does not spoil it.
    ///
    /// - Returns: what the person should be told; nil when it was noted.
    static func record(_ report: AuditReport, folder: String, state: StateFolder) -> Problem? {
        do {
            try FileSystem.makeFolders(state.path)
            let path = folder + "/report.json"
            let digest = try InputDigests().finish([path])[path]?.sha256 ?? ""
            try Ledger(state: state.path).record(run(report, folder: folder, digest: digest))
            return nil
        } catch {
            let problem = (error as? any Explained)?.problem
            return Problem(
                .warning, "W-LEDGER", "the audit was not noted in the ledger", place: problem?.place ?? state.path,
                said: problem?.said ?? "\(error)", means: problem?.means,
                effect: "its folder is whole; only what looks back over several audits does not know of it",
                fix: problem?.fix)
        }
    }

    private static func run(_ report: AuditReport, folder: String, digest: String) -> LedgerRun {
        var counts = LedgerRun.Counts()
        counts.events = report.authority.events
        counts.matched = report.counts.matched
        counts.missing = report.counts.missing
        counts.extra = report.counts.extra
        counts.unknown = report.counts.unknown
        let window = report.window.from.flatMap { from in report.window.to.map { TimeWindow(from: from, to: $0) } }
        return LedgerRun(
            runID: report.runID, name: report.name, folder: folder, verdict: report.verdict.rawValue,
            window: window, counts: counts, reportSHA256: digest)
    }
}
