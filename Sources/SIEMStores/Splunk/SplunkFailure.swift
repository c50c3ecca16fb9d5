import AuditModel
import Transport

/// Words for what goes wrong when Splunk is asked.
enum SplunkFailure {
    private static let effect = "this part of the window is not whole"

    /// A search that failed, as Splunk says in an answer that is a success.
    static func search(_ words: String, _ kind: TransportFailure.Kind, host: String) -> TransportFailure {
        TransportFailure(
            kind, host: host, words: short(words),
            problem: Problem(
                .error, "E-SEARCH", "a search failed", place: host, said: short(words),
                means: "the answer was a success, and held this message instead of all rows", effect: effect,
                fix: "run the search in Splunk's own page, then run the command again with --resume"))
    }

    /// Searches of others are in the way, and stayed so.
    static func busy(_ words: String, host: String) -> TransportFailure {
        TransportFailure(
            .throttled, host: host, words: short(words),
            problem: Problem(
                .error, "E-SEARCH-BUSY", "no search could be started", place: host, said: short(words),
                means: "the role or the server allows so many searches at once and no more", effect: effect,
                fix: "lower limits.in_flight of the SIEM, raise the role's srchJobsQuota, or try again later"))
    }

    /// A job that is gone, or came to no end.
    static func job(_ words: String, _ kind: TransportFailure.Kind, host: String) -> TransportFailure {
        TransportFailure(
            kind, host: host, words: short(words),
            problem: Problem(
                .error, "E-JOB", "a search job gave no results", place: host, said: short(words),
                means: "long searches fail or take too long more often than short ones", effect: effect,
                fix: "run the command again with --resume, or ask for a shorter window"))
    }

    /// Waiting that was ended from outside.
    static func cancelled(host: String) -> TransportFailure {
        TransportFailure(
            .cancelled, host: host,
            problem: Problem(
                .error, "E-INTERRUPTED", "the run was stopped while it waited", place: host, effect: effect,
                fix: "run the command again with --resume"))
    }

    /// The beginning of what Splunk said.
    static func short(_ words: String) -> String {
        words.count > 300 ? words.prefix(299) + "…" : words
    }
}
