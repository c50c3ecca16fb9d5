import Glibc
import Synchronization

/// A file that only grows, from several runs one after another.
///
/// What was appended is durable once ``synchronize()`` has returned. One writer at a time; reading may go on beside it.
package final class AppendFile: Sendable {
    package let path: String

    private let descriptor: Int32
    private let end: Atomic<Int>

    /// Opens the file, or makes it for its owner only.
    ///
    /// - Throws: ``FileFailure`` when it is no regular file or cannot be written.
    package init(path: String) throws(FileFailure) {
        self.path = path
        // SAFETY: open reads the string, which lives during the call.
        let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw .last("write", path) }
        var status = stat()
        // SAFETY: fstat fills the structure, which lives during the call.
        guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw FileFailure(step: "write", path: path, errorNumber: EINVAL)
        }
        descriptor = opened
        end = Atomic(Int(status.st_size))
    }

    deinit { close(descriptor) }

    /// Length in bytes.
    package var byteCount: Int { end.load(ordering: .acquiring) }

    /// Adds bytes at the end; when that fails the file is as long as before.
    ///
    /// - Returns: the offset at which they begin.
    @discardableResult package func append(_ bytes: [UInt8]) throws(FileFailure) -> Int {
        let start = byteCount
        var done = 0
        while done < bytes.count {
            // SAFETY: the address and length given to the system lie within the array, which outlives the call.
            let wrote = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(start + done))
            }
            if wrote < 0 && errno == EINTR { continue }
            guard wrote > 0 else {
                let failure = FileFailure(step: "write", path: path, errorNumber: wrote < 0 ? errno : ENOSPC)
                ftruncate(descriptor, off_t(start))
                throw failure
            }
            done += wrote
        }
        end.store(start + done, ordering: .releasing)
        return start
    }

    /// Waits until everything appended so far is on the disk.
    package func synchronize() throws(FileFailure) {
        guard fdatasync(descriptor) == 0 else { throw .last("write", path) }
    }

    /// Cuts the file; shorter files stay as they are.
    package func truncate(to length: Int) throws(FileFailure) {
        guard length < byteCount else { return }
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw .last("write", path) }
        end.store(length, ordering: .releasing)
    }

    /// Reads up to `count` bytes from an offset on; fewer only at the file's end.
    package func bytes(at offset: Int, count: Int) throws(FileFailure) -> [UInt8] {
        let wanted = max(0, min(count, byteCount - offset))
        return try PositionedRead.bytes(of: descriptor, at: offset, count: wanted, path: path)
    }
}
