import AuditModel

/// An error in the envelope both products give.
struct ElasticError: Error {
    let status: Int
    let type: String
    let reason: String
    /// The type of the outer error where a search failed in all its shards; nil where the cause stands alone.
    var outer: String?

    init(_ status: Int, _ type: String, _ reason: String, outer: String? = nil) {
        self.status = status
        self.type = type
        self.reason = reason
        self.outer = outer
    }

    /// A search that failed for one cause in every shard.
    static func allShards(_ status: Int, _ type: String, _ reason: String) -> ElasticError {
        ElasticError(status, type, reason, outer: "search_phase_execution_exception")
    }

    /// A request that cannot be read.
    static func parsing(_ reason: String) -> ElasticError { ElasticError(400, "parsing_exception", reason) }

    static func missingIndex(_ name: String) -> ElasticError {
        ElasticError(404, "index_not_found_exception", "no such index [\(name)]")
    }

    /// A context that is gone or never was.
    static let missingContext = ElasticError.allShards(
        404, "search_context_missing_exception", "No search context found for id [7]")

    var body: JSONValue {
        let cause: JSONValue = ["type": .string(type), "reason": .string(reason)]
        var error: [JSONValue.Member] = [.init("root_cause", .array([cause]))]
        if let outer {
            error += [
                .init("type", .string(outer)), .init("reason", .string("all shards failed")),
                .init("phase", .string("query")), .init("grouped", .bool(true)), .init("failed_shards", .array([])),
            ]
        } else {
            error += [.init("type", .string(type)), .init("reason", .string(reason))]
        }
        return ["error": .object(error), "status": .integer(status)]
    }
}
