extension SpillFile {
    /// Writes bytes behind everything reserved so far and returns where they begin.
    package func append(_ bytes: [UInt8]) throws(SpillFailure) -> Int {
        let offset = reserve(bytes.count)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        defer { unsafe buffer.deallocate() }
        unsafe buffer.copyBytes(from: bytes)
        // SAFETY: the span lives no longer than the buffer.
        try unsafe write(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(buffer)), at: offset)
        return offset
    }

    /// Reads `count` bytes that begin at `offset`.
    package func bytes(at offset: Int, count: Int) throws(SpillFailure) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
        defer { unsafe buffer.deallocate() }
        // SAFETY: the span lives no longer than the buffer.
        var span = unsafe MutableRawSpan(_unsafeBytes: buffer)
        try read(into: &span, at: offset)
        return unsafe Array(buffer)
    }
}
