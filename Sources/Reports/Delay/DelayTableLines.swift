import AuditModel

/// Rows of text in columns, numbers at the right.
struct DelayTableLines {
    let head: [String]
    let rows: [[String]]
    /// Columns that hold words, at the left.
    var words: Set<Int> = [0]

    /// The head, then the rows, each indented by one.
    var lines: [String] {
        let widths = head.indices.map { column in
            ([head] + rows).map { column < $0.count ? $0[column].unicodeScalars.count : 0 }.max() ?? 0
        }
        return ([head] + rows).map { row in
            var line = " "
            for (column, cell) in row.enumerated() {
                let isLast = column == row.count - 1
                let filled =
                    words.contains(column)
                    ? (isLast ? cell : TextLayout.left(cell, widths[column])) : TextLayout.right(cell, widths[column])
                line += (column == 0 ? "" : "   ") + filled
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
