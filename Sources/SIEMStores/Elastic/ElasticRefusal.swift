import AuditModel
import Pulling
import Transport

/// A refusal after which the same question can be asked in another way.
enum ElasticRefusal: Hashable {
    /// The version has no points in time.
    case noPointInTime
    /// It cannot sort by the place in the shard, or by document id.
    case noPlaceSort
    case noDocumentSort
    /// An index allows fewer hits in an answer.
    case pageTooLarge(most: Int)

    /// Reads a failure; nil for one that is a failure of the question itself.
    init?(_ failure: TransportFailure) {
        let words = failure.words ?? ""
        if let most = Self.bound(words) {
            self = .pageTooLarge(most: most)
        } else if words.contains("[_shard_doc]") {
            self = .noPlaceSort
        } else if words.contains("Fielddata access on the _id field") || words.contains("fielddata") {
            self = .noDocumentSort
        } else if [400, 404, 405].contains(failure.status), failure.code != "index_not_found_exception" {
            self = .noPointInTime
        } else {
            return nil
        }
    }

    /// `N` of "… must be less than or equal to: [N] but was …".
    private static func bound(_ words: String) -> Int? {
        let isBound = words.hasPrefix("Result window is too large") || words.hasPrefix("Batch size is too large")
        guard isBound, let start = words.firstIndex(of: "["), let end = words[start...].firstIndex(of: "]") else {
            return nil
        }
        return Int(words[words.index(after: start)..<end]).flatMap { $0 > 0 ? $0 : nil }
    }

    /// A search that stopped at a time limit; a shorter stretch may not.
    static func timedOut(host: String) -> TransportFailure {
        TransportFailure(
            .timeout, host: host,
            problem: Problem(
                .error, "E-TIMEOUT", "\(host) gave up a search at its time limit", place: host,
                said: "timed_out: true", means: "what had been found by then is not all",
                effect: "this part of the window is not whole", fix: "ask for shorter windows"))
    }

    /// What the products' errors mean.
    static var rules: ErrorRules {
        var rules = ErrorRules()
        rules.codePaths = ["error.root_cause.0.type", "error.type", "error"]
        rules.messagePaths = ["error.root_cause.0.reason", "error.reason", "error", "message"]
        rules.requestIDHeaders = ["X-Opaque-Id"]
        rules.classes = [
            "search_context_missing_exception": .fail(.restart), "index_not_found_exception": .fail(.rejected),
            "index_closed_exception": .fail(.rejected), "too_many_clauses": .fail(.shrink),
        ]
        return rules
    }

    /// How the products ask to slow down.
    static var throttle: ThrottleRules {
        var rules = ThrottleRules()
        rules.codes = [
            "es_rejected_execution_exception", "rejected_execution_exception", "circuit_breaking_exception",
        ]
        return rules
    }
}
