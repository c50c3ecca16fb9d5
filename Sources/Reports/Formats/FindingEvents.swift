import AuditModel
import Crypto

/// What the two formats of finding events share: one event for the verdict and one for each gap, with ids that stay the
/// same when the same window is audited again.
struct FindingEvents {
    /// One finding.
    struct Finding {
        let uid: String
        let title: String
        let description: String
        /// Nanoseconds since the Unix epoch; nil where no event has a time.
        let from: Int64?
        let to: Int64?
        /// Missing events.
        let count: Int
        let gap: Gap?
    }

    /// The most gaps that become events of their own; the verdict counts them all.
    private static let mostGaps = 1_000

    let report: AuditReport
    let presentation: Presentation

    /// When the finding was made, nanoseconds since the Unix epoch; 0 where nothing tells.
    var made: Int64 { RunStart.nanoseconds(of: report.runID) ?? presentation.ended ?? 0 }

    /// The verdict, then gaps in their order.
    var all: [Finding] {
        let words = VerdictSentence(report, tolerance: presentation.tolerance)
        let verdict = Finding(
            uid: uid(nil), title: "\(words.word): \(report.name)", description: "\(words.sentence) \(words.figures)",
            from: report.window.from, to: report.window.to, count: report.counts.missing, gap: nil)
        guard report.verdict == .gaps else { return [verdict] }
        return [verdict] + report.gaps.prefix(Self.mostGaps).map(finding)
    }

    private func finding(_ gap: Gap) -> Finding {
        let cause = gap.cause.map { "; likely \(CodeTable.causeWords($0.code)) (\($0.confidence))" } ?? ""
        let scope = gap.scope.isEmpty ? "" : " of " + gap.scope.map(\.value).joined(separator: ", ")
        return Finding(
            uid: uid(gap), title: "\(Numerals.counted(gap.missing, "event"))\(scope) missing in the SIEM",
            description: "\(Numerals.grouped(gap.missing)) of \(Numerals.counted(gap.of, "event")), "
                + GapLines.stretch(gap, withYear: true) + cause,
            from: gap.from, to: gap.to, count: gap.missing, gap: gap)
    }

    /// By both sides, the window and the gap's stretch and scope, never by the run.
    private func uid(_ gap: Gap?) -> String {
        let parts =
            [report.authority.name, report.siem.name, instant(report.window.from), instant(report.window.to)]
            + (gap.map { gap in
                [instant(gap.from), instant(gap.to)] + gap.scope.flatMap { [$0.field, $0.value] }
            } ?? [])
        // Lengths keep parts apart whatever they hold.
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        let digest = SHA256.hash(data: Array(text.utf8)).prefix(16)
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func instant(_ nanoseconds: Int64?) -> String { nanoseconds.map(InstantText.rfc3339) ?? "" }
}
