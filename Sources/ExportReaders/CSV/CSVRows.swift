/// Cuts CSV text held in memory into rows of decoded cells: for heads and samples, and as the plain form that the
/// scanner of whole files is held against.
package struct CSVRows {
    private let text: [UInt8]
    private let delimiter: UInt8
    private let backslashEscapes: Bool
    /// Offset of the next row.
    package private(set) var position: Int
    /// How the row before ended.
    package private(set) var lastEnding = CSVDialect.RowEnding.lineFeed
    /// Whether the row before ended with a line end rather than with the text.
    package private(set) var lastRowEnded = false
    /// Whether a quote of the row before was never closed.
    package private(set) var lastQuoteIsOpen = false

    /// Begins at an offset of the text.
    package init(_ text: [UInt8], from start: Int, delimiter: UInt8, backslashEscapes: Bool = false) {
        self.text = text
        self.delimiter = delimiter
        self.backslashEscapes = backslashEscapes
        position = start
    }

    /// Cells of the next row; nil at the end.
    ///
    /// A blank line is a row of one empty cell.
    package mutating func next() -> [[UInt8]]? {
        guard position < text.count else { return nil }
        var cells: [[UInt8]] = []
        lastRowEnded = false
        lastQuoteIsOpen = false
        repeat { cells.append(cell()) } while takesDelimiter()
        takeLineEnd()
        return cells
    }

    private mutating func cell() -> [UInt8] {
        var cell: [UInt8] = []
        if position < text.count, text[position] == 0x22 {
            position += 1
            readQuoted(into: &cell)
        }
        while position < text.count, text[position] != delimiter, !isLineEnd(position) {
            cell.append(text[position])
            position += 1
        }
        return cell
    }

    private mutating func readQuoted(into cell: inout [UInt8]) {
        while position < text.count {
            let byte = text[position]
            if backslashEscapes, byte == 0x5C, position + 1 < text.count {
                if text[position + 1] != 0x22 { cell.append(byte) }
                cell.append(text[position + 1])
                position += 2
            } else if byte != 0x22 {
                cell.append(byte)
                position += 1
            } else if position + 1 < text.count, text[position + 1] == 0x22 {
                cell.append(byte)
                position += 2
            } else {
                position += 1
                return
            }
        }
        lastQuoteIsOpen = true
    }

    private mutating func takesDelimiter() -> Bool {
        guard position < text.count, text[position] == delimiter else { return false }
        position += 1
        return true
    }

    private func isLineEnd(_ offset: Int) -> Bool {
        text[offset] == 0x0A || text[offset] == 0x0D && offset + 1 < text.count && text[offset + 1] == 0x0A
    }

    private mutating func takeLineEnd() {
        guard position < text.count else { return }
        lastRowEnded = true
        lastEnding = text[position] == 0x0D ? .carriageReturnLineFeed : .lineFeed
        position += text[position] == 0x0D ? 2 : 1
    }
}

extension CSVRows {
    /// Whether quotes inside cells are written `\"` alone: a quote behind a backslash then neither has a second one
    /// nor ends its cell.
    static func escapesQuotesByBackslash(_ text: [UInt8], from start: Int, delimiter: UInt8) -> Bool {
        var evidence = 0
        var against = 0
        for index in start..<max(start, text.count - 2) where text[index] == 0x5C && text[index + 1] == 0x22 {
            let behind = text[index + 2]
            if behind == 0x22 {
                against += 1
            } else if behind != delimiter && behind != 0x0A && behind != 0x0D {
                evidence += 1
            }
        }
        return evidence > 0 && against == 0
    }

    /// Up to `limit` whole rows from an offset on; a row that the text cuts is left out unless the text is the whole
    /// file.
    package static func sample(
        of text: [UInt8], dialect: CSVDialect, limit: Int, isWholeFile: Bool
    ) -> [[[UInt8]]] {
        var rows = CSVRows(
            text, from: dialect.dataOffset, delimiter: dialect.delimiter,
            backslashEscapes: dialect.escapesQuotesByBackslash)
        var sample: [[[UInt8]]] = []
        while sample.count < limit, let row = rows.next() {
            guard rows.lastRowEnded || isWholeFile else { break }
            if row.count > 1 || row[0].isEmpty == false { sample.append(row) }
        }
        return sample
    }
}
