/// A chart being drawn: 960 units wide, its title the finding.
///
/// Styles are classes of the page's style sheet; one unit is one pixel unless the page is printed.
struct SVGDrawing {
    /// Width of every chart.
    static let width = 960.0

    /// Where a label's text lies beside its point.
    enum Anchor: String { case start, middle, end }

    private var elements = ""
    private(set) var height = 0.0

    /// Adds text, escaped here and cut to `most` characters; `className` is one of the style sheet's.
    mutating func text(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, className: String = "", most: Int = 60
    ) {
        let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        elements +=
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"\(side)\(Self.style(className))>"
            + "\(Escaping.html(Shortening.label(text, to: most)))</text>\n"
        reach(y + 4)
    }

    /// Adds a filled rectangle.
    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, className: String) {
        elements +=
            "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(max(0, width)))\" "
            + "height=\"\(Self.number(max(0, height)))\"\(Self.style(className))/>\n"
        reach(y + height)
    }

    /// Adds a path; nothing for an empty one.
    mutating func path(_ data: String, className: String, bottom: Double = 0) {
        guard !data.isEmpty else { return }
        elements += "<path d=\"\(data)\"\(Self.style(className))/>\n"
        reach(bottom)
    }

    /// Adds a straight line.
    mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, className: String) {
        path("M\(Self.number(x1)) \(Self.number(y1))L\(Self.number(x2)) \(Self.number(y2))", className: className)
        reach(max(y1, y2) + 1)
    }

    /// Adds a circle.
    mutating func circle(x: Double, y: Double, radius: Double, className: String) {
        elements +=
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\""
            + "\(Self.style(className))/>\n"
        reach(y + radius)
    }

    /// Makes the drawing at least that high.
    mutating func reach(_ bottom: Double) { height = max(height, bottom) }

    /// The drawing with its finding above it and a table of its figures beneath.
    ///
    /// - Parameters:
    ///   - id: unique in the page.
    ///   - finding: the title, plain text.
    ///   - description: what is drawn and how to read it, plain text.
    func figure(id: String, finding: String, description: String, table: HTMLTable?) -> String {
        let (title, words) = (Escaping.html(finding), Escaping.html(description, most: 1_000))
        let (width, height) = (Self.number(Self.width), Self.number((height + 6).rounded(.up)))
        return """
            <figure class="chart" id="\(id)">
            <figcaption>\(title)</figcaption>
            <div class="scroll" tabindex="0" role="region" aria-label="Chart: \(title)">
            <svg role="img" aria-labelledby="\(id)-t \(id)-d" viewBox="0 0 \(width) \(height)" \
            width="\(width)" height="\(height)">
            <title id="\(id)-t">\(title)</title><desc id="\(id)-d">\(words)</desc>
            \(elements)</svg>
            </div>
            <p class="note">\(words)</p>
            \(table?.folded ?? "")</figure>

            """
    }

    /// A coordinate with at most one decimal.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
    }

    /// A closed rectangle as a part of a path.
    static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        "M\(number(x)) \(number(y))h\(number(width))v\(number(height))h\(number(-width))z"
    }

    private static func style(_ className: String) -> String {
        className.isEmpty ? "" : " class=\"\(className)\""
    }
}
