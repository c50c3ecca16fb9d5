import Glibc

/// A file of lines that only grows, and that other programs follow while it does.
///
/// A line is there whole or not at all: lines are appended in one call, and what could not be written to its end is taken
/// back. One writer among all processes; a lock on the file sees to it. One owner, not for use from two threads at once.
package final class LineFile {
    package let path: String
    /// Length in bytes.
    package private(set) var byteCount: Int

    private let descriptor: Int32
    private let identity: (device: dev_t, inode: ino_t)

    private static let blockBytes = 64 << 10

    /// Opens the file or makes it, readable by its owner's group.
    ///
    /// - Throws: ``FileFailure`` with the step `lock` when another process writes to it.
    package init(path: String) throws(FileFailure) {
        self.path = path
        // SAFETY: open reads the string, which lives during the call.
        let opened = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard opened >= 0 else { throw .last("write", path) }
        var status = stat()
        // SAFETY: fstat fills the structure, which lives during the call.
        guard unsafe fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw FileFailure(step: "write", path: path, errorNumber: EINVAL)
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let failure = FileFailure.last("lock", path)
            close(opened)
            throw failure
        }
        descriptor = opened
        identity = (status.st_dev, status.st_ino)
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Whether the path still leads to this file; not so once somebody has renamed or removed it.
    package var isInPlace: Bool {
        var status = stat()
        // SAFETY: stat reads the string and fills the structure, both of which live during the call.
        return unsafe stat(path, &status) == 0 && status.st_dev == identity.device && status.st_ino == identity.inode
    }

    /// Adds whole lines; when that fails the file is as long as before.
    package func append(_ lines: [UInt8]) throws(FileFailure) {
        let start = byteCount
        var done = 0
        while done < lines.count {
            // SAFETY: the address and length given to the system lie within the array, which outlives the call.
            let wrote = unsafe lines.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            }
            if wrote < 0 && errno == EINTR { continue }
            guard wrote > 0 else {
                let failure = FileFailure(step: "write", path: path, errorNumber: wrote < 0 ? errno : ENOSPC)
                try truncate(to: start)
                throw failure
            }
            done += wrote
        }
        byteCount = start + done
    }

    /// Waits until everything appended so far is on the disk.
    package func synchronize() throws(FileFailure) {
        guard fdatasync(descriptor) == 0 else { throw .last("write", path) }
    }

    /// Cuts the file.
    package func truncate(to length: Int) throws(FileFailure) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw .last("write", path) }
        byteCount = length
    }

    /// The bytes after the last line feed; empty when the file ends with one.
    ///
    /// - Parameter most: how many bytes are looked at; a longer rest gives nil.
    package func unfinishedLine(most: Int) throws(FileFailure) -> [UInt8]? {
        var rest: [UInt8] = []
        var end = byteCount
        while end > 0 {
            let start = max(0, end - Self.blockBytes)
            let block = try PositionedRead.bytes(of: descriptor, at: start, count: end - start, path: path)
            if let lineFeed = block.lastIndex(of: 0x0A) { return Array(block[(lineFeed + 1)...]) + rest }
            rest = block + rest
            guard rest.count <= most else { return nil }
            end = start
        }
        return rest
    }
}
