import AuditModel

extension KeyExtractor {
    /// The hash of an id that stands whole in what is left of a cut record.
    func cutID(_ base: UnsafePointer<UInt8>, _ count: Int) -> IDHash? {
        for key in plan.cutIDKeys {
            if let value = unsafe CutRecord.value(of: key, base, count),
                let hash = unsafe hashOfText(base + value.lowerBound, value.count)
            {
                return hash
            }
        }
        return nil
    }

    /// Whether what is left of a cut record shows that a filter leaves it out.
    func cutRecordIsFiltered(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for filter in plan.filters {
            if filter.fields.contains(where: { slots[$0].hasText }) {
                if holds(filter) { continue }
                return true
            }
            for key in filter.cutKeys {
                guard let range = unsafe CutRecord.value(of: key, base, count) else { continue }
                // SAFETY: the range lies within the record.
                let text = unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
                if unsafe !text.elementsEqual(filter.value) { return true }
                break
            }
        }
        return false
    }

    /// The time that stands whole in what is left of a cut record.
    func cutTime(_ base: UnsafePointer<UInt8>, _ count: Int) -> EventTime? {
        guard let reader = plan.times.first?.reader else { return nil }
        for key in plan.cutTimeKeys {
            guard let value = unsafe CutRecord.value(of: key, base, count) else { continue }
            // SAFETY: the range lies within the record.
            let text = unsafe UnsafeRawBufferPointer(start: base + value.lowerBound, count: value.count)
            if let time = unsafe reader.read(text) { return time }
        }
        return nil
    }
}

/// Looks for a member in JSON text that is cut or broken.
enum CutRecord {
    /// The byte range of the first complete value of a member named `key`, without its quotes.
    ///
    /// Quotes may be plain, escaped by backslashes (JSON in JSON) or doubled (JSON in CSV). A value at the very end,
    /// where its own end is missing, is not complete.
    static func value(of key: String, _ base: UnsafePointer<UInt8>, _ count: Int) -> Range<Int>? {
        let needle = Array(key.utf8)
        var from = 0
        // SAFETY: every index is compared with `count` before it is read.
        while from < count, let hit = unsafe ByteSearch.first(needle, base + from, count &- from) {
            let start = from &+ hit
            from = start &+ 1
            guard start > 0, unsafe base[start &- 1] == Byte.quote else { continue }
            if let value = unsafe valueAfterKey(base, start &+ needle.count, count) { return value }
        }
        return nil
    }

    private static func valueAfterKey(_ base: UnsafePointer<UInt8>, _ keyEnd: Int, _ count: Int) -> Range<Int>? {
        var index = keyEnd
        let keyQuote = unsafe skipQuote(base, &index, count)
        guard keyQuote > 0 else { return nil }
        unsafe skipSpace(base, &index, count)
        guard index < count, unsafe base[index] == Byte.colon else { return nil }
        index &+= 1
        unsafe skipSpace(base, &index, count)
        let quote = unsafe skipQuote(base, &index, count)
        let start = index
        while index < count {
            let byte = unsafe base[index]
            if quote > 0 ? byte == Byte.quote || byte == Byte.backslash : byte == Byte.comma || byte == Byte.closeBrace
            {
                return index > start ? start..<index : nil
            }
            index &+= 1
        }
        return nil
    }

    /// Skips one quote in any dress; returns how many bytes it took.
    private static func skipQuote(_ base: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) -> Int {
        let start = index
        while index < count, unsafe base[index] == Byte.backslash { index &+= 1 }
        while index < count, index &- start < 8, unsafe base[index] == Byte.quote { index &+= 1 }
        if index > start, unsafe base[index &- 1] == Byte.quote { return index &- start }
        index = start
        return 0
    }

    private static func skipSpace(_ base: UnsafePointer<UInt8>, _ index: inout Int, _ count: Int) {
        while index < count, Byte.isSpace(unsafe base[index]) { index &+= 1 }
    }
}
