import AuditModel
import FileAccess
import Reports

/// Finished audits of the same name and sides that lie beside a run, for its trend.
enum EarlierRuns {
    /// The most that are read: each report is parsed whole.
    private static let most = 12

    /// Oldest first; none that began with the run or after it.
    static func list(beside folder: RunFolder, of report: AuditReport) throws(FileFailure) -> [EarlierRun] {
        let parent = folder.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        let start = report.runID.prefix(Self.startLength)
        let ending = "-" + report.name
        let place = parent.isEmpty ? (folder.path.hasPrefix("/") ? "/" : ".") : parent
        let names = FileKind.names(in: place).filter { name in
            name.prefix(Self.startLength) < start && isRunID(name) && name.dropLast(5).hasSuffix(ending)
        }
        var runs: [EarlierRun] = []
        for name in names.suffix(most) {
            guard let run = try RunSummary(folder: place + "/" + name), let window = run.window,
                run.authority == report.authority.name, run.siem == report.siem.name
            else { continue }
            runs.append(
                EarlierRun(
                    runID: run.runID, verdict: run.verdict, from: window.from, to: window.to, events: run.events,
                    missing: run.missing, unknown: run.unknown))
        }
        return runs
    }

    /// Characters of a run id that say when it began: `20261117T080211Z`.
    private static let startLength = 16

    private static func isRunID(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count > startLength + 5 else { return false }
        return bytes[8] == UInt8(ascii: "T") && bytes[15] == UInt8(ascii: "Z")
            && bytes.prefix(8).allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
}
