import AuditModel

/// The histogram of delays as bars of text.
enum DelayBars {
    /// Ends of the stretches that a terminal shows, seconds; each is an end of a bin.
    private static let edges: Set<Int> = [
        -86_400, -3_600, -60, 0, 1, 10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400,
        172_800, 345_600, 604_800,
    ]
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    /// A line a stretch: from and to, bar, count; what has any event has a mark.
    static func lines(_ bins: [DelayReport.Bin], in presentation: Presentation) -> [String] {
        let rows = merged(bins)
        guard let most = rows.map(\.count).max(), most > 0 else { return [] }
        let labels = rows.map(label)
        let counts = rows.map { Numerals.grouped($0.count) }
        let left = labels.map(\.unicodeScalars.count).max() ?? 0
        let right = counts.map(\.unicodeScalars.count).max() ?? 0
        let room = max(10, min(presentation.width, 120) - left - right - 6)
        return rows.indices.map { index in
            let bar = bar(Double(rows[index].count) / Double(most) * Double(room), presentation.usesBlocks)
            let row = " " + TextLayout.right(labels[index], left) + "  " + TextLayout.right(counts[index], right)
            return bar.isEmpty ? row : row + "  " + bar
        }
    }

    /// Neighbouring bins brought together up to the next end that is shown.
    private static func merged(_ bins: [DelayReport.Bin]) -> [DelayReport.Bin] {
        var rows: [DelayReport.Bin] = []
        for bin in bins {
            if let last = rows.last, let edge = bin.from, !edges.contains(edge) {
                rows[rows.count - 1] = .init(from: last.from, to: bin.to, count: last.count + bin.count)
            } else {
                rows.append(bin)
            }
        }
        return rows
    }

    private static func label(_ bin: DelayReport.Bin) -> String {
        guard let from = bin.from else { return "before \(DelayFigures.edge(bin.to ?? 0))" }
        guard let to = bin.to else { return "from \(DelayFigures.edge(from))" }
        return to <= 0
            ? "\(DelayFigures.edge(from)) to \(to == 0 ? "0 s" : DelayFigures.edge(to))"
            : "\(from == 0 ? "0 s" : DelayFigures.edge(from)) to \(DelayFigures.edge(to))"
    }

    private static func bar(_ length: Double, _ usesBlocks: Bool) -> String {
        guard length > 0 else { return "" }
        guard usesBlocks else { return String(repeating: "#", count: max(1, Int(length.rounded()))) }
        let parts = max(1, Int((length * 8).rounded()))
        let rest = parts % 8
        return String(repeating: "█", count: parts / 8) + (rest > 0 ? String(eighths[rest - 1]) : "")
    }
}
