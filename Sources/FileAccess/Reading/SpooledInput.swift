import Glibc

/// A nameless copy of a stream, for what must be read more than once.
package final class SpooledInput: Sendable {
    private let descriptor: Int32

    /// Copies the stream to its end.
    ///
    /// - Parameter isCancelled: asked ten times a second, since a stream may never end.
    /// - Throws: ``FileFailure`` when the stream cannot be read or the folder has no room, or `CancellationError`.
    package init(copying source: String, folder: String, isCancelled: () -> Bool = { false }) throws {
        var name = Array((folder + "/siemgap-XXXXXX").utf8CString)
        // SAFETY: mkstemp changes the name in place, within its length; unlink reads it.
        descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { throw FileFailure.last("make a temporary file in", folder) }
        _ = unsafe unlink(name)
        let input = unsafe open(source, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard input >= 0 else { throw FileFailure.last("open", source) }
        defer { close(input) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while !isCancelled() {
            var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            // SAFETY: poll changes the one request it is given.
            guard unsafe poll(&request, 1, 100) > 0 else { continue }
            // SAFETY: read writes at most as many bytes as the array holds.
            let count = unsafe Glibc.read(input, &buffer, buffer.count)
            if count == 0 { return }
            if count < 0 {
                guard errno == EINTR || errno == EAGAIN else { throw FileFailure.last("read", source) }
                continue
            }
            try write(buffer, count, folder)
        }
        throw CancellationError()
    }

    deinit { close(descriptor) }

    /// Opens anew with each use, at the beginning.
    package var path: String { "/proc/self/fd/\(descriptor)" }

    private func write(_ buffer: [UInt8], _ count: Int, _ folder: String) throws(FileFailure) {
        var written = 0
        while written < count {
            let step = unsafe buffer.withUnsafeBytes { bytes -> Int in
                guard let base = bytes.baseAddress else { return -1 }
                // SAFETY: `written..<count` lies within the array.
                return unsafe Glibc.write(descriptor, base + written, count - written)
            }
            guard step >= 0 || errno == EINTR else { throw .last("write", folder) }
            written += max(step, 0)
        }
    }
}
