import ByteScan

/// What became of one document of a `_bulk` request.
struct BulkItem: Hashable {
    let status: Int
    /// The error's type and words; empty for a success.
    let type: String
    let reason: String
    /// Whether it went to the failure store, where searches of the stream do not find it.
    let isDiverted: Bool

    /// Reads an element of `items`.
    init(_ item: JSONTree) {
        let result = item.members?.first?.value
        status = result?["status"]?.wholeNumber.flatMap { Int(exactly: $0) } ?? 0
        let error = result?["error"]
        type = error?["type"]?.text ?? error?.text ?? ""
        let cause = error?["caused_by"]?["reason"]?.text
        reason = [error?["reason"]?.text, cause].compactMap(\.self).joined(separator: ": ")
        isDiverted = ["used", "failed"].contains(result?["failure_store"]?.text ?? "")
    }

    private static let busyTypes: Set = [
        "es_rejected_execution_exception", "rejected_execution_exception", "circuit_breaking_exception",
        "unavailable_shards_exception",
    ]

    /// What it means for the event.
    var fate: DeliveryFate {
        if isDiverted {
            return .refused(code: "failure_store", words: words("the document was put into the failure store"))
        }
        switch status {
        case 200, 201: return .taken
        case 409: return .present
        case 429, 500...599: return .unsent
        case _ where Self.busyTypes.contains(type): return .unsent
        case 403, 404: return .unsent
        default: return .refused(code: type.isEmpty ? String(status) : type, words: words("status \(status)"))
        }
    }

    /// Whether no other document would fare better.
    var isStop: Bool { (status == 403 || status == 404) && !isDiverted && !Self.busyTypes.contains(type) }

    private func words(_ other: String) -> String {
        AnswerFailure.words(Array((reason.isEmpty ? other : reason).utf8))
    }
}
