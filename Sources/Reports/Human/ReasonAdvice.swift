import AuditModel

/// What a person can do about a reason.
enum ReasonAdvice {
    /// One sentence; for marks on an export the advice of the first mark that counts.
    static func text(for code: ReasonCode, in report: AuditReport) -> String {
        if code == .exportUntrusted, let mark = report.trust.first(where: { $0.effect == .inconclusive }) {
            return CodeTable.explanation(of: mark.code).fix
        }
        return CodeTable.explanation(of: code).fix
    }
}
