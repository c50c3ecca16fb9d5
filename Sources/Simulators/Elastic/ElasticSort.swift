import ByteScan

/// By what a search orders its hits.
struct ElasticSort: Sendable {
    /// One of the keys.
    struct Key: Sendable {
        /// `_shard_doc`, `_doc`, `@timestamp`, `_id`, `_index` or a field of texts.
        let field: String
        let isDescending: Bool
        /// Whether times come as texts.
        let isText: Bool
    }

    /// The value of a key of one hit.
    enum Value: Hashable, Comparable, Sendable {
        case number(Int64)
        case text(String)

        static func < (left: Value, right: Value) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
            case (.number, .text): true
            case (.text, .number): false
            }
        }
    }

    private(set) var keys: [Key] = []

    /// No order of its own.
    init() {}

    /// Reads `sort`, in the body's or the query's form.
    init(_ tree: JSONTree?) throws(ElasticError) {
        guard let tree else { return }
        for element in tree.elements ?? [tree] {
            if let text = element.text {
                let parts = text.split(separator: ":")
                keys.append(Key(field: String(parts[0]), isDescending: parts.last == "desc", isText: false))
                continue
            }
            for member in element.members ?? [] {
                let order = (member.value["order"] ?? member.value).text
                guard order == nil || order == "asc" || order == "desc" else {
                    throw .parsing("No enum constant org.elasticsearch.search.sort.SortOrder.\(order ?? "")")
                }
                keys.append(
                    Key(
                        field: String(decoding: member.name, as: UTF8.self), isDescending: order == "desc",
                        isText: member.value["format"] != nil))
            }
        }
    }

    /// The sort of a point in time: ties are broken by the place in the shard.
    var withTiebreaker: ElasticSort {
        guard !keys.contains(where: { $0.field == "_shard_doc" }) else { return self }
        var sort = self
        sort.keys.append(Key(field: "_shard_doc", isDescending: false, isText: false))
        return sort
    }

    /// Whether a field is one of the keys.
    func has(_ field: String) -> Bool { keys.contains { $0.field == field } }

    /// Whether hits come in the order in which the documents are kept.
    var isPlaceOnly: Bool { keys.allSatisfy { ["_shard_doc", "_doc"].contains($0.field) && !$0.isDescending } }

    /// Whether the hit with the first values comes before the other.
    func precedes(_ left: [Value], _ right: [Value]) -> Bool {
        for ((key, left), right) in zip(zip(keys, left), right) where left != right {
            return key.isDescending ? right < left : left < right
        }
        return false
    }

    /// Reads `search_after`.
    func position(_ tree: JSONTree) throws(ElasticError) -> [Value] {
        let elements = tree.elements ?? []
        guard elements.count == keys.count else {
            throw .allShards(
                400, "illegal_argument_exception",
                "search_after has \(elements.count) value(s) but sort has \(keys.count).")
        }
        var values: [Value] = []
        for (key, element) in zip(keys, elements) {
            let text = element.scalarBytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
            if key.field == "@timestamp", element.text != nil, let instant = RequestTime.rfc3339(text) {
                values.append(.number(instant))
            } else if let number = Int64(text), element.text == nil {
                values.append(.number(key.field == "@timestamp" ? number * 1_000_000 : number))
            } else {
                values.append(.text(text))
            }
        }
        return values
    }
}
