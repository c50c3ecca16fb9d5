import AuditModel
import Auditing
import Reports
import Simulators

/// What a demonstration says beside the audit's own summary.
enum DemoText {
    /// For people: what was planted, what the audit named of it, and what an audit alone would have ended with.
    static func human(_ result: Demonstration.Result) -> String {
        let (found, truth) = (result.outcome.report.counts.missing, result.truth)
        let causes = truth.causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(Numerals.grouped($0.value)) \($0.key)" }
        let named = found == truth.missing.count ? "names them all" : "names \(Numerals.grouped(found))"
        var lines = [
            "",
            " Demo     the collector lost \(Numerals.counted(truth.missing.count, "event")) by design; the audit \(named)",
        ]
        if !causes.isEmpty { lines.append(" Planted  " + causes.joined(separator: ", ")) }
        if let why = difference(result) { lines.append(" Why      " + why) }
        lines.append(
            " Exit     an audit alone would exit \(result.outcome.report.verdict.exitCode); the demonstration ran: exit 0"
        )
        return lines.map { $0 + "\n" }.joined()
    }

    /// Why the audit names another number than was planted; nil where it names them all, or where that is not known.
    private static func difference(_ result: Demonstration.Result) -> String? {
        let (report, truth) = (result.outcome.report, result.truth)
        guard report.counts.missing != truth.missing.count else { return nil }
        let late = truth.authority.events - report.authority.events
        if late > 0 {
            return
                "\(Numerals.counted(late, "event")) reached the API only after the time that the audit waits for them "
                + "(--settle): it does not know of them"
        }
        if truth.unknown > 0, report.siem.events == 0 {
            return
                "the SIEM holds nothing: as a file that would prove nothing, asked twice it means that all is missing"
        }
        return nil
    }

    /// For programs: one line.
    static func plain(_ result: Demonstration.Result) -> String {
        let (report, truth) = (result.outcome.report, result.truth)
        let causes = truth.causes.sorted { $0.key < $1.key }.map { "\t\($0.key)=\($0.value)" }.joined()
        return "demo\tplanted=\(truth.missing.count)\tfound=\(report.counts.missing)"
            + "\taudit_exit=\(report.verdict.exitCode)\(causes)\n"
    }
}
