/// How one CSV file is written, told from its head.
///
/// Offsets count bytes of the UTF-8 text: of the file itself, byte-order mark included, if it is UTF-8, otherwise of
/// what the conversion of UTF-16 gives, which has no mark.
package struct CSVDialect: Hashable, Sendable {
    package var encoding: TextEncoding
    /// Whether the file begins with a byte-order mark.
    package var hasByteOrderMark: Bool
    /// Comma, semicolon, tab or bar.
    package var delimiter: UInt8
    /// How rows end; the other form may stand inside quoted cells.
    package var rowEnding: RowEnding
    /// Whether a quote inside a quoted cell is written `\"`, with no second quote.
    package var escapesQuotesByBackslash: Bool
    /// A line `sep=;` before the header, as spreadsheets write it.
    package var hasSeparatorLine: Bool
    /// What a line `#TYPE …` before the header says, as PowerShell 5 writes it.
    package var typeLine: String?
    /// Where the header begins.
    package var headerOffset: Int
    /// Where the first row below the header begins.
    package var dataOffset: Int
    package var header: HeaderNames
    /// Whether the header ends within the head that was looked at.
    package var hasWholeHeader: Bool

    /// Ends of rows.
    package enum RowEnding: String, Sendable {
        case lineFeed = "LF"
        case carriageReturnLineFeed = "CRLF"
    }

    /// What the delimiter is called.
    package var delimiterName: String {
        switch delimiter {
        case UInt8(ascii: "\t"): "tab"
        case UInt8(ascii: ";"): "semicolon"
        case UInt8(ascii: "|"): "bar"
        default: "comma"
        }
    }

    /// Reads the dialect off the head of a file.
    ///
    /// - Parameters:
    ///   - head: the file's first bytes, unpacked; at least the header and some rows, 64 KiB as a rule.
    ///   - delimiter: set when the user named it.
    /// - Returns: nil when there is no header at all.
    package static func detect(head: [UInt8], delimiter: UInt8? = nil) -> CSVDialect? {
        let (encoding, markLength) = TextEncoding.detect(head)
        let text = TextEncoding.utf8(head)
        var lead = CSVLead(text: text, start: encoding == .utf8 ? markLength : 0)
        lead.skip()
        guard lead.position < text.count else { return nil }
        let chosen = lead.delimiter ?? delimiter ?? CSVDelimiter.detect(in: text, from: lead.position)
        let backslash = CSVRows.escapesQuotesByBackslash(text, from: lead.position, delimiter: chosen)
        var rows = CSVRows(text, from: lead.position, delimiter: chosen, backslashEscapes: backslash)
        guard let cells = rows.next() else { return nil }
        return CSVDialect(
            encoding: encoding, hasByteOrderMark: markLength > 0, delimiter: chosen, rowEnding: rows.lastEnding,
            escapesQuotesByBackslash: backslash, hasSeparatorLine: lead.delimiter != nil, typeLine: lead.typeLine,
            headerOffset: lead.position, dataOffset: rows.position,
            header: HeaderNames(cells: cells.map { String(decoding: $0, as: UTF8.self) }),
            hasWholeHeader: rows.lastRowEnded)
    }
}
