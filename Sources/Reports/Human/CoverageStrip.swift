import AuditModel

/// Coverage over time as text: a row a scope, a cell a stretch of hours or days, and beside it what is missing.
struct CoverageStrip {
    /// The most scopes with a row of their own; the rest shares one.
    private static let mostRows = 8
    private static let longestLabel = 16

    /// Spaces and columns around the cells; the tight form serves narrow terminals.
    private struct Spacing {
        let afterLabel: Int
        let missing: Int
        let present: Int
    }

    private struct Row {
        let label: String
        var total = StripTally()
        var buckets: [CoverageCell] = []
    }

    /// Header, rows, legend.
    let lines: [String]

    /// Nil if the report has no coverage or the terminal is too narrow for any.
    init?(_ report: AuditReport, in presentation: Presentation) {
        let rows = Self.rows(report.coverage)
        guard let from = report.coverage.map(\.window.from).min(), let to = report.coverage.map(\.window.to).max(),
            let shortest = report.coverage.map(\.window.length).max()
        else { return nil }
        let label = rows.map(\.label.unicodeScalars.count).max() ?? 0
        let window = TimeWindow(from: from, to: to)
        let spacings = [Spacing(afterLabel: 3, missing: 12, present: 11), .init(afterLabel: 2, missing: 9, present: 9)]
        let choices = spacings.compactMap { spacing in
            let room = presentation.width - 1 - label - spacing.afterLabel - spacing.missing - spacing.present
            return StripScale.fitting(window, room: room, shortest: shortest).map { (scale: $0, spacing: spacing) }
        }
        // The finest cells; of equal ones the wider spacing.
        guard let choice = choices.min(by: { $0.scale.cell < $1.scale.cell }) else { return nil }
        let (scale, spacing) = choice
        let cells = rows.map { Self.cells($0, scale) }
        func line(_ name: String, _ middle: String, _ missing: String, _ present: String) -> String {
            " " + TextLayout.left(name, label + spacing.afterLabel) + TextLayout.left(middle, scale.width)
                + TextLayout.right(missing, spacing.missing) + TextLayout.right(present, spacing.present)
        }
        let body = zip(rows, cells).map { row, cells in
            line(
                row.label, scale.row(cells.map { $0.glyph(blocks: presentation.usesBlocks) }),
                Numerals.grouped(row.total.missing), Self.present(row.total))
        }
        lines =
            [line("", scale.header, "missing", "present")] + body
            + Self.legend(scale, Set(cells.joined()), in: presentation)
    }

    /// Rows by what they miss, then by name.
    private static func rows(_ coverage: [CoverageCell]) -> [Row] {
        let groups = Dictionary(grouping: coverage) { $0.scope?.value }
        let rows = groups.map { value, buckets in row(groups.count > 1 ? label(value ?? "") : label(value), buckets) }
            .sorted { ($1.total.missing, $0.label) < ($0.total.missing, $1.label) }
        guard rows.count > mostRows + 1 else { return rows }
        let rest = rows.dropFirst(mostRows)
        return rows.prefix(mostRows) + [row("\(rest.count) others", rest.flatMap(\.buckets))]
    }

    private static func row(_ label: String, _ buckets: [CoverageCell]) -> Row {
        var row = Row(label: label, buckets: buckets)
        for bucket in buckets { row.total.add(bucket) }
        return row
    }

    private static func label(_ value: String?) -> String {
        guard let value else { return "all events" }
        return Shortening.label(value.isEmpty ? "(no scope)" : Escaping.terminal(value), to: longestLabel)
    }

    private static func cells(_ row: Row, _ scale: StripScale) -> [StripCell] {
        var tallies = [StripTally](repeating: StripTally(), count: scale.count)
        for bucket in row.buckets {
            if let index = scale.index(of: bucket.window.from) { tallies[index].add(bucket) }
        }
        return tallies.map(StripCell.init)
    }

    /// A share only where all of the row is known.
    private static func present(_ total: StripTally) -> String {
        if total.hasUnknown { return "unknown" }
        if total.hasUnsettled { return "unsettled" }
        return Numerals.percentage(total.authority - total.missing, of: total.authority) ?? "-"
    }

    private static func legend(_ scale: StripScale, _ used: Set<StripCell>, in presentation: Presentation) -> [String] {
        let signs = StripCell.allCases.filter(used.contains).compactMap { cell in
            cell.words.map { "\(cell.glyph(blocks: presentation.usesBlocks)) \($0)" }
        }
        let parts = [scale.legend] + signs
        return TextLayout.wrapped(" ", parts, separator: "   ", width: presentation.width)
    }
}
