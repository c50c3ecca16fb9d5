import CByteScan

/// What single CSV cells mean.
enum CSVText {
    /// Copies a quoted cell's inner bytes, each doubled quote once; `output` needs room for `count + 64` bytes.
    static func undouble(_ base: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt8>) -> Int {
        // SAFETY: the kernel reads `count` bytes and writes within the room the caller made.
        if JSONTokenBuffer.isAvailable { return unsafe cbs_undouble(base, count, output) }
        return unsafe plainUndouble(base, count, into: output)
    }

    /// The same, a byte at a time.
    static func plainUndouble(
        _ base: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var (read, written) = (0, 0)
        // SAFETY: `read` stays below `count`, and no more is written than read.
        while read < count {
            let byte = unsafe base[read]
            unsafe output[written] = byte
            written &+= 1
            read &+= unsafe byte == Byte.quote && read &+ 1 < count && base[read &+ 1] == Byte.quote ? 2 : 1
        }
        return written
    }

    /// The same where a quote may also stand behind a backslash, which then goes; other backslashes stay.
    static func unescape(_ base: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt8>) -> Int {
        var (read, written) = (0, 0)
        // SAFETY: `read` stays below `count`, and no more is written than read.
        while read < count {
            let (byte, next) = unsafe (base[read], read &+ 1 < count ? base[read &+ 1] : 0)
            let isPair = byte == Byte.backslash && read &+ 1 < count
            if isPair && next != Byte.quote {
                unsafe output[written] = byte
                written &+= 1
            }
            unsafe output[written] = isPair ? next : byte
            written &+= 1
            read &+= isPair || byte == Byte.quote && next == Byte.quote ? 2 : 1
        }
        return written
    }

    /// Whether the text only says that there is no value: `-`, `'-`, a blank, `N/A` or `null`.
    @inline(__always)
    static func isPlaceholder(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count <= 4 else { return false }
        // SAFETY: the caller gave `count` bytes, at least one.
        switch count {
        case 1: return unsafe base[0] == Byte.minus || Byte.isSpace(base[0])
        case 2: return unsafe base[0] == Byte.apostrophe && base[1] == Byte.minus
        case 3:
            return unsafe base[0] == UInt8(ascii: "N") && base[1] == UInt8(ascii: "/") && base[2] == UInt8(ascii: "A")
        case 4: return unsafe ByteSearch.equal(base, Array("null".utf8))
        default: return true
        }
    }

    /// Without the apostrophe that some exports put before `=`, `+`, `-` and `@`.
    @inline(__always)
    static func withoutFormulaGuard(_ value: FieldValue) -> FieldValue {
        guard value.count > 1, let base = unsafe value.base, unsafe base[0] == Byte.apostrophe else { return value }
        let next = unsafe base[1]
        guard next == UInt8(ascii: "=") || next == Byte.plus || next == Byte.minus || next == UInt8(ascii: "@") else {
            return value
        }
        // SAFETY: the value has at least two bytes.
        return unsafe FieldValue(base: base + 1, count: value.count &- 1, kind: value.kind)
    }

    /// The number of characters (UTF-16 code units, as spreadsheets count them).
    @inline(__always)
    static func characters(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
        // A text of n bytes has at most n and at least n / 3 units, so most cells need no counting.
        guard count >= 32_767, count <= 3 * 32_767 else { return count }
        var units = 0
        // SAFETY: the caller gave `count` bytes.
        for index in 0..<count {
            let byte = unsafe base[index]
            units &+= byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
        }
        return units
    }

    /// The length without white space at the end.
    @inline(__always)
    static func trimmedEnd(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var end = count
        // SAFETY: `end` stays above 0.
        while end > 0, Byte.isSpace(unsafe base[end &- 1]) { end &-= 1 }
        return end
    }
}
