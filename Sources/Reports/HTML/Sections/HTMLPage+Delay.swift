import AuditModel

extension HTMLPage {
    /// How late the API shows events, and what a look-back loses.
    var delay: String {
        guard let figures = ChartedDelay(report.drift) else {
            return Self.paragraph(
                "Not known: the authority’s records do not say when they became available. A recording of "
                    + "\(Self.code("siemgap collect")) does.")
        }
        let rows = figures.lookBacks.map { row in
            let isAdvised = figures.recommended?.seconds == row.seconds
            return [
                Numerals.duration(seconds: Int(row.seconds)) + (isAdvised ? " (recommended)" : ""),
                row.later == 0 ? "none" : Numerals.grouped(row.later),
                Numerals.percentage(row.later, of: figures.count) ?? "",
            ]
        }
        let table = HTMLTable(
            "What a collector that looks back so far loses",
            [.init("look back"), .init("events lost", .number), .init("share", .number)], rows)
        let remarks = figures.remarks.prefix(12).map { Self.paragraph(Escaping.html($0), "note") }.joined()
        return advice(figures) + DelayChart(figures: figures).html + table.html + remarks
    }

    private func advice(_ figures: ChartedDelay) -> String {
        guard let advice = figures.recommended else { return "" }
        let loss =
            advice.later == 0
            ? "none of \(Numerals.counted(figures.count, "event"))"
            : "\(Numerals.grouped(advice.later)) of \(Numerals.counted(figures.count, "event"))"
        return Self.paragraph(
            "A collector should look back <b>\(Numerals.duration(seconds: Int(advice.seconds)))</b>; that loses \(loss)."
        )
    }
}
