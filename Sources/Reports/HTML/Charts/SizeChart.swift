/// How large missing events are beside those that are there: two strips of bars over one scale of sizes.
struct SizeChart {
    private static let (left, right) = (150.0, SVGDrawing.width - 16)

    let figures: SizeFigures

    /// The figure with its table.
    var html: String {
        let used = (0..<32).filter { figures.missing.bins[$0] + figures.present.bins[$0] > 0 }
        guard let first = used.first, let last = used.last else { return "" }
        var drawing = SVGDrawing()
        let width = min(96, (Self.right - Self.left) / Double(last - first + 1))
        draw(figures.present, "present", bins: first...last, width: width, top: 8, className: "s0", in: &drawing)
        draw(figures.missing, "missing", bins: first...last, width: width, top: 76, className: "s2", in: &drawing)
        for bin in first...last where (bin - first) % (last - first > 12 ? 2 : 1) == 0 {
            drawing.text(Self.size(bin), x: Self.left + Double(bin - first) * width, y: 156, className: "quiet")
        }
        return drawing.figure(
            id: "size-chart", finding: finding,
            description:
                "Above the events that are there (\(Numerals.grouped(figures.present.count)) looked at), below the missing ones "
                + "(\(Numerals.grouped(figures.missing.count)) looked at); the height is the share of each group with that size. "
                + "Sizes are bytes of the event as JSON without white space, each column twice the one before.",
            table: table(first...last))
    }

    private var finding: String {
        let (missing, present) = (figures.missing.median, figures.present.median)
        let ratio = Double(missing) / Double(max(1, present))
        let words = ratio >= 1.5 ? "larger than" : ratio <= 0.67 ? "smaller than" : "about as large as"
        return
            "Missing events are \(words) those that are there: half have fewer than \(Numerals.bytes(missing)), against "
            + Numerals.bytes(present)
    }

    private func draw(
        _ group: SizeFigures.Group, _ name: String, bins: ClosedRange<Int>, width: Double, top: Double,
        className: String,
        in drawing: inout SVGDrawing
    ) {
        let height = 60.0
        drawing.text(name, x: Self.left - 8, y: top + 36, anchor: .end)
        drawing.text(
            Numerals.counted(group.count, "event"), x: Self.left - 8, y: top + 52, anchor: .end, className: "quiet")
        for bin in bins where group.bins[bin] > 0 {
            let size = max(1, Double(group.bins[bin]) / Double(group.count) * height)
            drawing.rectangle(
                x: Self.left + Double(bin - bins.lowerBound) * width + 1, y: top + height - size, width: width - 2,
                height: size, className: className)
        }
        drawing.line(x1: Self.left, y1: top + height, x2: Self.right, y2: top + height, className: "axis")
    }

    private func table(_ bins: ClosedRange<Int>) -> HTMLTable {
        HTMLTable(
            "Events by size", [.init("bytes from", .number), .init("present", .number), .init("missing", .number)],
            bins.map {
                [
                    Numerals.grouped($0 == 0 ? 0 : 1 << $0), Numerals.grouped(figures.present.bins[$0]),
                    Numerals.grouped(figures.missing.bins[$0]),
                ]
            })
    }

    private static func size(_ bin: Int) -> String {
        switch bin {
        case ..<10: "\(1 << bin) B"
        case ..<20: "\(1 << (bin - 10)) KiB"
        default: "\(1 << (bin - 20)) MiB"
        }
    }
}
