import AuditModel

extension HTMLPage {
    private static let mostValues = 15
    /// Fewer events say nothing about a rate.
    private static let leastForRate = 20

    /// Missing events by each field's values, then by size.
    var breakdown: String {
        guard report.counts.missing > 0 else { return Self.paragraph("No event is known to be missing.") }
        var fields: [String] = []
        for row in report.breakdown ?? [] where !fields.contains(row.field) { fields.append(row.field) }
        let tables = fields.prefix(12).map { field in
            table(field, (report.breakdown ?? []).filter { $0.field == field })
        }
        let text = tables.joined() + (evidence.sizes.map { SizeChart(figures: $0).html } ?? "")
        guard !text.isEmpty else { return Self.paragraph("What missing events are like was not looked at.") }
        return Self.paragraph(
            "Values with missing events. <i>Times expected</i> is a value’s missing rate over that of all other events; "
                + "stretches with a named cause are left out of it. Shares are given from \(Self.leastForRate) events on.",
            "note")
            + text
    }

    private func table(_ field: String, _ rows: [BreakdownRow]) -> String {
        let sorted = rows.sorted { ($1.missing, $0.value) < ($0.missing, $1.value) }
        guard let top = sorted.first else { return "" }
        if sorted.count == 1, top.missing == report.counts.missing { return only(top) }
        let shown = sorted.prefix(Self.mostValues)
        var cells = shown.map { row in
            [
                Escaping.html(Self.name(row), most: 120), bar(row.missing, of: top.missing),
                Numerals.grouped(row.missing), Numerals.grouped(row.authority), Self.rate(row.missing, row.authority),
                Self.times(row),
            ]
        }
        // The report holds the values with most missing events; what is left of all has others.
        let missing = report.counts.missing - shown.reduce(0) { $0 + $1.missing }
        let all = report.authority.events - shown.reduce(0) { $0 + $1.authority }
        if missing > 0, all >= missing {
            cells.append([
                "all others", bar(missing, of: top.missing), Numerals.grouped(missing), Numerals.grouped(all),
                Self.rate(missing, all), "",
            ])
        }
        let finding =
            "\(Numerals.grouped(top.missing)) of \(Numerals.counted(report.counts.missing, "missing event")) have "
            + "\(field) \(Self.name(top))"
        return HTMLTable(
            Escaping.html(finding, most: 160),
            [
                .init(Escaping.html(field, most: 60)), .init("<span class=\"hide\">bar of missing events</span>", .bar),
                .init("missing", .number), .init("of", .number), .init("share", .number),
                .init("times expected", .number),
            ], cells
        ).html
    }

    /// A value that all missing events share is worth a line; one that all events share is not.
    private func only(_ row: BreakdownRow) -> String {
        let events = report.authority.events
        guard row.authority < events else { return "" }
        return Self.paragraph(
            (row.missing == 1
                ? "The 1 missing event has" : "All \(Numerals.counted(row.missing, "missing event")) have")
                + " \(Escaping.html(row.field, most: 60)) "
                + "<b>\(Escaping.html(Self.name(row), most: 120))</b>, as have \(Numerals.grouped(row.authority)) of "
                + "\(Numerals.counted(events, "event")).")
    }

    private static func name(_ row: BreakdownRow) -> String { row.value.isEmpty ? "(none)" : row.value }

    private func bar(_ count: Int, of most: Int) -> String {
        let width = most == 0 ? 0 : Double(count) / Double(most) * 118
        return "<svg class=\"bar\" width=\"120\" height=\"14\" aria-hidden=\"true\"><rect class=\"s2\" x=\"1\" y=\"1\" "
            + "width=\"\(SVGDrawing.number(min(118, width)))\" height=\"12\"/></svg>"
    }

    private static func rate(_ missing: Int, _ all: Int) -> String {
        all < leastForRate ? "too few" : Numerals.percentage(missing, of: all) ?? ""
    }

    private static func times(_ row: BreakdownRow) -> String {
        guard row.authority >= leastForRate, let ratio = row.riskRatio else { return "" }
        return ratio >= 100 ? Numerals.grouped(Int(ratio)) : SVGDrawing.number(ratio)
    }
}
