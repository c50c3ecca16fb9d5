import AuditModel

/// A LogsQL query put together from the user's own and what is asked of it.
struct LogsQuery: Sendable {
    private let own: PipedQuery

    /// Takes the user's query.
    init(_ query: String) { own = PipedQuery(query) }

    /// The query of a stretch.
    ///
    /// - Parameters:
    ///   - condition: a further condition; nil for none.
    ///   - pipe: what is done with the rows that are found; empty for nothing.
    func text(_ window: TimeWindow?, and condition: String? = nil, pipe: String) -> String {
        var parts = ["(\(own.condition.isEmpty ? "*" : own.condition))"]
        if let window {
            parts.insert("_time:[\(InstantText.rfc3339(window.from)),\(InstantText.rfc3339(window.to)))", at: 0)
        }
        if let condition { parts.append("(\(condition))") }
        return parts.joined(separator: " ") + (own.pipes.isEmpty ? "" : " \(own.pipes)")
            + (pipe.isEmpty ? "" : " | \(pipe)")
    }
}
