/// A table of the page.
///
/// Cells are markup: whoever fills them has escaped what came from outside.
struct HTMLTable {
    /// How a column is set.
    enum Kind { case text, number, exact, bar }

    struct Column {
        let title: String
        let kind: Kind

        init(_ title: String, _ kind: Kind = .text) {
            self.title = title
            self.kind = kind
        }
    }

    let caption: String
    let columns: [Column]
    var rows: [[String]]
    /// What was cut, and where all of it is.
    var note: String?
    /// Whether the first cell of a row names it.
    var namesRows = true
    var isSortable = true
    var id: String?

    init(_ caption: String, _ columns: [Column], _ rows: [[String]], note: String? = nil) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.note = note
    }

    /// The table in a frame that scrolls by itself; nothing when there are no rows.
    var html: String {
        guard !rows.isEmpty else { return "" }
        var text = opening
        for row in rows { text += line(row) }
        return text + closing
    }

    /// All before the rows, for a table whose rows are written one by one.
    var opening: String {
        let name = id.map { " id=\"\($0)\"" } ?? ""
        let kind = isSortable && rows.count != 1 ? " class=\"sortable\"" : ""
        var text =
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(caption)\"><table\(name)\(kind)>"
        text += "<caption>\(caption)</caption><thead><tr>"
        for column in columns { text += "<th scope=\"col\"\(Self.style(column.kind))>\(column.title)</th>" }
        return text + "</tr></thead><tbody>\n"
    }

    /// All behind the rows.
    var closing: String { "</tbody></table></div>\n" + (note.map { "<p class=\"note\">\($0)</p>\n" } ?? "") }

    /// One row of the body.
    func line(_ row: [String]) -> String {
        var text = "<tr>"
        for (index, (cell, column)) in zip(row, columns).enumerated() {
            text +=
                index == 0 && namesRows
                ? "<th scope=\"row\"\(Self.style(column.kind))>\(cell)</th>"
                : "<td\(Self.style(column.kind))>\(cell)</td>"
        }
        return text + "</tr>\n"
    }

    private static func style(_ kind: Kind) -> String {
        switch kind {
        case .text: ""
        case .number: " class=\"n\""
        case .exact: " class=\"x\""
        case .bar: " class=\"b\""
        }
    }
}

extension HTMLTable {
    /// `200 of 10,249 shown; all in gaps.csv`, or nil when all are shown.
    static func cut(_ shown: Int, of all: Int, all place: String) -> String? {
        shown < all ? "\(Numerals.grouped(shown)) of \(Numerals.grouped(all)) shown; all in \(place)." : nil
    }

    /// A table that is opened on demand: the figures of a chart.
    var folded: String {
        rows.isEmpty ? "" : "<details class=\"figures\"><summary>Figures of this chart</summary>\n\(html)</details>\n"
    }
}
