import Glibc

/// A file that appears under its name only when it is complete.
///
/// Bytes go through a buffer of 256 KiB to a temporary name in the same folder, and through SHA-256 on the way.
/// ``finish()`` makes them durable and gives the file its name; it never replaces a file. Abandoned or failed, the
/// temporary is removed. One owner, not for use from two threads at once.
package final class AtomicFile {
    /// What a finished file holds.
    package struct Summary: Hashable, Sendable {
        /// Full path under which the file now stands.
        package let path: String
        /// Length in bytes.
        package let bytes: Int
        /// How often ``AtomicFile/endRecord()`` was called.
        package let records: Int
        /// 64 lower-case hexadecimal digits.
        package let sha256: String
    }

    /// The path the file will have.
    package let path: String
    /// Bytes taken so far, those still in the buffer included.
    package private(set) var bytes = 0
    /// Records counted so far.
    package private(set) var records = 0

    private static let bufferBytes = 256 << 10
    private let folder: String
    private let temporary: String
    private let batch: FileBatch?
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var digest = FileDigest()

    /// Begins the file `name` in `folder`, readable by its owner only.
    ///
    /// - Throws: ``FileFailure`` if the name is taken or the folder cannot be written.
    package init(folder: String, name: String, batch: FileBatch? = nil) throws(FileFailure) {
        self.folder = folder
        self.batch = batch
        path = folder + "/" + name
        temporary = folder + "/." + name + ".partial"
        descriptor = -1
        guard !FileSystem.exists(path) else { throw FileFailure(step: "create", path: path, errorNumber: EEXIST) }
        // SAFETY: open reads the two strings, which live during the call.
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .last("create", path) }
        buffer.reserveCapacity(Self.bufferBytes)
    }

    deinit { abandon() }

    /// Adds bytes.
    package func write(_ span: Span<UInt8>) throws(FileFailure) {
        bytes += span.count
        guard span.count < Self.bufferBytes else {
            try flush()
            return try send(span)
        }
        // SAFETY: the buffer copies the span's bytes during the call.
        unsafe span.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Adds bytes.
    package func write(_ bytes: [UInt8]) throws(FileFailure) { try write(bytes.span) }

    /// Adds text as UTF-8.
    package func write(_ text: String) throws(FileFailure) { try write(Array(text.utf8)) }

    /// Counts one record.
    package func endRecord() { records += 1 }

    /// Makes all bytes durable and gives the file its name; a file of a batch waits for ``FileBatch/commit(folder:)``.
    ///
    /// - Throws: ``FileFailure``; the temporary is gone then. Must not be called twice.
    package func finish() throws(FileFailure) -> Summary {
        do throws(FileFailure) {
            try flush()
            if let batch {
                batch.add(FileBatch.Waiting(descriptor: descriptor, temporary: temporary, path: path))
                descriptor = -1
                return Summary(path: path, bytes: bytes, records: records, sha256: digest.hexadecimal())
            }
            guard fsync(descriptor) == 0 else { throw FileFailure.last("write", path) }
            let closed = close(descriptor)
            descriptor = -1
            guard closed == 0 else {
                // SAFETY: unlink reads the string, which lives during the call.
                defer { _ = unsafe unlink(temporary) }
                throw FileFailure.last("write", path)
            }
            try FileSystem.renameWithoutReplacing(temporary, to: path)
            try FileSystem.synchronize(folder: folder)
        } catch {
            abandon()
            throw error
        }
        return Summary(path: path, bytes: bytes, records: records, sha256: digest.hexadecimal())
    }

    /// Removes what was written; no effect once finished.
    package func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        // SAFETY: unlink reads the string, which lives during the call.
        _ = unsafe unlink(temporary)
    }

    private func flush() throws(FileFailure) {
        guard !buffer.isEmpty else { return }
        var full: [UInt8] = []
        swap(&full, &buffer)
        try send(full.span)
        full.removeAll(keepingCapacity: true)
        swap(&full, &buffer)
    }

    private func send(_ span: Span<UInt8>) throws(FileFailure) {
        digest.update(span)
        var sent = 0
        while sent < span.count {
            // SAFETY: `sent` is below the count, so pointer and length stay inside the span.
            let written = unsafe span.withUnsafeBytes { whole in
                unsafe Glibc.write(descriptor, whole.baseAddress.map { unsafe $0 + sent }, whole.count - sent)
            }
            if written > 0 {
                sent += written
            } else if written < 0 && errno != EINTR {
                throw .last("write", path)
            }
        }
    }
}
