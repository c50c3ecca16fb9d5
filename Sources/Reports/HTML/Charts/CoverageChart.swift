import AuditModel

/// Coverage over time: hours by content type up to 14 days, days by hours up to 92 days, else a calendar.
struct CoverageChart {
    private static let hour: Int64 = 3_600_000_000_000
    private static let day = DayText.nanosecondsADay
    /// Left edge of the cells.
    private static let left = 116.0

    let figures: CoverageFigures
    /// Half a day more than the steps of `ux.md`, since a window need not begin at midnight.
    private var form: Form {
        let days = Double(figures.window.length) / Double(Self.day)
        let hasHours = figures.buckets.contains { $0.window.length < Self.day / 2 } || days < 1
        return days <= 14.5 && hasHours ? .hours : days <= 92.5 && hasHours ? .daysByHours : .calendar
    }

    private enum Form { case hours, daysByHours, calendar }

    /// The figure with its table.
    var html: String {
        var drawing = SVGDrawing()
        let words: String
        switch form {
        case .hours:
            drawHours(in: &drawing)
            words =
                "A row is a content type, a cell one hour in UTC, its shade the share that is missing; a dot marks each "
                + "cell that lacks an event. The line below counts the authority's events of each hour."
        case .daysByHours:
            drawDays(in: &drawing)
            words =
                "A column is a day, a row an hour of it in UTC, all content types together; the shade is the share that "
                + "is missing, and a dot marks each cell that lacks an event. The line below counts events of each day."
        case .calendar:
            drawCalendar(in: &drawing)
            words =
                "A cell is a day in UTC, a column a week from Monday to Sunday, all content types together; the shade is "
                + "the share that is missing, and a dot marks each day that lacks an event."
        }
        return drawing.figure(
            id: "coverage-chart", finding: figures.finding, description: words, table: figures.table)
    }

    // MARK: Hours by content type

    /// One band for each week, so that an hour stays five units wide.
    private func drawHours(in drawing: inout SVGDrawing) {
        let start = EventTime.floor(figures.window.from, Self.day)
        let hours = Int((figures.window.to - 1).since(start) / Self.hour) + 1
        let days = (hours + 23) / 24
        let bands = days <= 7 || days > 14 ? [days] : [7, days - 7]
        let width = (SVGDrawing.width - Self.left - 4) / Double(24 * (bands.first ?? 1))
        let most = totals(start, Self.hour, count: days * 24).max() ?? 0
        var (top, from) = (0.0, start)
        var legend = CellPaths()
        for band in bands {
            top = drawBand(from, hours: band * 24, width: width, most: most, top: top, &legend, in: &drawing)
            from += Int64(band) * Self.day
        }
        legend.legend(in: &drawing, y: top)
    }

    private func drawBand(
        _ start: Int64, hours: Int, width: Double, most: Int, top: Double, _ all: inout CellPaths,
        in drawing: inout SVGDrawing
    ) -> Double {
        let rowHeight = 22.0
        for day in 0..<hours / 24 {
            let x = Self.left + Double(day * 24) * width
            drawing.text(DayText.weekdayAndDay(start + Int64(day) * Self.day), x: x + 2, y: top + 13)
        }
        var paths = CellPaths()
        var y = top + 20
        for row in figures.rows {
            drawing.text(Shortening.label(row.name, to: 15), x: Self.left - 8, y: y + 15, anchor: .end)
            let cells = CoverageFigures.cells(row.buckets, start: start, length: Self.hour, count: hours)
            for (index, cell) in cells.enumerated() {
                let x = Self.left + Double(index) * width
                paths.add(cell, x: x, y: y, width: width, height: rowHeight)
                all.add(cell, x: x, y: y, width: width, height: rowHeight)
            }
            y += rowHeight
        }
        paths.paint(in: &drawing)
        for day in 0...hours / 24 {
            let x = Self.left + Double(day * 24) * width
            drawing.line(x1: x, y1: top + 4, x2: x, y2: y + 58, className: "rule")
        }
        drawSteps(
            totals(start, Self.hour, count: hours), most: most, x: Self.left, width: width, top: y + 14,
            unit: "an hour",
            in: &drawing)
        return y + 76
    }

    // MARK: Days by hours

