import Glibc
import Synchronization

/// A nameless temporary file for what does not fit into memory.
///
/// It is opened at the first use and unlinked at once, so a killed process leaves nothing behind. Any number of threads
/// may write and read; every write has a stretch of its own. Space is given back when the file is released.
package final class SpillFile: Sendable {
    /// The folder that holds the file.
    package let folder: String

    private let descriptor = Mutex<Int32?>(nil)
    private let end = Atomic<Int>(0)

    /// Names the folder; nothing is opened yet.
    package init(folder: String) { self.folder = folder }

    deinit {
        if let open = descriptor.withLock({ $0 }) { close(open) }
    }

    /// Bytes reserved so far; 0 while everything fitted into memory.
    package var byteCount: Int { end.load(ordering: .relaxed) }

    /// Sets aside a stretch of `byteCount` bytes and gives its offset.
    package func reserve(_ byteCount: Int) -> Int {
        end.wrappingAdd(byteCount, ordering: .relaxed).oldValue
    }

    /// Writes the bytes to a stretch of their own and gives its offset.
    package func append(_ bytes: RawSpan) throws(SpillFailure) -> Int {
        let offset = reserve(bytes.byteCount)
        try write(bytes, at: offset)
        return offset
    }

    /// Writes all bytes, from the offset on.
    package func write(_ bytes: RawSpan, at offset: Int) throws(SpillFailure) {
        let file = try opened()
        var done = 0
        while done < bytes.byteCount {
            // SAFETY: the address and length given to the system lie within the span, which outlives the call.
            let wrote = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(file, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
            }
            if wrote < 0 && errno == EINTR { continue }
            guard wrote > 0 else { throw SpillFailure(.write, folder: folder, code: wrote < 0 ? errno : ENOSPC) }
            done += wrote
        }
    }

    /// Fills all of `bytes` from the offset on.
    package func read(into bytes: inout MutableRawSpan, at offset: Int) throws(SpillFailure) {
        let file = try opened()
        var done = 0
        while done < bytes.byteCount {
            // SAFETY: the address and length given to the system lie within the span, which outlives the call.
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(file, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SpillFailure(.read, folder: folder, code: count < 0 ? errno : 0) }
            done += count
        }
    }

    private func opened() throws(SpillFailure) -> Int32 {
        try descriptor.withLock { open throws(SpillFailure) in
            if let open { return open }
            var path = Array("\(folder)/siemgap-XXXXXX".utf8CString)
            // SAFETY: the path is a zero-terminated array of its own that the calls use only while they run.
            let file = unsafe mkstemp(&path)
            guard file >= 0 else { throw SpillFailure(.open, folder: folder, code: errno) }
            _ = unsafe unlink(path)
            _ = fcntl(file, F_SETFD, FD_CLOEXEC)
            open = file
            return file
        }
    }
}
