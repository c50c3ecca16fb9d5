import AuditModel
import ByteScan
import EventLedger
import FileAccess
import Reports

/// The earlier runs of an audit, as their folders beside the new one tell.
///
/// They give hints only: nothing of them decides a verdict. Memory: the hours of the runs, and one report at a time.
struct RunHistory: Sendable {
    /// In order of their ids, which is that of their starts.
    let runs: [EarlierRun]
    /// Holds the ledger, which knows what was put back, and the plans.
    let state: StateFolder

    /// Most runs looked at, the latest ones.
    private static let mostRuns = 200
    /// Most runs a page draws.
    private static let mostDrawn = 12
    /// Settings that make two runs ask for the same events.
    private static let telling: Set = [
        "source", "siem", "where", "match", "source-format", "source-id", "siem-format", "siem-id",
    ]

    /// Reads the reports of finished runs that asked for the same and began before.
    ///
    /// - Parameters:
    ///   - folder: the new run's folder, beside which theirs lie.
    ///   - runID: the new run's.
    ///   - request: names the audit; without a name of its own it has no history.
    ///   - state: holds the ledger, which knows what was put back.
    init(beside folder: String, before runID: String, _ request: AuditRequest, state: StateFolder) {
        self.state = state
        guard let name = request.name else {
            runs = []
            return
        }
        let reduced = RunFolder.reduced(name)
        let parent = folder.lastIndex(of: "/").map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "."
        let wanted = Self.telling(request.settings)
        var found: [EarlierRun] = []
        for child in FileKind.names(in: parent).reversed() where found.count < Self.mostRuns {
            // A folder that is named by a run id tells the audit's name without being read; one that cannot be read is
            // no history, and hints are no reason for an audit to fail.
            guard !Self.isRunID(child) || child.dropFirst(17).dropLast(5) == reduced[...],
                let run = try? EarlierRun(folder: parent + "/" + child), run.summary.name == reduced,
                run.summary.runID.utf8.prefix(16).lexicographicallyPrecedes(runID.utf8.prefix(16)),
                let past = try? PastRun(run.summary.folder, state: StateFolder(path: "")),
                Self.telling(past.settings) == wanted
            else { continue }
            found.append(run)
        }
        runs = found.sorted { $0.summary.runID < $1.summary.runID }
    }

    /// The latest runs, oldest first, as a page draws them.
    var trend: [TrendPoint] {
        // A ledger that cannot be read gives no hint.
        let ledger =
            FileKind.of(state.path + "/" + Ledger.fileName) == .file ? try? Ledger(state: state.path) : nil
        return runs.suffix(Self.mostDrawn).compactMap { run in
            let summary = run.summary
            let check = try? ledger?.lastCheck(ofRun: summary.runID)
            return summary.window.map { window in
                TrendPoint(
                    runID: summary.runID, verdict: summary.verdict, from: window.from, to: window.to,
                    events: summary.events, missing: summary.missing, unknown: summary.unknown,
                    restored: min(summary.missing, check.map { $0.restored - $0.damaged } ?? 0))
            }
        }
    }

    /// `20261117T080211Z-weekly-7f3a`.
    private static func isRunID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count > 22 && bytes[8] == UInt8(ascii: "T") && bytes[15] == UInt8(ascii: "Z")
            && bytes[16] == UInt8(ascii: "-")
    }

    private static func telling(_ settings: [AuditRequest.Setting]) -> [String] {
        settings.filter { telling.contains($0.name) }.map { $0.name + "=" + $0.value }.sorted()
    }
}
