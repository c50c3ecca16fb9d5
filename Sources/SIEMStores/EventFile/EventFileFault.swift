import AuditModel
import FileAccess
import Transport

/// Why events cannot be written to a file.
enum EventFileFault: Error {
    /// A step failed.
    case failed(FileFailure)
    /// The file's last line has no end and is no event, so it is another program's.
    case foreignRest(String)
    /// The run was told to stop.
    case stopped(String)

    /// The failure as callers and people see it.
    var failure: TransportFailure {
        switch self {
        case .failed(let failure) where failure.isDiskFull:
            Self.failure(
                .rejected, failure, "E-SEND-DISK", "no room for events in \(failure.path)",
                means: "the disk, a quota or a limit on file size ran out; the batch was taken back, no line is cut",
                fix: "free space there, then run the command again")
        case .failed(let failure) where failure.step == "lock":
            Self.failure(
                .rejected, failure, "E-SEND-LOCKED", "another process writes to \(failure.path)",
                means: "two writers would send events twice", fix: "let it end, then run the command again")
        case .failed(let failure):
            Self.failure(
                .rejected, failure, "E-SEND-FILE", "cannot \(failure.step) \(failure.path)",
                fix: "check that the path is right and that this user may write there")
        case .foreignRest(let path):
            TransportFailure(
                .rejected, host: path,
                problem: Problem(
                    .error, "E-SEND-FOREIGN", "the last line of \(path) has no end and is no event", place: path,
                    means: "another program writes this file, or it is no file of JSON lines",
                    effect: "nothing was written", fix: "name a file of its own under deliver.path"))
        case .stopped(let path):
            TransportFailure(
                .cancelled, host: path,
                problem: Problem(
                    .error, "E-INTERRUPTED", "writing to \(path) was stopped",
                    effect: "what was not yet written stays to be sent", fix: "run the command again"))
        }
    }

    private static func failure(
        _ kind: TransportFailure.Kind, _ cause: FileFailure, _ code: String, _ what: String, means: String? = nil,
        fix: String
    ) -> TransportFailure {
        TransportFailure(
            kind, host: cause.path, words: cause.reason,
            problem: Problem(
                .error, code, what, place: cause.path, said: cause.reason, means: means,
                effect: "the file ends with the last whole event; the batch was not sent", fix: fix))
    }
}
