import AuditModel
import Glibc

/// Missing events per million, audit after audit, on a logarithmic scale with a row of its own for none.
struct TrendChart {
    private static let (left, right) = (96.0, SVGDrawing.width - 110)
    private static let (top, bottom, zero) = (12.0, 172.0, 196.0)

    /// In order of their starts, the run of this report last.
    let runs: [TrendPoint]
    /// Events per million that may be missing; nil without a tolerance.
    let tolerance: Double?

    /// The latest audit of each window, in order of the windows' ends.
    private var latest: [TrendPoint] {
        var byWindow: [TimeWindow: TrendPoint] = [:]
        for run in runs { byWindow[TimeWindow(from: run.from, to: run.to)] = run }
        return byWindow.values.sorted { ($0.to, $0.from) < ($1.to, $1.from) }
    }

    /// Audits of windows that a later one looked at again.
    private var repeated: [TrendPoint] {
        let drawn = Set(latest.map(\.runID))
        return runs.filter { !drawn.contains($0.runID) }
    }

    /// Stretches between the first window's end and the last one's that lie in no window, ascending.
    private var holes: [TimeWindow] {
        guard var covered = runs.map(\.to).min() else { return [] }
        var holes: [TimeWindow] = []
        for run in runs.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            if run.from > covered { holes.append(TimeWindow(from: covered, to: run.from)) }
            covered = max(covered, run.to)
        }
        return holes
    }

    /// The figure with its table; nothing for a single run.
    var html: String {
        guard runs.count > 1, let from = runs.map(\.to).min(), let to = runs.map(\.to).max() else { return "" }
        let window = TimeWindow(from: from, to: max(to, from + 1))
        var drawing = SVGDrawing()
        drawGrid(window, in: &drawing)
        drawUnaudited(window, in: &drawing)
        drawRuns(window, in: &drawing)
        return drawing.figure(
            id: "trend-chart", finding: finding,
            description:
                "A point is an audit, at the end of its window (UTC); its height is the number of missing events per "
                + "million on a logarithmic scale, none in the lowest row. A hollow point is inconclusive; a bar reaches to what "
                + "would be missing if all unknown events were."
                + (runs.contains { $0.restored > 0 }
                    ? " A ring is what was missing before a backfill; the point below it is what still is." : "")
                + (repeated.isEmpty
                    ? "" : " A small point is an audit of a window that a later one looked at again.")
                + (!holes.isEmpty
                    ? " Hatched stretches were not audited by a run that lies beside this one." : ""),
            table: table)
    }

    private var finding: String {
        guard let last = runs.last, let before = runs.dropLast().last else { return "" }
        let (now, then) = (Self.perMillion(last), Self.perMillion(before))
        let words = now == then ? "as many as" : now < then ? "fewer than" : "more than"
        return "\(Self.text(now)) missing per million, \(words) in the audit before (\(Self.text(then)))"
    }

    /// Events that are missing still.
    static func perMillion(_ run: TrendPoint) -> Double { rate(run.missing - run.restored, run) }

    private static func rate(_ count: Int, _ run: TrendPoint) -> Double {
        run.events == 0 ? 0 : Double(count) / Double(run.events) * 1_000_000
    }

    /// Whole numbers from 10 on, one decimal below; never rounded up to what it is not.
    static func text(_ rate: Double) -> String {
        rate >= 10 || rate == 0
            ? Numerals.grouped(Int(rate))
            : rate < 0.1 ? "under 0.1" : SVGDrawing.number((rate * 10).rounded(.down) / 10)
    }

    private func x(_ instant: Int64, _ window: TimeWindow) -> Double {
        Self.left + 8 + Double(instant - window.from) / Double(window.length) * (Self.right - Self.left - 16)
    }

    private func y(_ rate: Double) -> Double {
        rate <= 0 ? Self.zero : Self.bottom - min(1, max(0, log10(rate) / 6)) * (Self.bottom - Self.top)
    }

    private func drawGrid(_ window: TimeWindow, in drawing: inout SVGDrawing) {
        for (rate, label) in [(1.0, "1"), (100, "100"), (10_000, "10,000"), (1_000_000, "1,000,000")] {
            drawing.line(x1: Self.left, y1: y(rate), x2: Self.right, y2: y(rate), className: "rule")
            drawing.text(label, x: Self.left - 8, y: y(rate) + 4, anchor: .end)
        }
        drawing.line(x1: Self.left, y1: Self.zero, x2: Self.right, y2: Self.zero, className: "axis")
        drawing.text("none", x: Self.left - 8, y: Self.zero + 4, anchor: .end)
        let ticks = TimeTicks(window, most: 8)
        for tick in ticks.instants where x(tick, window) < Self.right - 20 {
            drawing.text(ticks.label(tick), x: x(tick, window), y: Self.zero + 22, anchor: .middle)
        }
        if let tolerance, tolerance > 0 {
            drawing.line(x1: Self.left, y1: y(tolerance), x2: Self.right, y2: y(tolerance), className: "advice")
            drawing.text("tolerance", x: Self.right + 6, y: y(tolerance) + 4)
        }
    }

    private func drawUnaudited(_ window: TimeWindow, in drawing: inout SVGDrawing) {
        for hole in holes {
            let (from, to) = (x(hole.from, window), x(min(hole.to, window.to), window))
            drawing.rectangle(x: from, y: Self.top, width: to - from, height: Self.zero - Self.top, className: "hatch")
        }
    }

    private func drawRuns(_ window: TimeWindow, in drawing: inout SVGDrawing) {
        var path = ""
        var end: Int64?
        for run in latest {
            // No line leads across what was not audited.
            let isJoined = end.map { end in !holes.contains { end <= $0.from && $0.to <= run.to } } ?? false
            path +=
                (isJoined ? "L" : "M") + SVGDrawing.number(x(run.to, window)) + " "
                + SVGDrawing.number(y(Self.perMillion(run)))
            end = run.to
        }
        drawing.path(path, className: "thread")
        for run in repeated {
            drawing.circle(
                x: x(run.to, window), y: y(Self.perMillion(run)), radius: 2.5,
                className: run.verdict == "inconclusive" ? "open" : "held")
        }
        for run in latest {
            let (place, height) = (x(run.to, window), y(Self.perMillion(run)))
            if run.unknown > 0 {
                let most = y(Self.rate(run.missing - run.restored + run.unknown, run))
                drawing.line(x1: place, y1: height, x2: place, y2: most, className: "line2")
                drawing.line(x1: place - 4, y1: most, x2: place + 4, y2: most, className: "line2")
            }
            if run.restored > 0 {
                let before = y(Self.rate(run.missing, run))
                drawing.line(x1: place, y1: before, x2: place, y2: height, className: "mark")
                drawing.circle(x: place, y: before, radius: 5, className: "outline")
            }
            drawing.circle(x: place, y: height, radius: 5, className: run.verdict == "inconclusive" ? "open" : "held")
        }
        guard let last = runs.last else { return }
        drawing.text(
            Self.text(Self.perMillion(last)), x: x(last.to, window) + 10, y: y(Self.perMillion(last)) + 4,
            className: "strong")
        drawing.reach(Self.zero + 28)
    }

    private var table: HTMLTable {
        HTMLTable(
            "Audits of these two sides",
            [
                .init("run", .exact), .init("verdict"), .init("window ends", .exact), .init("missing", .number),
                .init("put back", .number),
                .init("of", .number),
                .init("still missing per million", .number), .init("unknown", .number),
            ],
            runs.map {
                [
                    Escaping.html($0.runID), Escaping.html($0.verdict), InstantText.rfc3339($0.to),
                    Numerals.grouped($0.missing), Numerals.grouped($0.restored), Numerals.grouped($0.events),
                    Self.text(Self.perMillion($0)),
                    Numerals.grouped($0.unknown),
                ]
            })
    }
}
