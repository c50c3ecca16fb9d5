import Glibc

/// Reads a part of an open file without moving its position, so that readers do not disturb each other or a writer.
enum PositionedRead {
    /// Reads `count` bytes from an offset on; fewer only at the file's end.
    ///
    /// - Parameter path: named by failures.
    static func bytes(
        of descriptor: Int32, at offset: Int, count: Int, path: String
    ) throws(FileFailure) -> [UInt8] {
        var failed: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                // SAFETY: the address and length given to the system lie within the array's new storage.
                let got = unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failed = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        guard failed == 0 else { throw FileFailure(step: "read", path: path, errorNumber: failed) }
        return bytes
    }
}
