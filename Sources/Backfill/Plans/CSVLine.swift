/// A row of the CSV files in a plan's folder.
///
/// Quoted as RFC 4180 has it; a text that a spreadsheet would take for a formula gets an apostrophe in front.
enum CSVLine {
    /// The row with its line end.
    static func of(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    private static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
