package import AuditModel
import Glibc

/// A system call on a file or folder that did not work: which step, on what, and the system's own reason.
package struct FileFailure: Error, Hashable, Sendable {
    /// What was being done, as an infinitive: `write`, `create`, `rename`.
    package let step: String
    package let path: String
    /// The C library's `errno`.
    package let errorNumber: Int32

    /// Describes a failed step.
    package init(step: String, path: String, errorNumber: Int32) {
        self.step = step
        self.path = path
        self.errorNumber = errorNumber
    }

    /// The failure of the call that just returned.
    static func last(_ step: String, _ path: String) -> FileFailure {
        FileFailure(step: step, path: path, errorNumber: errno)
    }

    /// Whether storage ran out: the disk, a quota, or the largest file the process may write.
    package var isDiskFull: Bool { [ENOSPC, EDQUOT, EFBIG].contains(errorNumber) }

    /// Whether the system refused for lack of permission, or because the file system cannot be written.
    package var isPermission: Bool { [EACCES, EPERM, EROFS].contains(errorNumber) }

    /// Whether something of that name is there already.
    package var alreadyExists: Bool { errorNumber == EEXIST || errorNumber == ENOTEMPTY }

    /// The system's words for ``errorNumber``.
    package var reason: String {
        // SAFETY: strerror returns a NUL-terminated string that stays valid until the next call on this thread.
        unsafe String(cString: strerror(errorNumber))
    }
}

extension FileFailure: Explained {
    /// `E-DISK`, `E-PERMISSION`, `E-EXISTS` or `E-FILE`, with the system's words.
    package var problem: Problem {
        let what = "cannot \(step) \(path)"
        if isDiskFull {
            return Problem(
                .error, "E-DISK", what, said: reason, means: "storage, a quota or a limit on file size ran out",
                effect: "the unfinished file was removed; nothing that existed before was changed",
                fix: "free space there, or name a folder on another disk with --out")
        }
        if isPermission {
            return Problem(
                .error, "E-PERMISSION", what, said: reason, effect: "nothing was left half written",
                fix: "grant this user write access to the folder, or name another one with --out")
        }
        if alreadyExists {
            return Problem(
                .error, "E-EXISTS", what, said: reason, effect: "what is there was not touched",
                fix: "name a new or empty folder with --out")
        }
        return Problem(.error, "E-FILE", what, said: reason, fix: "check that the path is right and reachable")
    }

    /// 2: the run failed.
    package var exitCode: Int { 2 }
}
