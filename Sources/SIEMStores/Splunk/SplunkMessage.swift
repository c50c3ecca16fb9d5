import AuditModel
import ByteScan
import Recordings
import Transport

/// What Splunk says beside the rows of an answer, which may be a success all the same.
struct SplunkMessage: Hashable, Sendable {
    /// `FATAL`, `ERROR`, `WARN`, `INFO` or `DEBUG`.
    let type: String
    let text: String

    /// What it means for the answer.
    enum Effect: Hashable, Sendable {
        case none
        /// Rows may be missing.
        case incomplete
        /// A limit ended the search: a smaller one may stay below it.
        case capped
        /// Other searches are in the way: ask again later.
        case busy
        case failed
    }

    /// Reads the members of a `messages` list.
    static func list(_ tree: JSONTree?) -> [SplunkMessage] {
        (tree?.elements ?? []).compactMap { message in
            guard let text = message["text"]?.text else { return nil }
            return SplunkMessage(type: message["type"]?.text?.uppercased() ?? "", text: text)
        }
    }

    var effect: Effect {
        let said = text.lowercased()
        func says(_ words: [String]) -> Bool { words.contains { said.contains($0) } }
        let isFault = type == "FATAL" || type == "ERROR"
        if isFault || type == "WARN" {
            if said.contains("concurrent"), says(["maximum number", "quota", "limit"]) { return .busy }
            if says(["disk usage quota", "auto-finalized", "results were truncated", "result limit"]) {
                return .capped
            }
        }
        if isFault { return .failed }
        if type == "WARN" { return says(Self.doubtful) ? .incomplete : .none }
        // Times in the search itself take the place of those asked for.
        return says(["timerange was substituted", "auto-finalized"]) ? .incomplete : .none
    }

    /// Words of warnings about rows that may be missing.
    private static let doubtful = [
        "peer", "indexer", "incomplete", "not complete", "partial", "truncat", "unable to", "could not", "timed out",
        "timeout", "terminated", "cancel", "finalized", "did not", "failed", "missing", "quota", "limit", "restricted",
        "permission", "skipped", "substituted",
    ]

    /// The gravest of them as a failure; nil when none is one.
    static func failure(_ messages: [SplunkMessage], host: String) -> TransportFailure? {
        func first(_ effect: Effect) -> SplunkMessage? { messages.first { $0.effect == effect } }
        if let message = first(.busy) { return SplunkFailure.busy(message.text, host: host) }
        if let message = first(.capped) { return SplunkFailure.search(message.text, .shrink, host: host) }
        guard let message = first(.failed) else { return nil }
        let said = message.text.lowercased()
        let isRefused = ["permission", "not authorized", "unauthorized", "capability"].contains { said.contains($0) }
        let isWrong = ["unknown search command", "error in 'search' command", "unable to parse", "invalid"].contains {
            said.contains($0)
        }
        return SplunkFailure.search(
            message.text, isRefused ? .forbidden : isWrong ? .rejected : .tooLarge, host: host)
    }

    /// What keeps rows that came from being whole; nil for nothing.
    static func flaw(_ messages: [SplunkMessage]) -> RecordedPage.Flaw? {
        messages.first { $0.effect == .incomplete }.map {
            RecordedPage.Flaw("cut-answer", SplunkFailure.short($0.text))
        }
    }
}
