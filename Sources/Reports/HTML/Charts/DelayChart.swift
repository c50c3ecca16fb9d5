import Glibc

/// The delay of the API on a logarithmic scale: above how many events came when, below how many are later than that.
struct DelayChart {
    private static let left = 96.0
    /// Left edge of the logarithmic part; the two slots before it are for delays below 0 and below 1 s.
    private static let scale = 196.0
    private static let right = SVGDrawing.width - 16
    private static let week = 604_800.0
    private static let ticks: [(Double, String)] = [
        (1, "1 s"), (10, "10 s"), (60, "1 m"), (600, "10 m"), (3_600, "1 h"), (21_600, "6 h"), (86_400, "1 d"),
        (259_200, "3 d"), (604_800, "7 d"),
    ]
    private static let shown: [(share: Double, name: String, least: Int)] = [
        (0.5, "half", 100), (0.9, "90 %", 100), (0.99, "99 %", 100), (0.999, "99.9 %", 1_000), (1, "all", 1),
    ]

    let figures: ChartedDelay

    /// The figure with its table.
    var html: String {
        var drawing = SVGDrawing()
        drawCounts(in: &drawing)
        drawQuantiles(in: &drawing)
        drawLater(in: &drawing)
        drawTypes(in: &drawing)
        return drawing.figure(
            id: "delay-chart", finding: finding,
            description:
                "Delay is the time from an event to the moment at which the API showed it, on a logarithmic scale. "
                + "Above: events by delay. Below: the share that comes later than that, also on a logarithmic scale; a "
                + "collector that looks back so far loses it. Events too young to be final take no part."
                + (figures.types.isEmpty
                    ? "" : " The rows beneath show each content type by itself, each to its own height."),
            table: table)
    }

    private var finding: String {
        let parts = Self.shown.compactMap { wanted -> String? in
            guard [0.5, 0.99, 1].contains(wanted.share), let seconds = seconds(wanted.share, least: wanted.least) else {
                return nil
            }
            return "\(wanted.name)\(wanted.share == 0.5 ? " reach the API" : "") within \(DelayFigures.within(seconds))"
        }
        let events = Numerals.counted(figures.count, "event")
        return parts.isEmpty ? "The delay of \(events) is known" : "Of \(events), \(parts.joined(separator: ", "))"
    }

    private func seconds(_ share: Double, least: Int) -> Double? {
        guard figures.count >= least else { return nil }
        if share == 1 { return figures.longest }
        return figures.quantiles.first { abs($0.share - share) < 1e-9 }?.seconds
    }

    // MARK: Counts

    private func x(_ seconds: Double) -> Double {
        guard seconds >= 1 else { return seconds > 0 ? Self.scale : Self.left + 50 }
        let share = log(min(seconds, Self.week)) / log(Self.week)
        return Self.scale + share * (Self.right - Self.scale)
    }

    private func drawCounts(in drawing: inout SVGDrawing) {
        let (top, height) = (76.0, 120.0)
        let most = figures.bins.map(\.count).max() ?? 1
        drawing.text(Numerals.grouped(most), x: Self.left - 8, y: top + 10, anchor: .end)
        drawing.text("events", x: Self.left - 8, y: top + 26, anchor: .end, className: "quiet")
        drawing.text("0", x: Self.left - 8, y: top + height + 4, anchor: .end)
        for bin in figures.bins where bin.count > 0 {
            let (from, to) = edges(bin)
            let size = max(1, Double(bin.count) / Double(max(1, most)) * height)
            drawing.rectangle(
                x: from + 0.5, y: top + height - size, width: max(1, to - from - 1), height: size, className: "s1")
        }
        drawing.line(x1: Self.left, y1: top + height, x2: Self.right, y2: top + height, className: "axis")
        drawing.text("below 0", x: Self.left + 22, y: top + height + 16, anchor: .middle)
        drawing.text("under 1 s", x: Self.left + 76, y: top + height + 30, anchor: .middle)
        for (seconds, label) in Self.ticks {
            drawing.text(label, x: x(seconds), y: top + height + 16, anchor: seconds == Self.week ? .end : .middle)
        }
    }

    private func edges(_ bin: ChartedDelay.Bin) -> (Double, Double) {
        if bin.to <= 0 { return (Self.left + 2, Self.left + 46) }
        if bin.to <= 1 { return (Self.left + 54, Self.left + 98) }
        return (x(max(1, bin.from)), max(x(max(1, bin.from)) + 1, x(bin.to)))
    }

