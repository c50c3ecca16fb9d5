import Glibc

/// The right to be the only one who writes into a folder.
///
/// An advisory lock on the file `.lock` there, which the system releases when the process ends, however it ends.
package final class FolderLock: Sendable {
    /// The lock's name in its folder.
    package static let fileName = ".lock"

    /// Why a folder is not ours.
    package enum Refusal: Error, Hashable, Sendable {
        /// Another process has it; what that one wrote about itself.
        case held(by: String)
        case failed(FileFailure)
    }

    private let descriptor: Int32
    private let path: String

    /// Takes the folder, which must exist.
    ///
    /// - Throws: ``Refusal`` at once when another process has it.
    package init(folder: String) throws(Refusal) {
        path = folder + "/" + Self.fileName
        while true {
            // SAFETY: open reads the string, which lives during the call.
            let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard opened >= 0 else { throw .failed(.last("write", path)) }
            guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
                let refusal = errno == EWOULDBLOCK ? Refusal.held(by: Self.text(opened)) : .failed(.last("lock", path))
                close(opened)
                throw refusal
            }
            if Self.isNamed(opened, path) {
                descriptor = opened
                break
            }
            // The holder before removed the file between our two calls.
            close(opened)
        }
        let holder = Array("process \(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        // SAFETY: the array outlives the call. A lock whose holder is not named is still a lock.
        _ = unsafe holder.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    deinit {
        // SAFETY: unlink reads the string, which lives during the call. The lock is still held, so the name is ours.
        _ = unsafe unlink(path)
        close(descriptor)
    }

    private static func isNamed(_ descriptor: Int32, _ path: String) -> Bool {
        var (ours, named) = (stat(), stat())
        // SAFETY: both calls fill structures that live during them.
        guard unsafe fstat(descriptor, &ours) == 0, unsafe stat(path, &named) == 0 else { return false }
        return ours.st_ino == named.st_ino && ours.st_dev == named.st_dev
    }

    private static func text(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 64)
        // SAFETY: pread writes at most 64 bytes into the array.
        let count = unsafe pread(descriptor, &bytes, 64, 0)
        let line = bytes.prefix(max(count, 0)).prefix { $0 != UInt8(ascii: "\n") }
        return line.isEmpty ? "another process" : String(decoding: line, as: UTF8.self)
    }
}