    private func drawDays(in drawing: inout SVGDrawing) {
        let start = EventTime.floor(figures.window.from, Self.day)
        let days = Int((figures.window.to - 1).since(start) / Self.day) + 1
        let width = min(56, (SVGDrawing.width - Self.left - 4) / Double(days))
        let cells = CoverageFigures.cells(figures.buckets, start: start, length: Self.hour, count: days * 24)
        var paths = CellPaths()
        for (index, cell) in cells.enumerated() {
            paths.add(
                cell, x: Self.left + Double(index / 24) * width, y: 22 + Double(index % 24) * 11, width: width,
                height: 11)
        }
        paths.paint(in: &drawing)
        for hour in stride(from: 0, to: 24, by: 6) {
            drawing.text(
                InstantText.padded(hour, 2) + ":00Z", x: Self.left - 8, y: 32 + Double(hour) * 11, anchor: .end)
        }
        for day in stride(from: 0, to: days, by: 7) where day == 0 || day + 3 <= days {
            drawing.text(DayText.dayAndMonth(start + Int64(day) * Self.day), x: Self.left + Double(day) * width, y: 14)
        }
        let totals = totals(start, Self.day, count: days)
        drawSteps(
            totals, most: totals.max() ?? 0, x: Self.left, width: width, top: 22 + 24 * 11 + 14, unit: "a day",
            in: &drawing)
        paths.legend(in: &drawing, y: 22 + 24 * 11 + 76)
    }

    // MARK: Calendar

    /// A block of 53 weeks for each year of the window, the last ten years.
    private func drawCalendar(in drawing: inout SVGDrawing) {
        let first = Int(EventTime.floor(figures.window.from, Self.day) / Self.day)
        let last = Int(EventTime.floor(figures.window.to - 1, Self.day) / Self.day)
        let monday = first - CivilTime.weekday(daysSinceEpoch: first)
        let weeks = (last - monday) / 7 + 1
        let skipped = max(0, (weeks + 52) / 53 - 10) * 53
        var top = 0.0
        var legend = CellPaths()
        for week in stride(from: skipped, to: weeks, by: 53) {
            drawWeeks(monday + week * 7, count: min(53, weeks - week), top: top, &legend, in: &drawing)
            top += 7 * 15 + 34
        }
        legend.legend(in: &drawing, y: top)
    }

    private func drawWeeks(
        _ monday: Int, count: Int, top: Double, _ all: inout CellPaths, in drawing: inout SVGDrawing
    ) {
        let start = Int64(monday) * Self.day
        let cells = CoverageFigures.cells(figures.buckets, start: start, length: Self.day, count: count * 7)
        var paths = CellPaths()
        for (index, cell) in cells.enumerated() {
            let (x, y) = (Self.left + Double(index / 7) * 15, top + 22 + Double(index % 7) * 15)
            paths.add(cell, x: x, y: y, width: 14, height: 14)
            all.add(cell, x: x, y: y, width: 14, height: 14)
        }
        paths.paint(in: &drawing)
        for (row, name) in ["Mon", "Wed", "Fri", "Sun"].enumerated() {
            drawing.text(name, x: Self.left - 8, y: top + 33 + Double(row) * 30, anchor: .end)
        }
        // A month's name over its first week; the year with the first name and every January.
        var next = 0
        for week in 0..<count where week >= next {
            let instant = start + Int64(week * 7) * Self.day
            let isFirst = CivilTime(nanoseconds: instant).day <= 7
            guard week == 0 || isFirst && week + 2 <= count else { continue }
            let withYear = week == 0 || CivilTime(nanoseconds: instant).month == 1
            drawing.text(
                DayText.month(instant, withYear: withYear), x: Self.left + Double(week) * 15, y: top + 14)
            next = week + (withYear ? 4 : 3)
        }
    }

    // MARK: Events a cell

    private func totals(_ start: Int64, _ length: Int64, count: Int) -> [Int] {
        CoverageFigures.cells(figures.buckets, start: start, length: length, count: count).map { $0?.authority ?? 0 }
    }

    /// A step line over a zero baseline.
    private func drawSteps(
        _ counts: [Int], most: Int, x: Double, width: Double, top: Double, unit: String, in drawing: inout SVGDrawing
    ) {
        let height = 44.0
        let bottom = top + height
        var path = ""
        for (index, count) in counts.enumerated() {
            let y = SVGDrawing.number(bottom - (most == 0 ? 0 : Double(count) / Double(most) * height))
            path += (path.isEmpty ? "M\(SVGDrawing.number(x)) " : "V") + y
            path += "H\(SVGDrawing.number(x + Double(index + 1) * width))"
        }
        drawing.path(path, className: "step", bottom: bottom)
        let right = x + Double(counts.count) * width
        drawing.line(x1: x, y1: bottom, x2: right, y2: bottom, className: "axis")
        drawing.text(Numerals.grouped(most), x: Self.left - 8, y: top + 10, anchor: .end)
        drawing.text("events \(unit)", x: Self.left - 8, y: top + 27, anchor: .end, className: "quiet")
        drawing.text("0", x: Self.left - 8, y: bottom + 2, anchor: .end)
        drawing.reach(bottom + 8)
    }
}
