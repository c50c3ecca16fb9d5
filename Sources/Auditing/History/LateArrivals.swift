import AuditModel
import Backfill
import Reports

/// Tells which events that an earlier run of the same audit missed are there now, while a new one writes its findings.
///
/// Memory: the missing events of that run, of which there may be ``mostMissing``.
struct LateArrivals {
    /// More of them are not followed.
    private static let mostMissing = 1_000_000

    private let run: RunSummary
    private let state: StateFolder
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
        state = history.state
        var missing: [String: Int64?] = [:]
        for finding in absent where finding.kind == FindingKind.missing.rawValue {
            missing[finding.id] = finding.time
        }
        self.missing = missing
    }

    /// Takes a finding of the new run.
    mutating func take(_ row: FindingsCSV.Row) {
        guard RunComparison.absentKinds.contains(row.kind) else { return }
        if row.id.hasPrefix(Pseudonyms.mark) { hasTokens = true }
        if missing[row.id] != nil { kinds[row.id] = row.kind }
    }

    /// What is to be said; nil when no event is there that was missing.
    ///
    /// Events that a plan sent are told from those that came late.
    ///
    /// Nothing is where the authority is not whole: an event that neither side has any more came no later than others.
    func problem(_ report: AuditReport) -> Problem? {
        guard !hasTokens, !report.audited.unknown.contains(where: { $0.side == .authority }),
            let from = report.window.from,
            let to = report.window.to
        else { return nil }
        let window = TimeWindow(from: from, to: to)
        let there = missing.filter { id, time in kinds[id] == nil && time.map(window.contains) ?? false }
        guard !there.isEmpty else { return nil }
        let still = kinds.values.count { $0 == .missing }
        return Problem(
            .note, "W-CAME-LATE",
            there.count == 1
                ? "1 event that an earlier run missed is there now"
                : "\(there.count) events that an earlier run missed are there now",
            place: run.runID, means: reason(Set(there.keys)),
            effect: still == 0
                ? "none of what that run missed is missing still"
                : "\(still) of what that run missed are missing still",
            fix: "siemgap runs compare \(run.runID) with this run names them")
    }

    /// Why events are there now: some plan sent them, or they came late.
    private func reason(_ there: Set<String>) -> String {
        // Plans that cannot be read give no hint, which is no reason for an audit to fail.
        let plans = (try? SentEvents.plans(of: there, state: state.path)) ?? [:]
        guard !plans.isEmpty else { return "they were late, not lost" }
        let putBack = Dictionary(grouping: plans.values, by: \.self).sorted { $0.key < $1.key }
            .map { plan, events in "\(events.count) \(events.count == 1 ? "was" : "were") put back by plan \(plan)" }
        let late = there.count - plans.count
        return (putBack + (late == 0 ? [] : ["\(late) came late by \(late == 1 ? "itself" : "themselves")"]))
            .joined(separator: "; ")
    }
}
