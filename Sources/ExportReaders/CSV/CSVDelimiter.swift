/// Decides what parts the cells of a CSV file, and whether a text is CSV at all.
package enum CSVDelimiter {
    private static let candidates = Array(",;\t|".utf8)
    private static let rowLimit = 20

    /// The delimiter that gives the header the most cells of those whose rows agree with the header; a comma when
    /// nothing parts.
    static func detect(in text: [UInt8], from start: Int) -> UInt8 {
        var best: (delimiter: UInt8, score: Int) = (UInt8(ascii: ","), 1)
        for candidate in candidates {
            let counts = cellCounts(text, start, candidate)
            guard let header = counts.first, header > 1 else { continue }
            let agreeing = counts.count { $0 == header }
            let score = header * (agreeing * 10 >= counts.count * 8 ? 100 : 10)
            if score > best.score { best = (candidate, score) }
        }
        return best.delimiter
    }

    /// Whether the head of a file looks like CSV with a header: several columns with names, rows that agree with them.
    package static func looksLikeCSV(head: [UInt8], isWholeFile: Bool = false) -> Bool {
        guard FileSignature(head: head) == nil, let dialect = CSVDialect.detect(head: head) else { return false }
        let text = TextEncoding.utf8(head)
        let first = text[dialect.headerOffset...].first { $0 > 0x20 }
        guard first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else { return false }
        if dialect.hasSeparatorLine || dialect.typeLine != nil { return true }
        guard dialect.header.count > 1 else { return dialect.header.index(of: "_raw") != nil }
        guard dialect.header.names.allSatisfy(looksLikeName) else { return false }
        let rows = CSVRows.sample(of: text, dialect: dialect, limit: rowLimit, isWholeFile: isWholeFile)
        return rows.count { $0.count == dialect.header.count } * 10 >= rows.count * 8
    }

    /// A header cell holds no braces, is no number and begins no syslog line; a cell without a name may occur.
    private static func looksLikeName(_ name: String) -> Bool {
        name.utf8.count < 200 && name.utf8.first != UInt8(ascii: "<")
            && !name.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
            && (name.isEmpty || Double(name) == nil)
    }

    private static func cellCounts(_ text: [UInt8], _ start: Int, _ delimiter: UInt8) -> [Int] {
        let backslash = CSVRows.escapesQuotesByBackslash(text, from: start, delimiter: delimiter)
        var rows = CSVRows(text, from: start, delimiter: delimiter, backslashEscapes: backslash)
        var counts: [Int] = []
        while counts.count < rowLimit, let row = rows.next() {
            guard rows.lastRowEnded || counts.isEmpty else { break }
            if row.count > 1 || row[0].isEmpty == false { counts.append(row.count) }
        }
        return counts
    }
}
