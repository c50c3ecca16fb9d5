import AuditModel

/// Which side holds which events: a row of dots, a count and a bar; disagreements first.
struct SourcesChart {
    private struct Row {
        let words: String
        /// Whether the authority and the SIEM hold them; nil where that is not known.
        let holds: [Bool?]
        let count: Int
    }

    let report: AuditReport

    /// The figure with its table.
    var html: String {
        var drawing = SVGDrawing()
        let names = SideNames(report)
        drawing.text("authority", x: 22, y: 14)
        drawing.text("SIEM", x: 96, y: 14)
        let rows = rows(names)
        let most = rows.map(\.count).max() ?? 0
        for (index, row) in rows.enumerated() { draw(row, number: index, most: most, in: &drawing) }
        let y = 34 + Double(rows.count) * 26
        drawing.circle(x: 48, y: y - 4, radius: 6, className: "held")
        drawing.circle(x: 112, y: y - 4, radius: 6, className: "held")
        drawing.text(
            "in both: \(Numerals.counted(report.counts.matched, "event"))", x: 160, y: y, className: "strong")
        return drawing.figure(
            id: "sources-chart", finding: finding(names),
            description:
                "A filled dot: the side holds the events; an open one: it does not; a dash: not known. The events "
                + "that both hold are given as a number only, since their bar would flatten the others.",
            table: table(rows))
    }

    private func rows(_ names: SideNames) -> [Row] {
        let counts = report.counts
        var rows = [
            Row(words: "only at the authority: missing", holds: [true, false], count: counts.missing),
            Row(words: "only in the SIEM: extra", holds: [false, true], count: counts.extra),
        ]
        if counts.unknown + counts.unsettled > 0 {
            rows.append(
                Row(
                    words: "at the authority, the SIEM not known or not settled", holds: [true, nil],
                    count: counts.unknown + counts.unsettled))
        }
        if counts.accepted > 0 {
            rows.append(
                Row(words: "only at the authority, accepted", holds: [true, false], count: counts.accepted))
        }
        if counts.unconfirmed > 0 {
            rows.append(
                Row(words: "in the SIEM, the authority not known", holds: [nil, true], count: counts.unconfirmed))
        }
        return rows
    }

    private func finding(_ names: SideNames) -> String {
        let counts = report.counts
        let open = counts.unknown + counts.unsettled
        return "\(Numerals.counted(counts.matched, "event")) in both, \(Numerals.grouped(counts.missing)) missing in "
            + "\(names.siem), \(Numerals.grouped(counts.extra)) only there"
            + (open > 0 ? ", \(Numerals.grouped(open)) not known" : "")
    }

    private func draw(_ row: Row, number: Int, most: Int, in drawing: inout SVGDrawing) {
        let y = 34 + Double(number) * 26
        for (index, holds) in row.holds.enumerated() {
            let x = index == 0 ? 48.0 : 112.0
            if let holds {
                drawing.circle(x: x, y: y - 4, radius: 6, className: holds ? "held" : "open")
            } else {
                drawing.line(x1: x - 6, y1: y - 4, x2: x + 6, y2: y - 4, className: "axis")
            }
        }
        drawing.text(row.words, x: 160, y: y)
        drawing.text(Numerals.grouped(row.count), x: 560, y: y, anchor: .end, className: "strong")
        let share = most == 0 ? 0 : Double(row.count) / Double(most)
        drawing.rectangle(
            x: 572, y: y - 12, width: share * 380, height: 16, className: row.holds.contains(nil) ? "s0" : "s2")
        drawing.line(x1: 572, y1: y - 14, x2: 572, y2: y + 6, className: "axis")
    }

    private func table(_ rows: [Row]) -> HTMLTable {
        HTMLTable(
            "Events by the sides that hold them", [.init("held"), .init("events", .number)],
            rows.map { [$0.words, Numerals.grouped($0.count)] } + [
                ["in both", Numerals.grouped(report.counts.matched)]
            ])
    }
}
