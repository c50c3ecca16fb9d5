/// Writes rows as one product writes them.
struct CSVText {
    /// Which cells are put between quotes.
    enum Quoting { case always, whenNeeded }

    var separator = ","
    var lineEnd = "\n"
    var quoting = Quoting.whenNeeded
    private(set) var text = ""

    /// An empty text in the given style.
    init(separator: String = ",", lineEnd: String = "\n", quoting: Quoting = .whenNeeded) {
        self.separator = separator
        self.lineEnd = lineEnd
        self.quoting = quoting
    }

    /// Appends a line as it is.
    mutating func line(_ line: String) { text += line + lineEnd }

    /// Appends a row.
    mutating func row(_ cells: [String]) { line(cells.map(quoted).joined(separator: separator)) }

    private func quoted(_ cell: String) -> String {
        let special = cell.utf8.contains { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D } || cell.contains(separator)
        if quoting == .whenNeeded && !special { return cell }
        var result = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { result += "\"" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
