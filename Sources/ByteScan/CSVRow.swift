/// The cells of one CSV row.
package enum CSVRow {
    /// The cells' texts, without quotes, of a row with or without its line end.
    package static func texts(_ row: Span<UInt8>, separator: UInt8, escapesQuotes: Bool = false) -> [[UInt8]] {
        let marks = CSVMarks(separator: separator, escapesQuotes: escapesQuotes, usesKernels: true)
        return unsafe row.withUnsafeBufferPointer { buffer in
            unsafe cells(buffer, marks).map { cell in
                // SAFETY: cells lie within the row.
                unsafe plain(UnsafeBufferPointer(rebasing: buffer[cell]), escapesQuotes)
            }
        }
    }

    /// Byte ranges of the cells, quotes included, line end excluded.
    static func cells(_ row: UnsafeBufferPointer<UInt8>, _ marks: CSVMarks) -> [Range<Int>] {
        guard let base = row.baseAddress else { return [] }
        var end = row.count
        // SAFETY: `end` stays above 0.
        if end > 0, unsafe base[end - 1] == Byte.lineFeed { end -= 1 }
        if end > 0, unsafe base[end - 1] == Byte.carriageReturn { end -= 1 }
        marks.reset()
        unsafe marks.mark(base, end)
        var (cells, start): ([Range<Int>], Int) = ([], 0)
        for word in 0..<(end + 63) >> 6 {
            var bits = marks.separators(word)
            while bits != 0 {
                let at = word << 6 + bits.trailingZeroBitCount
                cells.append(start..<at)
                start = at + 1
                bits &= bits - 1
            }
        }
        cells.append(start..<max(start, end))
        return cells
    }

    private static func plain(_ cell: UnsafeBufferPointer<UInt8>, _ escapesQuotes: Bool) -> [UInt8] {
        var text = unsafe Array(cell)
        guard text.first == Byte.quote else { return text }
        text.removeFirst()
        if text.last == Byte.quote { text.removeLast() }
        let count = text.count
        return unsafe [UInt8](unsafeUninitializedCapacity: count + 64) { output, written in
            guard let output = output.baseAddress else { return }
            // SAFETY: undoubling never grows the text.
            written = unsafe text.withUnsafeBufferPointer { input in
                guard let input = input.baseAddress else { return 0 }
                return unsafe escapesQuotes
                    ? CSVText.unescape(input, count, into: output) : CSVText.undouble(input, count, into: output)
            }
        }
    }
}
