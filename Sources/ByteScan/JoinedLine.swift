import CByteScan

/// A line on which several JSON objects stand one behind another.
package enum JoinedLine {
    /// The length of the record that the line begins with; nil when that is the whole line.
    package static func firstLength(_ line: Span<UInt8>) -> Int? {
        unsafe line.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, buffer.count > 0, unsafe base[0] == Byte.openBrace else { return nil }
            let count = buffer.count
            guard let length = unsafe objectLength(base, count) else { return nil }
            // SAFETY: both parts lie within the line.
            guard (length..<count).contains(where: { unsafe !Byte.isSpace(base[$0]) }) else { return nil }
            let rest = unsafe nextPart(base, length, count)
            if unsafe ByteSearch.first(Byte.openBrace, base + rest, count &- rest) != nil { return length }
            let first = (0..<length).map { line[$0] }
            // A broken object with nothing but text behind it was read as one cut record.
            return (try? JSONTree(parsing: first)) == nil ? nil : length
        }
    }

    /// The length of the object that the text begins with, by its brackets alone; nil when it is not closed.
    static func objectLength(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        var (state, found) = (cbs_depth_state(), Int32(0))
        // SAFETY: the caller gave `count` bytes.
        let end = unsafe JSONDepth.close(base, count, 0, &state, &found)
        return found == 0 ? nil : end
    }

    /// Skips white space, commas and record separators (RFC 7464) between two parts.
    static func nextPart(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var at = start
        // SAFETY: `at` is compared with `end` before it is read.
        while at < end, unsafe Byte.isSpace(base[at]) || base[at] == Byte.comma || base[at] == 0x1E { at &+= 1 }
        return at
    }
}
