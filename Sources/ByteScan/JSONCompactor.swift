/// Removes white space between the tokens of JSON text; everything else stays byte for byte.
package enum JSONCompactor {
    /// The text without white space outside strings.
    package static func compacted(_ text: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        unsafe text.withUnsafeBufferPointer { bytes in
            var (start, index) = (0, 0)  // bytes from `start` on are wanted and not yet copied
            // SAFETY: both indices stay within the buffer.
            while index < bytes.count {
                let byte = unsafe bytes[index]
                if byte == Byte.quote {
                    index = unsafe endOfString(bytes, index)
                } else if Byte.isSpace(byte) {
                    unsafe output.append(contentsOf: bytes[start..<index])
                    index += 1
                    start = index
                } else {
                    index += 1
                }
            }
            unsafe output.append(contentsOf: bytes[start...])
        }
        return output
    }

    /// The index after the string that begins at `start`, or the end of the text if it is never closed.
    private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard let base = bytes.baseAddress else { return bytes.count }
        var from = start + 1
        // SAFETY: hits lie between `from` and the buffer's end; looking back ends at the opening quote.
        while let hit = unsafe ByteSearch.first(Byte.quote, base + from, bytes.count - from) {
            let quote = from + hit
            var slash = quote
            while unsafe slash > start + 1 && base[slash - 1] == Byte.backslash { slash -= 1 }
            if (quote - slash).isMultiple(of: 2) { return quote + 1 }
            from = quote + 1
        }
        return bytes.count
    }
}
