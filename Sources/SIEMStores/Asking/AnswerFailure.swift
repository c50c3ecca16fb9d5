import AuditModel
import Transport

/// Words for what SIEMs say in their own ways about questions they do not answer.
enum AnswerFailure {
    private static let effect = "this part of the window is not whole"
    private static let mostWords = 300

    /// The question is too large, as the SIEM says; a shorter stretch may do.
    static func tooLarge(_ said: String, host: String, status: Int? = nil) -> TransportFailure {
        failure(.shrink, "E-QUESTION-SIZE", "\(host) refuses so large a question", said, host, status)
    }

    /// The question itself is wrong.
    static func rejected(_ said: String, host: String, status: Int?) -> TransportFailure {
        failure(
            .rejected, "E-SERVICE", "\(host) rejects the question", said, host, status,
            fix: "check the query of the SIEM's entry")
    }

    /// A job of the SIEM ended without results or takes too long.
    static func job(_ said: String, host: String) -> TransportFailure {
        failure(.timeout, "E-JOB", "a job of the service gave no results", said, host, nil)
    }

    /// What the question rested on is gone; it is asked anew.
    static func gone(_ said: String, host: String) -> TransportFailure {
        failure(.restart, "E-CONTINUATION", "\(host) no longer knows where the answer goes on", said, host, nil)
    }

    /// An answer without something that it must have.
    static func cut(_ said: String, host: String) -> TransportFailure {
        failure(.cutAnswer, "E-CUT-ANSWER", "the answer of \(host) is not whole", said, host, nil)
    }

    /// Waiting that was ended from outside.
    static func cancelled(host: String) -> TransportFailure {
        failure(
            .cancelled, "E-INTERRUPTED", "the run was stopped while it waited", nil, host, nil,
            fix: "run the command again with --resume")
    }

    /// A SIEM's words in one line, short, with nothing in them that acts on a terminal.
    static func words(_ body: [UInt8]) -> String {
        var output = ""
        for scalar in String(decoding: body, as: UTF8.self).unicodeScalars.prefix(mostWords) {
            output.unicodeScalars.append(scalar.isHostile ? " " : scalar)
        }
        return output.split(separator: " ").joined(separator: " ")
    }

    private static func failure(
        _ kind: TransportFailure.Kind, _ code: String, _ what: String, _ said: String?, _ host: String, _ status: Int?,
        fix: String = "run the command again with --resume, or ask for a shorter window"
    ) -> TransportFailure {
        let words = said.map { Self.words(Array($0.utf8)) }
        return TransportFailure(
            kind, host: host, status: status, words: words,
            problem: Problem(.error, code, what, place: host, said: words, effect: effect, fix: fix))
    }
}
