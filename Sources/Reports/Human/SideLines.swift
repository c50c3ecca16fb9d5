import AuditModel

/// The two lines on what was read: state, name, events, records, and where there is room kind and time taken.
enum SideLines {
    /// Authority first.
    static func lines(_ report: AuditReport, in presentation: Presentation) -> [String] {
        let names = SideNames(report)
        var columns = [
            cells(.authority, names.authority, report.authority, report, presentation),
            cells(.siem, names.siem, report.siem, report, presentation),
        ]
        let widths = (0..<6).map { column in columns.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        // Kind, then time, give way when the terminal is narrow.
        var shown = Array(0..<6)
        func width(_ shown: [Int]) -> Int { shown.reduce(-2) { $0 + widths[$1] + ($1 == 0 ? 2 : 3) } }
        while shown.count > 4, width(shown) > presentation.width {
            shown.remove(at: shown.count > 5 ? 4 : shown.count - 1)
        }
        columns = columns.map { cells in shown.map { aligned(cells[$0], column: $0, width: widths[$0]) } }
        return columns.map { cells in
            var line = " " + cells[0] + "  " + cells.dropFirst().joined(separator: "   ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private static func cells(
        _ side: Side, _ name: String, _ summary: AuditReport.SideSummary, _ report: AuditReport,
        _ presentation: Presentation
    ) -> [String] {
        let isDoubtful =
            report.trust.contains { $0.side == side && $0.effect == .inconclusive }
            || report.audited.unknown.contains { $0.side == side } || summary.unidentified > 0
        // Under a second nothing is worth saying.
        let seconds = presentation.secondsTaken[side].map(Int.init) ?? 0
        return [
            isDoubtful ? "part" : "ok", Escaping.terminal(name),
            Numerals.counted(summary.events, "event"),
            "from \(Numerals.counted(summary.records, "record")), \(Numerals.counted(summary.repeats, "repeat"))",
            Escaping.terminal(summary.kind), seconds > 0 ? Numerals.duration(seconds: seconds) : "",
        ]
    }

    private static func aligned(_ cell: String, column: Int, width: Int) -> String {
        column == 2 || column == 5 ? TextLayout.right(cell, width) : TextLayout.left(cell, width)
    }
}
