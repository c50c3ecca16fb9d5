import CZlib

/// Compresses bytes held in memory.
package enum GzipDeflater {
    /// One gzip member that holds the bytes, without a name or a time, so that the same bytes give the same member.
    ///
    /// - Parameter level: 1, fastest, to 9, smallest.
    package static func member(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        // SAFETY: the stream lives during all calls and is ended once. 31 is the largest window plus gzip headers.
        let status = unsafe deflateInit2_(
            &stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        precondition(status == Z_OK, "zlib has no memory for a stream")
        defer { unsafe deflateEnd(&stream) }
        // SAFETY: deflateBound only computes with the length.
        let bound = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
        var output = [UInt8](repeating: 0, count: bound)
        let rest = unsafe output.withUnsafeMutableBufferPointer { room in
            unsafe bytes.withUnsafeBufferPointer { input in
                // SAFETY: zlib reads `avail_in` bytes and writes at most `avail_out`, the two buffers' lengths; it never
                // writes its input. With `deflateBound` bytes of room one call finishes the member.
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = room.baseAddress
                unsafe stream.avail_out = UInt32(room.count)
                let finished = unsafe deflate(&stream, Z_FINISH)
                precondition(finished == Z_STREAM_END, "zlib did not finish within its own bound")
                return unsafe Int(stream.avail_out)
            }
        }
        output.removeLast(rest)
        return output
    }
}
