import AuditModel

/// When events are missing: a thin line a missing event, a row for each likely cause.
struct BarcodeChart {
    private static let left = 292.0

    let barcode: LossBarcode
    let gaps: [Gap]
    /// All missing events.
    let missing: Int

    /// The figure with its table; nothing when no missing event has a time.
    var html: String {
        let rows = barcode.rows.filter { $0.count > 0 }
        guard !rows.isEmpty else { return "" }
        var drawing = SVGDrawing()
        drawDays(height: Double(rows.count) * 30, in: &drawing)
        for (index, row) in rows.enumerated() { draw(row, number: index, in: &drawing) }
        return drawing.figure(
            id: "barcode-chart", finding: finding,
            description:
                "A thin line stands for a missing event, at the time at which it happened (UTC); lines closer than "
                + "half a unit fall together. A row gathers the stretches with one likely cause."
                + (barcode.untimed > 0
                    ? " \(Numerals.counted(barcode.untimed, "event")) without a usable time are not drawn." : ""),
            table: table(rows))
    }

    private var finding: String {
        let largest = gaps.filter { $0.from != nil && !$0.scattered }.max { ($0.missing, $1.id) < ($1.missing, $0.id) }
        guard let largest, let from = largest.from, let to = largest.to, largest.missing * 20 >= missing else {
            return missing == 1
                ? "The 1 missing event lies outside every stretch"
                : "The \(Numerals.counted(missing, "missing event")) are scattered over the window"
        }
        return
            "\(Numerals.grouped(largest.missing)) of \(Numerals.counted(missing, "missing event")) "
            + "\(largest.missing == 1 ? "lies" : "lie") in one stretch, "
            + DayText.stretch(from: from, to: to, withYear: GapLines.spansYears(gaps))
    }

    private func draw(_ row: LossBarcode.Row, number: Int, in drawing: inout SVGDrawing) {
        let top = 22 + Double(number) * 30
        let width = (SVGDrawing.width - Self.left - 4) / Double(LossBarcode.columnCount)
        var path = ""
        for (column, isMissing) in row.columns.enumerated() where isMissing {
            path += "M\(SVGDrawing.number(Self.left + (Double(column) + 0.5) * width)) \(SVGDrawing.number(top + 2))v22"
        }
        drawing.path(path, className: row.cause == nil ? "bar4" : "bar\(number % 3 + 1)", bottom: top + 24)
        drawing.text(Self.name(row), x: Self.left - 8, y: top + 11, anchor: .end, most: 43)
        drawing.text(Numerals.grouped(row.count), x: Self.left - 8, y: top + 25, anchor: .end, className: "quiet")
        drawing.line(
            x1: Self.left, y1: top + 26, x2: SVGDrawing.width - 4, y2: top + 26, className: "rule")
    }

    private func drawDays(height: Double, in drawing: inout SVGDrawing) {
        let ticks = TimeTicks(barcode.window, most: 8)
        for tick in ticks.instants {
            let share = Double(tick - barcode.window.from) / Double(max(1, barcode.window.length))
            let x = Self.left + share * (SVGDrawing.width - Self.left - 4)
            drawing.line(x1: x, y1: 4, x2: x, y2: 22 + height, className: "rule")
            if x < SVGDrawing.width - 60 { drawing.text(ticks.label(tick), x: x + 3, y: 14) }
        }
    }

    private func table(_ rows: [LossBarcode.Row]) -> HTMLTable {
        HTMLTable(
            "Missing events by likely cause of their stretch",
            [.init("likely cause"), .init("missing", .number), .init("first", .exact), .init("last", .exact)],
            rows.map {
                [
                    Escaping.html(Self.name($0)), Numerals.grouped($0.count), InstantText.rfc3339($0.first),
                    InstantText.rfc3339($0.last),
                ]
            })
    }

    private static func name(_ row: LossBarcode.Row) -> String {
        row.cause.map(CodeTable.causeWords) ?? "no known cause"
    }
}
