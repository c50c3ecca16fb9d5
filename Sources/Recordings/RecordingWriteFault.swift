package import AuditModel
package import FileAccess

/// Why a recording cannot be written, or not be gone on with.
package struct RecordingWriteFault: Explained, Hashable {
    /// The kinds of reason.
    package enum Reason: Hashable, Sendable {
        /// Another process writes there; what it says of itself.
        case held(by: String)
        /// The folder holds something else; one of its names.
        case notOurs(String)
        /// A recording is there already, and it was not asked to go on with it.
        case taken
        /// The recording there answers another question.
        case otherQuestion(String)
        /// The recording there cannot be read.
        case damaged(String)
        case file(FileFailure)
    }

    /// The recording's folder, as it was named.
    package let folder: String
    package let reason: Reason

    /// Makes a fault.
    package init(folder: String, reason: Reason) {
        self.folder = folder
        self.reason = reason
    }

    package var problem: Problem {
        switch reason {
        case .held(let holder):
            Problem(
                .error, "E-LOCKED", "another run is writing to \(folder)", place: folder, said: "held by \(holder)",
                effect: "nothing was asked; failed (exit 2)", fix: "wait until it has ended, or name another folder")
        case .notOurs(let name):
            Problem(
                .error, "E-EXISTS", "\(folder) is not empty and holds no recording", place: folder,
                said: "there is \(name)", effect: "what is there was not touched",
                fix: "name a new or empty folder with --out")
        case .taken:
            Problem(
                .error, "E-EXISTS", "\(folder) already holds a recording", place: folder,
                effect: "what is there was not touched",
                fix: "go on with it by --resume, or name a new or empty folder with --out")
        case .otherQuestion(let difference):
            Problem(
                .error, "E-RESUME", "the recording in \(folder) answers another question", place: folder,
                said: difference, effect: "what is there was not touched",
                fix: "repeat the options it was begun with, or name a new folder with --out")
        case .damaged(let what):
            Problem(
                .error, "E-RESUME", "the recording in \(folder) cannot be gone on with", place: folder, said: what,
                effect: "what is there was not touched", fix: "name a new or empty folder with --out")
        case .file(let failure): problem(of: failure)
        }
    }

    package var exitCode: Int { 2 }

    private func problem(of failure: FileFailure) -> Problem {
        guard failure.isDiskFull else { return failure.problem }
        return Problem(
            .error, "E-DISK", "cannot \(failure.step) \(failure.path)", place: folder, said: failure.reason,
            means: "storage, a quota or a limit on file size ran out",
            effect: "the pages written before are safe; the rest was not asked for (exit 2)",
            fix: "free space there, then run it again with --resume; --state or --out name another disk")
    }
}
