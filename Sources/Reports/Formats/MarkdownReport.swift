package import AuditModel

/// `report.md`: the report as tables for a ticket or a wiki.
package struct MarkdownReport: ReportWriter {
    package let format = "markdown"
    package let fileName: String? = "report.md"

    /// The most gaps a table lists.
    private static let mostGaps = 200

    /// The format has no settings.
    package init() {}

    /// The most rows of the breakdown by fields.
    private static let mostValues = 40

    /// Heading with the verdict, then reasons, counts, sides, time faults, gaps, causes, breakdown, files and problems.
    package func text(of report: AuditReport, in presentation: Presentation) -> String {
        let words = VerdictSentence(report, tolerance: presentation.tolerance)
        var lines = ["# \(words.word): \(Escaping.markdown(report.name))", ""]
        lines += ["\(Escaping.markdown(words.sentence)) \(words.figures)", ""]
        if report.isRedacted { lines += ["**Redacted**: " + Redaction.banner, ""] }
        lines += ["Run `\(report.runID)`, verdict `\(report.verdict.rawValue)`, exit \(report.verdict.exitCode). "]
        lines[lines.count - 1] += Self.window(report.window)
        lines += Self.reasons(report)
        lines += Self.section("Counts", ["", "events"], Self.counts(report.counts))
        lines += Self.section("Sides", ["", "authority", "siem"], Self.sides(report))
        lines += Self.section("Time faults", ["fault", "events", "what is seen"], Self.timeFaults(report))
        lines += Self.section(
            "Gaps", ["gap", "from", "to", "missing", "of", "scope", "likely cause"], Self.gaps(report))
        lines += Self.section(
            "Causes", ["likely cause", "missing events", "confidence", "evidence", "advice"], Self.causes(report))
        lines += Self.section(
            "Breakdown", ["field", "value", "missing", "of", "times the rate of others"], Self.breakdown(report))
        if let sample = report.breakdownSample, report.breakdown?.isEmpty == false {
            lines += [
                "", "Totals and rates of the breakdown are estimated from \(Self.number(sample)) present events.",
            ]
        }
        lines += Self.section("Delay", ["to the API", "", "at most, at 95 %"], Self.delay(report))
        lines += Self.section(
            "Watched", ["kind of events", "missing"],
            report.watched.map { [Escaping.markdown($0.name), Self.number($0.missing)] })
        lines += Self.section("Not known", ["side", "from", "to", "scope", "reason", "detail"], Self.unknown(report))
        lines += Self.section("Trust", ["side", "mark", "effect", "message"], Self.trust(report))
        lines += Self.section("Files", ["file", "records", "bytes", "SHA-256"], Self.files(report))
        lines += Self.section("Problems", ["code", "what", "fix"], Self.problems(report))
        return lines.joined(separator: "\n") + "\n"
    }

    /// A heading and a table; nothing if there is no row.
    ///
    /// Cells are escaped already.
    private static func section(_ title: String, _ head: [String], _ rows: [[String]]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let rule = head.map { _ in "---" }
        return ["", "## \(title)", ""] + ([head, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    }

    private static func window(_ window: AuditReport.Window) -> String {
        guard let from = window.from, let to = window.to else { return "No event has a time." }
        return "Window \(InstantText.rfc3339(from)) to \(InstantText.rfc3339(to)), its end excluded."
    }

    private static func reasons(_ report: AuditReport) -> [String] {
        guard !report.reasons.isEmpty else { return [] }
        return ["", "## Why", ""]
            + report.reasons.map { reason in
                "- `\(reason.code.rawValue)` \(Escaping.markdown(reason.message)); "
                    + Escaping.markdown(ReasonAdvice.text(for: reason.code, in: report))
            }
    }

    private static func delay(_ report: AuditReport) -> [[String]] {
        guard let drift = report.drift else { return [] }
        let quantiles = drift.quantiles.map { quantile in
            [
                DelayFigures.portion(quantile.share) + " within", DelayFigures.within(quantile.seconds),
                quantile.upperSeconds.map(DelayFigures.within) ?? "cannot be bounded",
            ]
        }
        let longest = drift.longestSeconds.map { ["longest seen", DelayFigures.within($0), ""] }
        let coming = DelaySentence.stillToCome(drift).map { ["too young to be visible", $0, ""] }
        let advised = drift.recommended.map { ["advised look-back", DelayFigures.edge($0.lookbackSeconds), ""] }
        return quantiles + [longest, coming, advised].compactMap(\.self)
    }

    private static func counts(_ counts: AuditReport.Counts) -> [[String]] {
        let rows: [(String, Int?)] = [
            ("matched", counts.matched), ("missing", counts.missing), ("accepted", counts.accepted),
            ("unknown", counts.unknown), ("unsettled", counts.unsettled), ("extra", counts.extra),
            ("unconfirmed", counts.unconfirmed), ("time differs", counts.timeDiffers), ("truncated", counts.truncated),
        ]
        return rows.map { [$0.0, number($0.1)] }
    }

    private static func sides(_ report: AuditReport) -> [[String]] {
        let names = [report.authority, report.siem].map { Escaping.markdown($0.name) }
        let kinds = [report.authority, report.siem].map { Escaping.markdown($0.kind) }
        let numbers: [(String, KeyPath<AuditReport.SideSummary, Int>)] = [
            ("records", \.records), ("filtered", \.filtered), ("unidentified", \.unidentified),
            ("outside the window", \.outsideWindow), ("events", \.events), ("repeats", \.repeats),
            ("conflicting", \.conflicting), ("without a time", \.untimed), ("truncated", \.truncated),
        ]
        return [["name"] + names, ["kind"] + kinds]
            + numbers.map { [$0.0, number(report.authority[keyPath: $0.1]), number(report.siem[keyPath: $0.1])] }
            + [["first"] + [report.authority.first, report.siem.first].map(instant)]
            + [["last"] + [report.authority.last, report.siem.last].map(instant)]
    }

    private static func gaps(_ report: AuditReport) -> [[String]] {
        let rows = report.gaps.prefix(mostGaps).map { gap in
            [
                String(gap.id), instant(gap.from), instant(gap.to), number(gap.missing), number(gap.of),
                Escaping.markdown(gap.scope.map(\.value).joined(separator: ", ")),
                gap.cause.map { Escaping.markdown("\(CodeTable.causeWords($0.code)) (\($0.confidence))") } ?? "",
            ]
        }
        guard report.gaps.count > mostGaps else { return rows }
        return rows + [
            ["", "\(mostGaps) of \(Numerals.grouped(report.gaps.count)) shown; all in gaps.csv", "", "", "", "", ""]
        ]
    }

    private static func timeFaults(_ report: AuditReport) -> [[String]] {
        (report.timeFaults ?? []).map { fault in
            let zones = fault.zones.isEmpty ? "" : "; zones: " + fault.zones.prefix(8).joined(separator: ", ")
            return [
                code(fault.kind.rawValue), number(fault.events),
                Escaping.markdown(fault.explanation + zones + (fault.zones.count > 8 ? ", …" : "")),
            ]
        }
    }

    private static func causes(_ report: AuditReport) -> [[String]] {
        report.causes.map { cause in
            [
                Escaping.markdown(CodeTable.causeWords(cause.code)) + " (" + code(cause.code) + ")",
                number(cause.explains), Escaping.markdown(cause.confidence),
                Escaping.markdown(cause.evidence.joined(separator: "; ")), Escaping.markdown(cause.advice),
            ]
        }
    }

    private static func breakdown(_ report: AuditReport) -> [[String]] {
        let rows = report.breakdown ?? []
        let shown = rows.prefix(mostValues).map { row in
            [
                Escaping.markdown(row.field), Escaping.markdown(row.value.isEmpty ? "(none)" : row.value),
                number(row.missing), number(row.authority),
                row.riskRatio.map { String(JSONValue.number(($0 * 10).rounded() / 10).text()) } ?? "",
            ]
        }
        guard rows.count > mostValues else { return shown }
        return shown + [["", "\(mostValues) of \(Numerals.grouped(rows.count)) shown; all in report.json", "", "", ""]]
    }

    private static func unknown(_ report: AuditReport) -> [[String]] {
        report.audited.unknown.map { part in
            [
                part.side.word, instant(part.from), instant(part.to), Escaping.markdown(part.scope?.value ?? ""),
                Escaping.markdown(part.reason), Escaping.markdown(part.detail),
            ]
        }
    }

    private static func trust(_ report: AuditReport) -> [[String]] {
        report.trust.map { [$0.side.word, code($0.code.rawValue), $0.effect.rawValue, Escaping.markdown($0.message)] }
    }

    private static func files(_ report: AuditReport) -> [[String]] {
        report.files.map { [Escaping.markdown($0.path), number($0.records), number($0.bytes), code($0.sha256)] }
    }

    private static func problems(_ report: AuditReport) -> [[String]] {
        report.problems.map { [code($0.code), Escaping.markdown($0.what), Escaping.markdown($0.fix ?? "")] }
    }

    /// A word in code style; signs that could end it, or the cell, are left out.
    private static func code(_ word: String) -> String {
        "`" + Escaping.terminal(word).filter { $0 != "`" && $0 != "|" } + "`"
    }

    private static func number(_ count: Int?) -> String { count.map(Numerals.grouped) ?? "not computed" }

    private static func instant(_ nanoseconds: Int64?) -> String { nanoseconds.map(InstantText.rfc3339) ?? "" }
}
