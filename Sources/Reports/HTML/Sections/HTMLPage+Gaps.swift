import AuditModel

extension HTMLPage {
    /// The most gaps and causes a table lists.
    private static let mostGaps = 300

    /// When events are missing, as a strip of hours and as single lines.
    var coverage: String {
        guard let figures = CoverageFigures(report.coverage) else {
            return Self.paragraph("No event of either side has a time inside the window, so there is nothing to draw.")
        }
        let barcode = evidence.barcode.map {
            BarcodeChart(barcode: $0, gaps: report.gaps, missing: report.counts.missing).html
        }
        return CoverageChart(figures: figures).html + (barcode ?? "")
    }

    /// The stretches of loss, then the causes altogether.
    var gaps: String {
        guard report.counts.missing > 0 else { return Self.paragraph("No event is known to be missing.") }
        let shown = report.gaps.sorted { ($1.missing, $0.id) < ($0.missing, $1.id) }.prefix(Self.mostGaps)
        let withYear = GapLines.spansYears(report.gaps)
        let rows = shown.sorted { $0.id < $1.id }.map { row($0, withYear: withYear) }
        let table = HTMLTable(
            "Stretches in which events are missing",
            [
                .init("gap", .number), .init("when (UTC)"), .init("lasted", .number), .init("missing", .number),
                .init("of", .number), .init("scope"), .init("likely cause"), .init("confidence"), .init("evidence"),
            ], rows, note: HTMLTable.cut(rows.count, of: report.gaps.count, all: "gaps.csv"))
        return table.html + causes
    }

    private func row(_ gap: Gap, withYear: Bool) -> [String] {
        let lasted = gap.from.flatMap { from in gap.to.map { Int(($0 - from) / 1_000_000_000) } }
        return [
            "<a href=\"#missing\" data-gap=\"\(gap.id)\">\(gap.id)</a>",
            Escaping.html(GapLines.stretch(gap, withYear: withYear)),
            gap.scattered ? "" : lasted.map { Numerals.duration(seconds: $0) } ?? "",
            Numerals.grouped(gap.missing), Numerals.grouped(gap.of),
            gap.scope.isEmpty
                ? "all"
                : Escaping.html(
                    gap.scope.map { $0.value.isEmpty ? "(none)" : $0.value }.joined(separator: ", "), most: 120),
            gap.cause.map { Escaping.html(CodeTable.causeWords($0.code), most: 120) } ?? "not named",
            gap.cause.map { Escaping.html($0.confidence, most: 40) } ?? "",
            gap.cause.map(evidence) ?? "",
        ]
    }

    /// What a cause rests on, opened on demand.
    private func evidence(_ cause: Cause) -> String {
        guard !cause.evidence.isEmpty || !cause.advice.isEmpty else { return "" }
        let items = cause.evidence.prefix(8).map { "<li>\(Escaping.html($0, most: 300))</li>" }
        let list = items.isEmpty ? "" : "<ul>\(items.joined())</ul>"
        let advice = cause.advice.isEmpty ? "" : "<p>\(Escaping.html(cause.advice, most: 300))</p>"
        return "<details><summary>evidence</summary>\(list)\(advice)</details>"
    }

    private var causes: String {
        let rows = report.causes.prefix(Self.mostGaps).map { cause in
            [
                Escaping.html(CodeTable.causeWords(cause.code), most: 120) + " " + Self.code(cause.code, most: 60),
                Numerals.grouped(cause.explains),
                Numerals.percentage(cause.explains, of: report.counts.missing) ?? "",
                Escaping.html(cause.confidence, most: 40), evidence(cause),
            ]
        }
        return HTMLTable(
            "Likely causes; together they are all missing events",
            [
                .init("likely cause"), .init("missing events", .number), .init("share", .number), .init("confidence"),
                .init("evidence and advice"),
            ], Array(rows)
        ).html
    }
}
