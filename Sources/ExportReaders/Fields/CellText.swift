/// What a CSV cell says once the habits of the tools that write them are taken off.
package enum CellText {
    /// The meaningful part of a decoded cell.
    ///
    /// It is trimmed and loses the one apostrophe that keeps spreadsheets from running a formula. Nil for an empty cell and for the placeholders of missing values: `-`, `'-`, `N/A`, `null`.
    package static func meaningful(in cell: Span<UInt8>) -> Range<Int>? {
        var start = 0
        var end = cell.count
        while start < end, isSpace(cell[start]) { start += 1 }
        while end > start, isSpace(cell[end - 1]) { end -= 1 }
        if end - start > 1, cell[start] == UInt8(ascii: "'"), isFormulaStart(cell[start + 1]) { start += 1 }
        return start == end || isPlaceholder(cell, start, end) ? nil : start..<end
    }

    /// The meaningful bytes of a decoded cell.
    package static func meaningful(_ cell: [UInt8]) -> [UInt8]? {
        meaningful(in: cell.span).map { Array(cell[$0]) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func isFormulaStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
    }

    private static func isPlaceholder(_ cell: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        switch end - start {
        case 1: cell[start] == UInt8(ascii: "-")
        case 3:
            cell[start] | 0x20 == UInt8(ascii: "n") && cell[start + 1] == UInt8(ascii: "/")
                && cell[start + 2] | 0x20 == UInt8(ascii: "a")
        case 4:
            cell[start] | 0x20 == UInt8(ascii: "n") && cell[start + 1] | 0x20 == UInt8(ascii: "u")
                && cell[start + 2] | 0x20 == UInt8(ascii: "l") && cell[start + 3] | 0x20 == UInt8(ascii: "l")
        default: false
        }
    }
}
