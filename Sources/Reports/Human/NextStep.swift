import AuditModel

/// The one thing to do or look at next.
enum NextStep {
    /// A command or a file of the run's folder; nil when nothing is left to do.
    static func text(_ report: AuditReport) -> String? {
        switch report.verdict {
        case .complete: nil
        case .gaps: "missing.ndjson there holds each missing event, findings.csv a row for each"
        case .inconclusive: report.reasons.first.map { "siemgap explain \(code($0.code, in: report))" }
        }
    }

    /// Where an export is not trusted, the mark says more than the reason.
    private static func code(_ code: ReasonCode, in report: AuditReport) -> String {
        guard [.exportUntrusted, .notWhole].contains(code),
            let mark = report.trust.first(where: { $0.effect == .inconclusive })
        else {
            return code.rawValue
        }
        return mark.code.rawValue
    }
}
