import AuditModel
import FileAccess
import Glibc

/// The file `--log-file` names; each message is appended with its time.
final class MessageLog {
    private let descriptor: Int32

    /// Opens or creates the file, readable by its owner only.
    init(path: String) throws(FileFailure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure(step: "write", path: path, errorNumber: errno) }
    }

    deinit { close(descriptor) }

    /// Appends a message; a log that can no longer be written does not end the run.
    func append(_ text: String, at now: Int64) {
        let bytes = Array((InstantText.rfc3339(now) + " " + text).utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
}