    private func drawQuantiles(in drawing: inout SVGDrawing) {
        let marks = Self.shown.enumerated().compactMap { index, wanted in
            seconds(wanted.share, least: wanted.least).map {
                (name: wanted.name, seconds: $0, y: 12 + Double(index) * 14)
            }
        }
        for mark in marks {
            drawing.line(x1: x(mark.seconds), y1: mark.y - 8, x2: x(mark.seconds), y2: 196, className: "mark")
        }
        // Words lie over all lines, in a rim of ground.
        for mark in marks {
            let place = x(mark.seconds)
            let isLeft = place < SVGDrawing.width - 130
            drawing.text(
                "\(mark.name): \(DelayFigures.within(mark.seconds))", x: isLeft ? place + 4 : place - 4, y: mark.y,
                anchor: isLeft ? .start : .end, className: "rim")
        }
    }

    // MARK: Share still to come

    private func drawLater(in drawing: inout SVGDrawing) {
        let (top, height) = (248.0, 130.0)
        let total = figures.bins.reduce(0) { $0 + $1.count }
        let decades = max(1, ceil(log10(Double(max(10, total)))))
        func y(_ count: Int) -> Double {
            count <= 0 ? top + height : top + min(1, -log10(Double(count) / Double(total)) / decades) * height
        }
        for decade in stride(from: 0, through: Int(decades), by: decades > 5 ? 2 : 1) {
            let level = top + Double(decade) / decades * height
            drawing.line(x1: Self.left, y1: level, x2: Self.right, y2: level, className: "rule")
            drawing.text(Self.share(decade), x: Self.left - 8, y: level + 4, anchor: .end)
        }
        var path = "M\(SVGDrawing.number(Self.left)) \(SVGDrawing.number(top))"
        for point in figures.stillToCome {
            path += "H\(SVGDrawing.number(x(point.seconds)))V\(SVGDrawing.number(y(point.count)))"
        }
        drawing.path(path, className: "line1", bottom: top + height)
        drawing.text("share later than this", x: Self.left + 4, y: top - 6, className: "quiet")
        if let advice = figures.recommended {
            let place = x(advice.seconds)
            let isLeft = place < SVGDrawing.width - 260
            drawing.line(x1: place, y1: top - 4, x2: place, y2: top + height, className: "advice")
            drawing.text(
                "look back \(Numerals.duration(seconds: Int(advice.seconds))): \(Numerals.grouped(advice.later)) are later",
                x: isLeft ? place + 6 : place - 6, y: top + 8, anchor: isLeft ? .start : .end, className: "strong rim")
        }
        drawing.reach(top + height + 8)
    }

    /// `100 %`, `10 %`, `0.1 %`: a tenth of the one before.
    private static func share(_ decade: Int) -> String {
        switch decade {
        case 0: "100 %"
        case 1: "10 %"
        case 2: "1 %"
        default: "0." + String(repeating: "0", count: decade - 3) + "1 %"
        }
    }

    // MARK: Content types

    /// A small histogram for each content type, over the same scale of delays.
    private func drawTypes(in drawing: inout SVGDrawing) {
        var top = 412.0
        for (name, type) in figures.types.prefix(8) {
            let height = 30.0
            let most = type.bins.map(\.count).max() ?? 1
            drawing.text(Shortening.label(name, to: 13), x: Self.left - 8, y: top + 14, anchor: .end)
            drawing.text(Numerals.grouped(type.count), x: Self.left - 8, y: top + 29, anchor: .end, className: "quiet")
            for bin in type.bins where bin.count > 0 {
                let (from, to) = edges(bin)
                let size = max(1, Double(bin.count) / Double(max(1, most)) * height)
                drawing.rectangle(
                    x: from + 0.5, y: top + height - size, width: max(1, to - from - 1), height: size, className: "s1")
            }
            drawing.line(x1: Self.left, y1: top + height, x2: Self.right, y2: top + height, className: "axis")
            top += height + 10
        }
    }

    private static func edge(_ seconds: Double) -> String {
        seconds.isFinite ? Numerals.duration(seconds: Int(seconds)) : "no end"
    }

    private var table: HTMLTable {
        HTMLTable(
            "Events by delay",
            [.init("from", .number), .init("below", .number), .init("events", .number), .init("later", .number)],
            zip(figures.bins, figures.later).filter { $0.0.count > 0 }.map { bin, later in
                [
                    Self.edge(bin.from), Self.edge(bin.to),
                    Numerals.grouped(bin.count), Numerals.grouped(later.count),
                ]
            })
    }
}
