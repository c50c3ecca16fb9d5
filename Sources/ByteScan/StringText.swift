/// Walks the text of JSON strings, eight bytes at a time.
enum StringText {
    private static let lows: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The place of the first quote or backslash at or after `start`, else the text's end; and what is not 0 where a byte
    /// before it is beyond ASCII.
    ///
    /// - Parameter start: in `0...bytes.count`.
    static func stop(in bytes: Span<UInt8>, from start: Int) -> (place: Int, high: UInt64) {
        precondition(0...bytes.count ~= start)
        return unsafe bytes.withUnsafeBytes { unsafe stop(in: $0, from: start) }
    }

    /// The same over raw bytes.
    @inline(__always)
    static func stop(in bytes: UnsafeRawBufferPointer, from start: Int) -> (place: Int, high: UInt64) {
        var (place, bits) = (start, UInt64(0))
        while place &+ 8 <= bytes.count {
            // SAFETY: eight bytes from `place` lie within the text.
            let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let hits = zeros(word ^ (lows &* 0x22)) | zeros(word ^ (lows &* 0x5C))
            if hits != 0 {
                let count = UInt64(hits.trailingZeroBitCount) & ~7
                bits |= word & ((1 &<< count) &- 1)
                return (place &+ Int(count &>> 3), bits & highs)
            }
            bits |= word
            place &+= 8
        }
        while place < bytes.count {
            // SAFETY: `place` lies below the text's count.
            let byte = unsafe bytes[place]
            if byte == Byte.quote || byte == Byte.backslash { break }
            bits |= UInt64(byte)
            place &+= 1
        }
        return (place, bits & highs)
    }

    /// The highest bit of each byte that is zero; above the lowest such byte others may be marked as well.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- lows) & ~word & highs }
}
