import AuditModel
import Reports

/// Tells which events that an earlier run of the same audit missed are there now, while a new one writes its findings.
///
/// Memory: the missing events of that run, of which there may be ``mostMissing``.
struct LateArrivals {
    /// More of them are not followed.
    private static let mostMissing = 1_000_000

    private let run: RunSummary
    /// When the earlier run's missing events happened, by id; nil without a time.
    private let missing: [String: Int64?]
    /// What the new run says of them.
    private var kinds: [String: FindingKind] = [:]
    /// Whether ids of the new run are replaced, so that none of the earlier run can be found again.
    private var hasTokens = false

    /// Follows the missing events of the latest earlier run; nil when there is none, or none was missing.
    init?(_ history: RunHistory) {
        // A file that cannot be read gives no hint, which is no reason for an audit to fail.
        guard let run = history.runs.last?.summary, run.missing > 0, run.missing <= Self.mostMissing,
            let absent = try? RunComparison.absent(in: run)
        else { return nil }
        self.run = run
        var missing: [String: Int64?] = [:]
        for finding in absent where finding.kind == FindingKind.missing.rawValue {
            missing[Self.plain(finding.id)] = finding.time
        }
        self.missing = missing
    }

    /// Takes a finding of the new run.
    mutating func take(_ row: FindingsCSV.Row) {
        guard RunComparison.absentKinds.contains(row.kind) else { return }
        if row.id.hasPrefix(Pseudonyms.mark) { hasTokens = true }
        if missing[row.id] != nil { kinds[row.id] = row.kind }
    }

    /// An id without the apostrophe that keeps spreadsheets from taking it for a formula.
    private static func plain(_ id: String) -> String {
        let second = id.utf8.dropFirst().first
        return id.hasPrefix("'") && second.map("=+-@\t\r".utf8.contains) == true ? String(id.dropFirst()) : id
    }

    /// What is to be said; nil when no event came late.
    ///
    /// Nothing is where the authority is not whole: an event that neither side has any more came no later than others.
    func problem(_ report: AuditReport) -> Problem? {
        guard !hasTokens, !report.audited.unknown.contains(where: { $0.side == .authority }),
            let from = report.window.from,
            let to = report.window.to
        else { return nil }
        let window = TimeWindow(from: from, to: to)
        let late = missing.count { id, time in kinds[id] == nil && time.map(window.contains) ?? false }
        guard late > 0 else { return nil }
        let still = kinds.values.count { $0 == .missing }
        return Problem(
            .note, "W-CAME-LATE",
            late == 1
                ? "1 event that an earlier run missed is there now"
                : "\(late) events that an earlier run missed are there now",
            place: run.runID, means: "they were late, not lost",
            effect: still == 0
                ? "none of what that run missed is missing still"
                : "\(still) of what that run missed are missing still",
            fix: "siemgap runs compare \(run.runID) with this run names them")
    }
}
