package import AuditModel
import Glibc

/// A spill file could not be made, written or read.
package struct SpillFailure: Explained, Hashable {
    /// The step that failed.
    package enum Step: String, Sendable { case open, write, read }

    package let step: Step
    /// Folder of the spill file, as given.
    package let folder: String
    /// The system's error number; 0 when a file ended before all bytes asked for were read.
    package let code: Int32

    /// Makes a failure.
    package init(_ step: Step, folder: String, code: Int32) {
        self.step = step
        self.folder = folder
        self.code = code
    }

    /// The failure in the form all messages have.
    package var problem: Problem {
        Problem(
            .error, "E-SPILL", "cannot \(step.rawValue) a temporary file", place: folder, said: said,
            means: code == ENOSPC ? "the file system of this folder is full" : nil, effect: "nothing was decided",
            fix: "name another folder in TMPDIR, or give more memory with --memory")
    }

    /// Always 2: what was asked for could not be finished.
    package var exitCode: Int { 2 }

    private var said: String {
        // SAFETY: strerror gives a zero-terminated text that is copied at once.
        code == 0 ? "the file ended too soon" : unsafe String(cString: strerror(code))
    }
}
