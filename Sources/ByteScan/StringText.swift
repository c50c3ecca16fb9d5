/// Walks the text of JSON strings, eight bytes at a time.
package enum StringText {
    private static let lows: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The place of the first quote or backslash at or after `start`, else the text's end; and 0x80 where a byte before it is
    /// beyond ASCII, else 0.
    ///
    /// - Parameter start: in `0...bytes.count`.
    package static func stop(in bytes: Span<UInt8>, from start: Int) -> (place: Int, high: UInt8) {
        precondition(0...bytes.count ~= start)
        return unsafe bytes.withUnsafeBytes { buffer in
            var (place, bits) = (start, UInt64(0))
            while place &+ 8 <= buffer.count {
                // SAFETY: eight bytes from `place` lie within the buffer.
                let word = unsafe buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                let hits = zeros(word ^ (lows &* 0x22)) | zeros(word ^ (lows &* 0x5C))
                if hits != 0 {
                    let count = UInt64(hits.trailingZeroBitCount) & ~7
                    bits |= word & ((1 &<< count) &- 1)
                    return (place &+ Int(count &>> 3), bits & highs == 0 ? 0 : 0x80)
                }
                bits |= word
                place &+= 8
            }
            while place < buffer.count {
                // SAFETY: `place` lies below the buffer's count.
                let byte = unsafe buffer[place]
                if byte == Byte.quote || byte == Byte.backslash { break }
                bits |= UInt64(byte)
                place &+= 1
            }
            return (place, bits & highs == 0 ? 0 : 0x80)
        }
    }

    /// The highest bit of each byte that is zero; above the lowest such byte others may be marked as well.
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- lows) & ~word & highs }
}
