extension KeyExtractor {
    /// Takes a block of CSV rows.
    ///
    /// - Parameters:
    ///   - block: whole rows, without the header; the last may lack its row end.
    ///   - offset: the block's byte offset in the decompressed file.
    package func readRows(_ block: Span<UInt8>, at offset: Int) {
        guard let csv else { return }
        unsafe block.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            csv.marks.reset()
            unsafe csv.marks.mark(base, buffer.count)
            unsafe readMarkedRows(csv, base, buffer.count, offset)
            tally.lineFeeds = unsafe numberLines(base, buffer.count, offset)
        }
    }

    /// Counts the block's line feeds and gives each irregular row its line; a row may span several.
    private func numberLines(_ base: UnsafePointer<UInt8>, _ count: Int, _ offset: Int) -> Int {
        var (line, counted) = (0, 0)
        for index in irregular.indices {
            let start = irregular[index].offset &- offset
            // SAFETY: the rows lie within the block, in order.
            line &+= unsafe Self.lineFeeds(base + counted, start &- counted)
            counted = start
            irregular[index].line = line
        }
        return unsafe line &+ Self.lineFeeds(base + counted, count &- counted)
    }

    private func readMarkedRows(_ csv: CSVCells, _ base: UnsafePointer<UInt8>, _ count: Int, _ offset: Int) {
        var (row, cell, column) = (0, 0, 0)
        slots.clear()
        csv.beginRow()
        for word in 0..<(count &+ 63) >> 6 {
            let rows = csv.marks.rows(word)
            var bits = csv.marks.separators(word) | rows
            while bits != 0 {
                let at = word << 6 &+ bits.trailingZeroBitCount
                // SAFETY: cells lie between marks, which lie below `count`.
                if rows & bits & (0 &- bits) != 0 {
                    unsafe finishRow(csv, base, row: row, cell: cell, column: column, end: at, offset)
                    (row, column) = (at &+ 1, 0)
                } else {
                    unsafe csv.take(column, base + cell, at &- cell)
                    column &+= 1
                }
                cell = at &+ 1
                bits &= bits &- 1
            }
        }
        if row < count { unsafe finishRow(csv, base, row: row, cell: cell, column: column, end: count, offset) }
    }

    @inline(__always)
    private func finishRow(
        _ csv: CSVCells, _ base: UnsafePointer<UInt8>, row: Int, cell: Int, column: Int, end: Int, _ offset: Int
    ) {
        // SAFETY: the row lies below the block's end.
        let stop = unsafe end > cell && base[end &- 1] == Byte.carriageReturn ? end &- 1 : end
        if column == 0 && stop == cell {
            return
        }
        unsafe csv.take(column, base + cell, stop &- cell)
        unsafe finishTakenRow(csv, base, row: row, columns: column &+ 1, end: stop, offset)
        slots.clear()
        csv.beginRow()
    }

    private func finishTakenRow(
        _ csv: CSVCells, _ base: UnsafePointer<UInt8>, row: Int, columns: Int, end: Int, _ offset: Int
    ) {
        let isRagged = plan.columnCount > 0 && columns != plan.columnCount
        if isRagged { tally.ragged &+= 1 }
        if csv.hasCappedCell { tally.cappedCells &+= 1 }
        if csv.facts.hasControlBytes { tally.controlBytes &+= 1 }
        if csv.facts.hasHighBytes, unsafe !UTF8Check.isValid(base + row, end &- row) { tally.badUTF8 &+= 1 }
        if csv.hasBrokenText {
            finishBrokenRow(csv, row: row, end: end, offset)
        } else {
            finish(offset: offset &+ row, length: end &- row, line: 0, truncated: false)
        }
        tally.lastIsCut = isRagged && columns < plan.columnCount
    }

    /// A row whose JSON cell is cut: its id may still stand in another cell, or in what is left.
    private func finishBrokenRow(_ csv: CSVCells, row: Int, end: Int, _ offset: Int) {
        let (start, length) = (offset &+ row, end &- row)
        tally.records &+= 1
        guard let base = unsafe csv.broken.base else {
            refuse(.cut, offset: start, length: length, line: 0)
            return
        }
        if unsafe cutRecordIsFiltered(base, csv.broken.count) {
            tally.filtered &+= 1
            return
        }
        guard let hash = unsafe id() ?? cutID(base, csv.broken.count) else {
            refuse(.cut, offset: start, length: length, line: 0)
            return
        }
        keep(hash, unsafe time() ?? cutTime(base, csv.broken.count), offset: start, truncated: true)
    }
}
