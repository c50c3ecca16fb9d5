package import AuditModel

/// The summary for a terminal: what was read, the verdict in words, when and what is missing, where to look next.
package struct HumanReport: ReportWriter {
    package let format = "human"
    package let fileName: String? = nil

    /// The format has no settings.
    package init() {}

    /// At most as wide as the terminal, but for words that cannot be broken; the last line repeats verdict and status.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        var lines = SideLines.lines(report, in: presentation) + [""] + verdict(report, presentation)
        lines += reasons(report, presentation)
        if report.verdict != .complete || report.counts.missing > 0 {
            lines += separated(CoverageStrip(report, in: presentation)?.lines ?? [])
            lines += separated(GapLines.lines(report, width: presentation.width))
            lines.append("")
        }
        lines += closing(report, presentation)
        return lines.map { $0 + "\n" }.joined()
    }

    private func separated(_ lines: [String]) -> [String] { lines.isEmpty ? [] : [""] + lines }

    private func verdict(_ report: AuditReport, _ presentation: Presentation) -> [String] {
        let words = VerdictSentence(report, tolerance: presentation.tolerance)
        let first = words.word + "    "
        var lines = TextLayout.wrapped(
            first, [Escaping.terminal(words.sentence), words.figures], separator: "    ", width: presentation.width)
        let word = TerminalColour.verdict(words.word, report.verdict, isColoured: presentation.isColoured)
        lines[0] = word + lines[0].dropFirst(words.word.count)
        return lines
    }

    /// Why nothing more can be said, each with what to do about it.
    private func reasons(_ report: AuditReport, _ presentation: Presentation) -> [String] {
        let lines = VerdictGrounds.grounds(report).flatMap { ground in
            TextLayout.paragraph(" why   ", Escaping.terminal(ground.why), width: presentation.width)
                + TextLayout.paragraph("  do   ", ground.advice, width: presentation.width)
        }
        return report.verdict == .complete ? [] : separated(lines)
    }

    private func closing(_ report: AuditReport, _ presentation: Presentation) -> [String] {
        let width = presentation.width
        var lines: [String] = []
        let remarks = Remarks.parts(report)
        if !remarks.isEmpty { lines += TextLayout.paragraph(" Also   ", remarks.joined(separator: "; "), width: width) }
        for mark in report.trust where mark.effect == .remark {
            lines += TextLayout.paragraph(" Note   ", Escaping.terminal(mark.message), width: width)
        }
        if report.isRedacted { lines += TextLayout.paragraph(" Note   ", Redaction.short, width: width) }
        if let delay = report.drift.flatMap(DelaySentence.text) {
            lines += TextLayout.paragraph(" Delay  ", delay, width: width)
        }
        if report.window.settledBy == .measured, let through = report.window.settledThrough {
            let text = "events are final through \(InstantText.rfc3339(through)), by the delay that was measured before"
            lines += TextLayout.paragraph(" Settled  ", text, width: width)
        }
        if let from = report.window.from, let to = report.window.to {
            lines.append(" Window   \(InstantText.rfc3339(from)) to \(InstantText.rfc3339(to))")
        }
        if let folder = presentation.folder { lines.append(" Report   \(Escaping.terminal(folder))/report.html") }
        if let next = NextStep.text(report) {
            lines += TextLayout.paragraph(" Next     ", next, width: width)
        }
        return lines + [lastLine(report, presentation)]
    }

    private func lastLine(_ report: AuditReport, _ presentation: Presentation) -> String {
        let own = report.verdict.exitCode
        let status = presentation.exitCode ?? own
        let remark = status == own ? "" : ", by --exit-zero-on-gaps"
        return "\(report.verdict.rawValue) (exit \(status)\(remark))"
    }
}
