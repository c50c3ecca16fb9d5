import AuditModel

/// How a stretch of time is divided into the cells of a coverage strip.
struct StripScale {
    /// Cell lengths a day is divided into, in hours; a day's cells stand apart from the next day's.
    private static let hours: [Int64] = [1, 2, 3, 4, 6, 8, 12]
    /// Cell lengths of longer windows, in days.
    private static let days: [Int64] = [1, 2, 7, 14, 28, 91, 364, 3640, 36_400]
    private static let hour: Int64 = 3_600_000_000_000

    /// Length of a cell in nanoseconds.
    let cell: Int64
    /// Beginning of the first cell, nanoseconds since the Unix epoch.
    let start: Int64
    /// Number of cells.
    let count: Int

    /// Whether days stand apart.
    private var separatesDays: Bool { cell < DayText.nanosecondsADay }

    /// The finest scale that needs at most `room` columns and has no cells shorter than `shortest` nanoseconds.
    ///
    /// - Returns: nil if `window` is empty or even the coarsest scale does not fit.
    static func fitting(_ window: TimeWindow, room: Int, shortest: Int64) -> StripScale? {
        let lengths = hours.map { $0 * hour } + days.map { $0 * DayText.nanosecondsADay }
        return lengths.lazy.filter { $0 >= shortest }
            .map { StripScale(window, cell: $0) }
            .first { $0.count > 0 && $0.width <= room }
    }

    private init(_ window: TimeWindow, cell: Int64) {
        self.cell = cell
        start = EventTime.floor(window.from, min(cell, DayText.nanosecondsADay))
        let length = max(0, window.to.since(start))
        count = Int((length - 1) / cell) + (length > 0 ? 1 : 0)
    }

    /// Columns all cells take, the spaces between days included.
    var width: Int { count == 0 ? 0 : column(of: count - 1) + 1 }

    /// The cell an instant falls into, or nil outside.
    func index(of nanoseconds: Int64) -> Int? {
        guard nanoseconds >= start else { return nil }
        let index = Int(nanoseconds.since(start) / cell)
        return index < count ? index : nil
    }

    /// The column of a cell, from 0.
    func column(of index: Int) -> Int {
        guard separatesDays else { return index }
        let day = (start + Int64(index) * cell) / DayText.nanosecondsADay - start / DayText.nanosecondsADay
        return index + Int(day)
    }

    /// The cells as one text with spaces between days.
    func row(_ glyphs: [Character]) -> String {
        var text = ""
        for (index, glyph) in glyphs.enumerated() {
            text += TextLayout.spaces(column(of: index) - text.count) + String(glyph)
        }
        return text
    }

    /// The line above the cells: the name of each day, or of every eighth cell's day where cells are days.
    var header: String {
        separatesDays ? dayHeader : dateHeader
    }

    /// `3 h a cell`.
    var legend: String {
        separatesDays ? "\(cell / Self.hour) h a cell" : "\(cell / DayText.nanosecondsADay) d a cell"
    }

    private var dayHeader: String {
        let cellsADay = Int(DayText.nanosecondsADay / cell)
        let starts = (0..<count).filter { index in
            index == 0 || (start + Int64(index) * cell) % DayText.nanosecondsADay == 0
        }
        var text = ""
        for (position, index) in starts.enumerated() {
            let column = column(of: index)
            let isLast = position == starts.count - 1
            let room = isLast ? max(6, cellsADay) : self.column(of: starts[position + 1]) - column - 1
            let instant = start + Int64(index) * cell
            let label = [DayText.weekdayAndDay(instant), String(CivilTime(nanoseconds: instant).day)].first {
                // Where whole days have no room for a weekday, none has one.
                $0.count <= room && ($0.count <= max(cellsADay, 2) || starts.count == 1)
            }
            guard let label, text.isEmpty || text.count < column else { continue }
            text += TextLayout.spaces(column - text.count) + label
        }
        return text
    }

    private var dateHeader: String {
        var text = ""
        for index in stride(from: 0, to: count, by: 8) where index == 0 || index + 3 <= count {
            text += TextLayout.spaces(index - text.count) + DayText.dayAndMonth(start + Int64(index) * cell)
        }
        return text
    }
}
