/// Gzip data held in memory.
package enum GzipBytes {
    /// Whether the bytes begin as gzip data does.
    package static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The unpacked bytes of all members; nil when the data is damaged, cut, or holds more than `limit` bytes.
    package static func unpacked(_ bytes: [UInt8], atMost limit: Int) -> [UInt8]? {
        let inflater = GzipInflater()
        inflater.input.append(bytes.span)
        inflater.inputArrived()
        let step = 256 << 10
        var output: [UInt8] = []
        var block = [UInt8](repeating: 0, count: step)
        while true {
            let count = unsafe block.withUnsafeMutableBufferPointer { buffer in
                // SAFETY: the inflater writes at most `step` bytes, which the block has.
                unsafe buffer.baseAddress.map { unsafe inflater.inflate(into: $0, step) } ?? 0
            }
            guard !inflater.isDamaged, output.count + count <= limit else { return nil }
            if count == 0 { return inflater.isAtMemberEnd ? output : nil }
            output += block[..<count]
        }
    }
}
