/// Rows of a CSV as RFC 4180 has them.
enum CSVLine {
    /// One row without its line end; cells are quoted where they must be, or all of them.
    static func text(_ cells: [String], quotesAll: Bool = false) -> String {
        cells.map { quoted($0, always: quotesAll) }.joined(separator: ",")
    }

    private static func quoted(_ cell: String, always: Bool) -> String {
        let isSpecial = cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard always || isSpecial else { return cell }
        // Scalar by scalar: a quote before a combining mark is no character of its own.
        var text = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { text += "\"" }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}
