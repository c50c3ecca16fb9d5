/// Compares member names that hold escapes.
enum JSONKey {
    /// The node behind the edge whose key equals the decoded string that begins at `start`, after its quote; -1 when the
    /// string has no escape or no edge is like it.
    static func matchEscaped(
        _ start: UnsafePointer<UInt8>, _ count: Int, _ trie: FieldTrie, _ node: FieldTrie.Node
    ) -> Int {
        guard let end = unsafe stringEnd(start, count), unsafe ByteSearch.hasBackslash(start, end) else { return -1 }
        let decoded = unsafe [UInt8](unsafeUninitializedCapacity: end) { buffer, written in
            // SAFETY: decoding never grows the text, and the buffer has room for all of it.
            guard let output = buffer.baseAddress else { return }
            written = unsafe JSONText.decode(start, end, into: output)
        }
        return trie.target(node, key: decoded)
    }

    /// Offset of the quote that ends the string, or nil.
    static func stringEnd(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        var index = 0
        // SAFETY: `index` is compared with `count` before it is read.
        while index < count {
            let byte = unsafe start[index]
            if byte == Byte.quote { return index }
            index &+= byte == Byte.backslash ? 2 : 1
        }
        return nil
    }
}
