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
            if csv.marks.hasStrayText { tally.openQuotes = unsafe csv.marks.openQuotes(base, buffer.count) }
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
                    unsafe finishRow(csv, base, row: row, cell: cell, column: column, end: at, isOpen: false, offset)
                    (row, column) = (at &+ 1, 0)
                } else {
                    unsafe csv.take(column, base + cell, at &- cell)
                    column &+= 1
                }
                cell = at &+ 1
                bits &= bits &- 1
            }
        }
        guard row < count else { return }
        unsafe finishRow(csv, base, row: row, cell: cell, column: column, end: count, isOpen: true, offset)
    }

    @inline(__always)
    private func finishRow(
        _ csv: CSVCells, _ base: UnsafePointer<UInt8>, row: Int, cell: Int, column: Int, end: Int, isOpen: Bool,
        _ offset: Int
    ) {
        // SAFETY: the row lies below the block's end.
        let stop = unsafe end > cell && base[end &- 1] == Byte.carriageReturn ? end &- 1 : end
        if column == 0 && stop == cell {
            return
        }
        unsafe csv.take(column, base + cell, stop &- cell)
        unsafe finishTakenRow(csv, base, row: row, columns: column &+ 1, end: stop, isOpen: isOpen, offset)
        slots.clear()
        csv.beginRow()
    }

    private func finishTakenRow(
        _ csv: CSVCells, _ base: UnsafePointer<UInt8>, row: Int, columns: Int, end: Int, isOpen: Bool,
        _ offset: Int
    ) {
        if unsafe isHeader(base + row, end &- row) {
            tally.repeatedHeaders &+= 1
            return
        }
        let isRagged = plan.columnCount > 0 && columns != plan.columnCount
        if isRagged {
            tally.ragged &+= 1
            unsafe forgetShifted(csv, base + row, end &- row, columns: columns, isOpen: isOpen)
        }
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

    /// Whether the row is the header once more, perhaps behind a byte-order mark, as joined exports have it.
    private func isHeader(_ row: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard !header.isEmpty, count == header.count || count == header.count &+ 3 else { return false }
        let mark = count &- header.count
        // SAFETY: the row has three bytes more than the header, or none.
        return unsafe ByteSearch.equal(row + mark, header)
            && (mark == 0 || ByteSearch.equal(row, [0xEF, 0xBB, 0xBF]))
    }

    /// Forgets what may not be its column's, in a row that has another number of cells than the header.
    ///
    /// Missing cells are taken to be those at the end, of which the last is doubtful when the row itself is cut. Surplus
    /// cells without text at the end do no harm. Otherwise only the first cell is where it should be, and not even
    /// that says everything when the row is long enough to hold two.
    func forgetShifted(_ csv: CSVCells, _ row: UnsafePointer<UInt8>, _ count: Int, columns: Int, isOpen: Bool) {
        let surplus = columns &- plan.columnCount
        guard plan.columnCount > 0, surplus > 0 || isOpen && surplus < 0 else { return }
        // SAFETY: a row has at least as many bytes as separators.
        if surplus > 0, (1...surplus).allSatisfy({ unsafe row[count &- $0] == csv.marks.separator }) { return }
        let certain = surplus < 0 ? columns &- 1 : columns < 2 &* plan.columnCount &- 1 ? 1 : 0
        for (slot, address) in plan.fields.enumerated() {
            // JSON text in a cell that is cut still shows which of its values are whole.
            if case .cell(let column, let steps) = address, column >= certain, surplus > 0 || steps.isEmpty {
                slots.forget(slot)
            }
        }
        if surplus > 0, csv.hasBrokenText, csv.brokenColumn >= certain { csv.forgetBroken() }
    }

    /// A row whose JSON cell is cut: its id may still stand in another cell, or in what is left.
    private func finishBrokenRow(_ csv: CSVCells, row: Int, end: Int, _ offset: Int) {
        let (start, length) = (offset &+ row, end &- row)
        tally.records &+= 1
        guard let base = unsafe csv.broken.base else {
            refuse(.cut, offset: start, length: length, line: 0)
            return
        }
        let passes = unsafe !cutRecordIsFiltered(base, csv.broken.count)
        if unsafe !takes(id() ?? cutID(base, csv.broken.count), passing: passes) {
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
