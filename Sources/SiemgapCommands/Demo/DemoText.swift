import AuditModel
import Auditing
import Reports
import Simulators

/// What a demonstration says beside the audit's own summary.
enum DemoText {
    /// For people: what was planted, what the audit named of it, and what an audit alone would have ended with.
    static func human(_ result: Demonstration.Result) -> String {
        let (report, truth) = (result.outcome.report, result.truth)
        let causes = truth.causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(Numerals.grouped($0.value)) \($0.key)" }
        let planted = Numerals.counted(truth.missing.count, "event")
        let found =
            report.counts.missing == truth.missing.count ? "all of them" : Numerals.grouped(report.counts.missing)
        return """

             Demo     the faulty collector lost \(planted) on purpose: \(causes.joined(separator: ", "))
                      the audit names \(found)
             Exit     an audit alone would have ended with exit \(report.verdict.exitCode); the demonstration ran, so it \
            ends with 0

            """
    }

    /// For programs: one line.
    static func plain(_ result: Demonstration.Result) -> String {
        let (report, truth) = (result.outcome.report, result.truth)
        let causes = truth.causes.sorted { $0.key < $1.key }.map { "\t\($0.key)=\($0.value)" }.joined()
        return "demo\tplanted=\(truth.missing.count)\tfound=\(report.counts.missing)"
            + "\taudit_exit=\(report.verdict.exitCode)\(causes)\n"
    }
}
