import ByteScan

/// What a saved answer says about itself, beside its events.
struct EnvelopeFacts {
    /// Hits that the search found, when the answer states them exactly.
    let total: Int?
    /// The answer states only that there are at least so many.
    let totalIsLowerBound: Bool
    /// The error, partial failure or time-out that the answer states.
    let error: String?
    /// The answer says that it does not hold everything.
    let saysMore: Bool
    /// The results are provisional.
    let isPreview: Bool
    /// What the answer names as its next page; nil on the last one.
    let nextPage: NextPage?
    /// What the answer says it lists; nil where it does not.
    let listing: String?

    init(_ tree: JSONTree) {
        let hits = tree["hits"]?["total"]
        total = (hits?["value"] ?? hits ?? tree["@odata.count"])?.integer
        totalIsLowerBound = hits?["relation"]?.text == "gte"
        error = Self.error(tree)
        saysMore =
            tree["moreDataAvailable"]?.isTrue == true || tree["more_data_available"]?.isTrue == true
            || tree["is_partial"]?.isTrue == true || tree["terminated_early"]?.isTrue == true
        isPreview = tree["preview"]?.isTrue == true
        nextPage = ["@odata.nextLink", "odata.nextLink", "nextPageToken", "NextToken", "nextLink"].lazy
            .compactMap { tree[$0]?.text }.first { !$0.isEmpty }.map { NextPage($0) }
        listing = (tree["@odata.context"] ?? tree["odata.context"] ?? tree["kind"])?.text
    }

    private static func error(_ tree: JSONTree) -> String? {
        if let error = tree["error"], error.members != nil {
            return error["code"]?.text ?? error["type"]?.text ?? "unnamed"
        }
        if tree["timed_out"]?.isTrue == true { return "timed_out" }
        if let failed = tree["_shards"]?["failed"]?.integer, failed > 0 { return "\(failed) shards failed" }
        if let skipped = tree["_clusters"]?["skipped"]?.integer, skipped > 0 { return "\(skipped) clusters skipped" }
        let messages = tree["messages"]?.elements ?? []
        let failure = messages.first { ["FATAL", "ERROR"].contains($0["type"]?.text ?? "") }
        return failure.map { $0["text"]?.text ?? "unnamed" }
    }
}

extension JSONTree {
    /// A number without fraction, or nil.
    fileprivate var integer: Int? { scalarBytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) } }

    fileprivate var isTrue: Bool { self == .bool(true) }
}
