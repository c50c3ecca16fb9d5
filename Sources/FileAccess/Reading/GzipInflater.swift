import CZlib

/// Decompresses gzip data of any number of members, fed piece by piece.
@safe final class GzipInflater {
    /// Compressed bytes; fill it when ``inflate(into:_:)`` gives nothing, then call ``inputArrived()``.
    let input = BlockBuffer(capacity: 256 << 10)
    /// Whether the data is no gzip from here on.
    private(set) var isDamaged = false
    /// Whether the data so far ends with a whole member.
    private(set) var isAtMemberEnd = false

    private var stream = unsafe z_stream()
    private var consumed = 0
    /// Whether the last output was filled to its end, so that more may wait inside zlib although all input is taken.
    private var mayHoldOutput = false

    init() {
        // SAFETY: the stream is initialised once here and ended once in deinit. 31 is the largest window plus gzip headers.
        unsafe isDamaged =
            inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) != Z_OK
    }

    deinit { unsafe inflateEnd(&stream) }

    /// Says that ``input`` holds new bytes.
    func inputArrived() { consumed = 0 }

    /// Writes up to `room` bytes; 0 when it needs more input or the data is damaged.
    func inflate(into output: UnsafeMutablePointer<UInt8>, _ room: Int) -> Int {
        var written = 0
        while written < room, !isDamaged, consumed < input.count || mayHoldOutput {
            if isAtMemberEnd, !beginMember() { break }
            let status = input.withBytes { bytes in
                unsafe step(bytes, output + written, room - written, &written)
            }
            switch status {
            case Z_OK: continue
            case Z_STREAM_END: (isAtMemberEnd, mayHoldOutput) = (true, false)
            case Z_BUF_ERROR: return written
            default: (isDamaged, mayHoldOutput) = (true, false)
            }
        }
        return written
    }

    private func step(
        _ bytes: Span<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ room: Int, _ written: inout Int
    ) -> Int32 {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return Z_BUF_ERROR }
            // SAFETY: `consumed` is at most the count; zlib reads `avail_in` bytes and writes `avail_out`, both within the buffers; it never writes input.
            unsafe stream.next_in = UnsafeMutablePointer(mutating: start + consumed)
            unsafe stream.avail_in = UInt32(buffer.count - consumed)
            unsafe stream.next_out = output
            unsafe stream.avail_out = UInt32(min(room, 1 << 30))
            let asked = unsafe Int(stream.avail_out)
            let status = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
            unsafe consumed = buffer.count - Int(stream.avail_in)
            unsafe written += asked - Int(stream.avail_out)
            unsafe mayHoldOutput = stream.avail_out == 0
            return status
        }
    }

    /// Goes on with the next member; zero bytes that pad the file's end are passed over.
    private func beginMember() -> Bool {
        input.withBytes { bytes in
            while consumed < bytes.count, bytes[consumed] == 0 { consumed += 1 }
        }
        guard consumed < input.count else { return false }
        // SAFETY: the stream is initialised.
        isDamaged = unsafe inflateReset(&stream) != Z_OK
        isAtMemberEnd = false
        return !isDamaged
    }
}
