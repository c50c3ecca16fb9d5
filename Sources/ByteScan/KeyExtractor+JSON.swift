extension KeyExtractor {
    /// Takes a block of lines, each one JSON record; a text in front of the record is skipped.
    ///
    /// - Parameters:
    ///   - block: whole lines; the last may lack its line feed.
    ///   - offset: the block's byte offset in the decompressed file.
    package func readLines(_ block: Span<UInt8>, at offset: Int) {
        unsafe block.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let count = buffer.count
            var (at, line) = (0, 0)
            // SAFETY: `at` is compared with `count`, and the scanner reads no more bytes than it is told.
            while at < count {
                slots.clear()
                let length = unsafe json.scanLine(base + at, count &- at)
                unsafe finishLine(base + at, length, offset: offset &+ at, line: line)
                at &+= length &+ 1
                line &+= 1
            }
            tally.lineFeeds = unsafe count > 0 && base[count &- 1] == Byte.lineFeed ? line : max(line - 1, 0)
        }
    }

    /// Takes JSON values cut out of a larger text.
    ///
    /// - Parameters:
    ///   - ranges: byte ranges within the block, in order.
    ///   - offset: the block's byte offset in the decompressed file.
    package func readValues(_ block: Span<UInt8>, ranges: [Range<Int>], at offset: Int) {
        unsafe block.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var (line, counted) = (0, 0)
            for range in ranges {
                // SAFETY: the ranges lie within the block.
                line &+= unsafe Self.lineFeeds(base + counted, range.lowerBound &- counted)
                counted = range.lowerBound
                slots.clear()
                unsafe json.scan(base + range.lowerBound, range.count)
                unsafe finishRecord(
                    base + range.lowerBound, range.count, offset: offset &+ range.lowerBound, line: line)
            }
            tally.lineFeeds = line &+ (unsafe Self.lineFeeds(base + counted, buffer.count &- counted))
        }
    }

    static func lineFeeds(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var (feeds, at) = (0, 0)
        // SAFETY: `at` never passes `count`.
        while let hit = unsafe ByteSearch.lineFeed(base + at, count &- at) {
            feeds &+= 1
            at &+= hit &+ 1
        }
        return feeds
    }

    @inline(__always)
    private func finishLine(_ base: UnsafePointer<UInt8>, _ length: Int, offset: Int, line: Int) {
        if json.facts.isWhole && json.facts.isObject {
            unsafe noteBytes(base, length)
            if json.facts.hasBrokenText {
                unsafe finishBroken(base, length, offset: offset, line: line)
            } else {
                finish(offset: offset, length: length, line: line, truncated: false)
            }
        } else {
            unsafe finishOddLine(base, length, offset: offset, line: line)
        }
    }

    private func finishOddLine(_ base: UnsafePointer<UInt8>, _ length: Int, offset: Int, line: Int) {
        var end = length
        // SAFETY: all indices stay within the line.
        while end > 0, Byte.isSpace(unsafe base[end &- 1]) { end &-= 1 }
        var start = 0
        while start < end, Byte.isSpace(unsafe base[start]) { start &+= 1 }
        guard start < end else { return }
        if !json.facts.isWhole {
            if unsafe finishJoined(base, start..<end, offset: offset, line: line) { return }
            if unsafe finishTorn(base, start..<end, offset: offset, line: line) { return }
            if unsafe base[start] != Byte.openBrace, let prefix = unsafe prefixLength(base, end) {
                unsafe finishRecord(base + prefix, end &- prefix, offset: offset &+ prefix, line: line)
                return
            }
        }
        unsafe finishRecord(base, length, offset: offset, line: line)
    }

    /// The length of a text in front of a JSON object that fills the rest; leaves that object scanned.
    private func prefixLength(_ base: UnsafePointer<UInt8>, _ end: Int) -> Int? {
        var from = 0
        for _ in 0..<8 {
            // SAFETY: `from` and the hit stay within `end`.
            guard let hit = unsafe ByteSearch.first(Byte.openBrace, base + from, end &- from) else { return nil }
            from &+= hit
            slots.clear()
            unsafe json.scan(base + from, end &- from)
            if json.facts.isWhole { return from }
            from &+= 1
        }
        slots.clear()
        return nil
    }

    /// What becomes of a scanned record, whole or not.
    func finishRecord(_ base: UnsafePointer<UInt8>, _ length: Int, offset: Int, line: Int) {
        if json.facts.isWhole {
            guard unsafe json.facts.isObject || isRow(base) else {
                if unsafe isNull(base, length) { return }
                tally.records += 1
                tally.lastIsCut = false
                refuse(.notAnObject, offset: offset, length: length, line: line)
                return
            }
            unsafe noteBytes(base, length)
            if json.facts.hasBrokenText {
                unsafe finishBroken(base, length, offset: offset, line: line)
            } else {
                finish(offset: offset, length: length, line: line, truncated: false)
            }
            return
        }
        tally.records += 1
        tally.lastIsCut = true
        slots.clear()
        if unsafe !takes(cutID(base, length), passing: !cutRecordIsFiltered(base, length)) {
            tally.filtered += 1
            return
        }
        let looksCut = unsafe ByteSearch.first(Byte.openBrace, base, length) != nil
        guard let hash = unsafe cutID(base, length) else {
            refuse(looksCut ? .cut : .notJSON, offset: offset, length: length, line: line)
            return
        }
        keep(hash, unsafe cutTime(base, length), offset: offset, truncated: true)
    }

    /// What becomes of a whole record that holds a cut JSON text: its id is looked for in what is left of that, too.
    private func finishBroken(_ base: UnsafePointer<UInt8>, _ length: Int, offset: Int, line: Int) {
        // SAFETY: the record's own bytes.
        guard id() == nil, let hash = unsafe cutID(base, length) else {
            finish(offset: offset, length: length, line: line, truncated: true)
            return
        }
        if isSetAside(offset: offset, length: length, line: line) { return }
        tally.records += 1
        tally.lastIsCut = false
        if unsafe !takes(hash, passing: !cutRecordIsFiltered(base, length)) {
            tally.filtered += 1
        } else {
            keep(hash, unsafe time() ?? cutTime(base, length), offset: offset, truncated: true)
        }
    }

    /// Whether the plan takes the record as a table's row.
    private func isRow(_ base: UnsafePointer<UInt8>) -> Bool {
        // SAFETY: a whole record has at least one byte.
        unsafe plan.columnCount > 0 && base[0] == Byte.openBracket
    }

    /// A `null` in an array of events stands for one that was dropped before, not for a record.
    private func isNull(_ base: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        unsafe length == 4 && base[0] == UInt8(ascii: "n")
    }

    @inline(__always)
    func noteBytes(_ base: UnsafePointer<UInt8>, _ length: Int) {
        if json.facts.hasControlBytes { tally.controlBytes &+= 1 }
        if json.facts.hasHighBytes, unsafe !UTF8Check.isValid(base, length) { tally.badUTF8 &+= 1 }
    }
}
