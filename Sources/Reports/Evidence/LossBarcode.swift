package import AuditModel

/// When events are missing, as finely as a chart can show: the window in equal columns, and in each row the columns that
/// hold a missing event.
package struct LossBarcode: Sendable {
    /// Columns the window is divided into: two for each unit of the chart's width.
    package static let columnCount = 1_680

    /// Missing events with one likely cause.
    struct Row: Sendable {
        /// A cause's code; nil for events of no gap with a known cause.
        let cause: String?
        var count = 0
        var first = Int64.max
        var last = Int64.min
        var columns = [Bool](repeating: false, count: columnCount)
    }

    let window: TimeWindow
    private(set) var rows: [Row]
    /// Missing events without a time inside the window.
    private(set) var untimed = 0
    /// The row of each gap.
    private let rowOfGap: [Int: Int]

    /// Begins the picture of a window with a row for each cause of the gaps, those with most missing events first.
    package init(window: TimeWindow, gaps: [Gap]) {
        self.window = window
        var counts: [String: Int] = [:]
        for gap in gaps { if let cause = gap.cause?.code { counts[cause, default: 0] += gap.missing } }
        let causes = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        rows = causes.map { Row(cause: $0) } + [Row(cause: nil)]
        let last = causes.count
        let numbers = Dictionary(uniqueKeysWithValues: zip(causes, 0...))
        rowOfGap = Dictionary(
            gaps.map { ($0.id, $0.cause.flatMap { numbers[$0.code] } ?? last) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// Adds a missing event.
    package mutating func note(time: Int64?, gap: Int?) {
        guard let time, window.contains(time), window.length > 0 else {
            untimed += 1
            return
        }
        let share = Double(time &- window.from) / Double(window.length)
        let column = min(Self.columnCount - 1, max(0, Int(share * Double(Self.columnCount))))
        let row = gap.flatMap { rowOfGap[$0] } ?? rows.count - 1
        rows[row].count += 1
        rows[row].first = min(rows[row].first, time)
        rows[row].last = max(rows[row].last, time)
        rows[row].columns[column] = true
    }
}
