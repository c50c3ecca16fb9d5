import AuditModel
import Diagnosis
import Reports

/// Decides the verdict and lists the reasons, the deciding one first.
struct VerdictRule {
    let tolerance: Tolerance
    let expectsEmpty: Bool
    /// What the sentences call the SIEM.
    let siemName: String
    /// Scopes that a side lacks from beginning to end.
    var scopeDifferences: [ScopeDifference] = []

    /// Sets verdict and reasons of a report whose counts are complete.
    func decide(_ report: inout AuditReport) {
        let reasons = reasons(report)
        let allowed = tolerance.allowed(of: report.authority.events)
        let exceeds = report.counts.missing > allowed
        if exceeds && report.counts.missing > report.siem.unidentified {
            report.verdict = .gaps
        } else if exceeds || reasons.contains(where: { Self.forbidding.contains($0.code) }) {
            report.verdict = .inconclusive
        } else {
            report.verdict = .complete
        }
        report.reasons = ordered(reasons, report.verdict)
    }

    /// Reasons that forbid "complete" whatever else was found.
    private static let forbidding: [ReasonCode] = [
        .notWhole, .unsettled, .unidentifiedRecords, .emptyAuthority, .exportUntrusted, .unstableAuthority,
        .couldNotRead,
    ]

    private func ordered(_ reasons: [AuditReport.Reason], _ verdict: Verdict) -> [AuditReport.Reason] {
        let deciding = reasons.firstIndex { reason in
            switch verdict {
            case .gaps: reason.code == .missingEvents
            case .inconclusive: reason.code == .missingEvents || Self.forbidding.contains(reason.code)
            case .complete: true
            }
        }
        guard let deciding else { return reasons }
        return [reasons[deciding]] + reasons[..<deciding] + reasons[(deciding + 1)...]
    }

    private func reasons(_ report: AuditReport) -> [AuditReport.Reason] {
        var reasons = missing(report)
        func add(_ code: ReasonCode, _ count: Int, _ message: String) {
            reasons.append(AuditReport.Reason(code, count: count, message: message))
        }
        if !report.audited.whole {
            let parts = max(report.audited.unknown.count, report.audited.slices - report.audited.slicesWhole)
            add(.notWhole, parts, "\(parts == 1 ? "1 part is" : "\(parts) parts are") not known whole")
        }
        if let settled = report.window.settledThrough, let to = report.window.to, settled < to {
            add(.unsettled, report.counts.unsettled, "events after \(InstantText.rfc3339(settled)) are not settled yet")
        }
        let blocksGaps =
            report.counts.missing > tolerance.allowed(of: report.authority.events)
            && report.counts.missing <= report.siem.unidentified
        if report.authority.unidentified > 0 || blocksGaps {
            let side = report.authority.unidentified > 0 ? report.authority : report.siem
            add(
                .unidentifiedRecords, side.unidentified,
                "\(Numerals.counted(side.unidentified, "record")) of \(side.name) without an id")
        }
        if report.authority.events == 0 && !expectsEmpty { add(.emptyAuthority, 0, "the authority holds no event") }
        if report.isUnstable {
            add(.unstableAuthority, report.authority.events, "two pulls of the authority differ")
        }
        let untrusted = report.trust.count { $0.effect == .inconclusive }
        if untrusted > 0 {
            add(
                .exportUntrusted, untrusted,
                "\(untrusted == 1 ? "1 mark says" : "\(untrusted) marks say") that a file may not hold everything")
        }
        if report.counts.truncated > 0 {
            add(
                .truncatedEvents, report.counts.truncated,
                "\(Numerals.counted(report.counts.truncated, "event")) cut short in \(siemName)")
        }
        return reasons
    }

    private func missing(_ report: AuditReport) -> [AuditReport.Reason] {
        let (missing, events) = (report.counts.missing, report.authority.events)
        guard missing > 0 else { return [] }
        let share = "\(Numerals.grouped(missing)) of \(Numerals.grouped(events))"
        var reasons: [AuditReport.Reason] = []
        if missing > tolerance.allowed(of: events) {
            reasons.append(
                .init(.missingEvents, count: missing, message: "\(share) events are not in \(siemName)"))
        } else {
            reasons.append(
                .init(
                    .withinTolerance, count: missing,
                    message: "\(share) events are missing, within the tolerance of \(tolerance.text)"))
        }
        for difference in scopeDifferences where difference.lacking == .siem {
            let events = Numerals.grouped(difference.events)
            let scope = "\(difference.scope.field) \(difference.scope.value)"
            reasons.append(
                .init(
                    .scopeDiffers, count: difference.events,
                    message: "all \(events) events of \(scope) are missing: likely \(difference.likely)"))
        }
        return reasons
    }
}
