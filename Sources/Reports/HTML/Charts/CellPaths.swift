/// Cells of a coverage chart, gathered by what they show so that each class is one path.
struct CellPaths {
    private var paths: [String: String] = [:]
    private var dots = ""
    private var bottom = 0.0
    /// Classes in the order in which they are painted.
    private static let order = ["none", "h0", "h1", "h2", "h3", "h4", "hatch", "dots", "extra"]
    /// What each says; the legend's words.
    private static let words = [
        "h0": "whole", "h1": "under 1 % missing", "h2": "1 % or more", "h3": "10 % or more", "h4": "50 % or more",
        "hatch": "not audited", "dots": "not settled", "none": "no event at the authority",
        "extra": "only extra events",
    ]

    /// Adds a cell; nil where the report says nothing about it.
    mutating func add(_ tally: StripTally?, x: Double, y: Double, width: Double, height: Double) {
        guard let tally else { return }
        bottom = max(bottom, y + height)
        let className = Self.className(tally)
        if className == "none" || className == "extra" {
            paths["none", default: ""] += SVGDrawing.box(x + 0.5, y + 0.5, width - 1, height - 1)
        } else {
            // Half a unit of ground between cells keeps them apart.
            paths[className, default: ""] += SVGDrawing.box(x + 0.2, y + 0.5, width - 0.4, height - 1)
        }
        if className == "extra" {
            let (left, middle) = (SVGDrawing.number(x + width / 2 - 2), SVGDrawing.number(y + height / 2 + 2))
            paths["extra", default: ""] += "M\(left) \(middle)l2-4l2 4z"
        }
        if tally.missing > 0 {
            dots += "M\(SVGDrawing.number(x + width / 2)) \(SVGDrawing.number(y + height / 2))h0"
        }
    }

    /// Paints all cells, then a dot on each that lacks an event.
    func paint(in drawing: inout SVGDrawing) {
        for name in Self.order { drawing.path(paths[name] ?? "", className: name, bottom: bottom) }
        // A ring of ground keeps the dot visible on the darkest shade.
        drawing.path(dots, className: "lossring")
        drawing.path(dots, className: "lossdot")
    }

    /// Adds a sign and its words for each class that occurs.
    func legend(in drawing: inout SVGDrawing, y: Double) {
        var x = 116.0
        for name in Self.order {
            guard paths[name] != nil, let words = Self.words[name] else { continue }
            let width = 40 + Double(words.count) * 6.5
            if x + width > SVGDrawing.width { break }
            var sample = CellPaths()
            sample.paths[name] =
                name == "extra"
                ? "M\(SVGDrawing.number(x)) \(SVGDrawing.number(y + 10))l5-9l5 9z" : SVGDrawing.box(x, y, 12, 12)
            sample.bottom = y + 14
            if ["h1", "h2", "h3", "h4"].contains(name) {
                sample.dots = "M\(SVGDrawing.number(x + 6)) \(SVGDrawing.number(y + 6))h0"
            }
            sample.paint(in: &drawing)
            drawing.text(words, x: x + 17, y: y + 10.5)
            x += width
        }
    }

    private static func className(_ tally: StripTally) -> String {
        switch StripCell(tally) {
        case .whole: "h0"
        case .under1: "h1"
        case .under10: "h2"
        case .under50: "h3"
        case .half: "h4"
        case .notAudited: "hatch"
        case .unsettled: "dots"
        case .nothing: tally.extra > 0 ? "extra" : "none"
        }
    }
}
