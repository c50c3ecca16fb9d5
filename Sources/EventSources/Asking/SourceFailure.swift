import AuditModel
import Transport

/// Words for what goes wrong between requests.
enum SourceFailure {
    private static let effect = "this part of the window is not whole"

    /// A job of the service ended without results, or took too long; a smaller one may do.
    static func job(_ what: String, host: String) -> TransportFailure {
        TransportFailure(
            .timeout, host: host,
            problem: Problem(
                .error, "E-JOB", "a job of the service gave no results", place: host, said: what,
                means: "large jobs fail or take too long more often than small ones", effect: effect,
                fix: "run the command again with --resume, or ask for a shorter window"))
    }

    /// A kept position that cannot be read.
    static func cursor(host: String) -> TransportFailure {
        TransportFailure(
            .restart, host: host,
            problem: Problem(
                .warning, "E-CONTINUATION", "a kept position cannot be used", place: host,
                means: "the journal was written by another version, or was changed",
                effect: "this part of the window is asked for again from its start"))
    }

    /// An answer without something that the next request needs.
    static func answer(lacks what: String, host: String) -> TransportFailure {
        TransportFailure(
            .cutAnswer, host: host,
            problem: Problem(
                .error, "E-CUT-ANSWER", "an answer lacks \(what)", place: host,
                means: "the service has changed, or its description does not fit it", effect: effect,
                fix: "compare the service's documentation with the source's description"))
    }

    /// Waiting that was ended from outside.
    static func cancelled(host: String) -> TransportFailure {
        TransportFailure(
            .cancelled, host: host,
            problem: Problem(
                .error, "E-INTERRUPTED", "the run was stopped while it waited", place: host, effect: effect,
                fix: "run the command again with --resume"))
    }
}
