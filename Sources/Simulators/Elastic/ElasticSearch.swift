import ByteScan

/// What a search asks for, read from its body and its parameters.
struct ElasticSearch: Sendable {
    /// One of several parts of the hits.
    struct Slice: Sendable {
        let id: Int
        let most: Int
    }

    private(set) var query: ElasticQuery
    private(set) var sort: ElasticSort
    private(set) var filter: ElasticSourceFilter
    private(set) var size = 10
    private(set) var from = 0
    private(set) var after: [ElasticSort.Value]?
    /// `search_after` as it was sent.
    private let position: JSONTree?
    private(set) var slice: Slice?
    /// Up to how many hits are counted; nil for all.
    private(set) var countsUpTo: Int? = 10_000
    /// The point in time, and how long it is to be kept from now, nanoseconds.
    private(set) var pointInTime: (id: String, keep: Int64?)?
    private(set) var allowsPartial = true

    private static let known: Set = [
        "query", "sort", "_source", "size", "from", "search_after", "slice", "track_total_hits", "pit", "timeout",
        "version", "seq_no_primary_term", "stored_fields", "track_scores", "explain", "min_score",
    ]

    init(_ request: SimulatorRequest, unit: Int64) throws(ElasticError) {
        let body = try Self.body(of: request)
        for member in body?.members ?? [] {
            let name = String(decoding: member.name, as: UTF8.self)
            guard Self.known.contains(name) else { throw .parsing("Unknown key for a VALUE in [\(name)].") }
        }
        position = body?["search_after"]
        query = try ElasticQuery(body?["query"], unit: unit)
        let sorts = request.parameter("sort").map { text in
            JSONTree.array(text.split(separator: ",").map { .string(Array($0.utf8)) })
        }
        sort = try ElasticSort(body?["sort"] ?? sorts)
        filter = ElasticSourceFilter(body?["_source"] ?? Self.source(request))
        size = body?["size"]?.integer ?? request.parameter("size").flatMap { Int($0) } ?? 10
        from = body?["from"]?.integer ?? request.parameter("from").flatMap { Int($0) } ?? 0
        switch body?["track_total_hits"] {
        case .bool(let isOn)?: countsUpTo = isOn ? nil : 0
        case let tree?: countsUpTo = tree.integer ?? 10_000
        case nil: if request.parameter("track_total_hits") == "true" { countsUpTo = nil }
        }
        allowsPartial = request.parameter("allow_partial_search_results") != "false"
        if let slice = body?["slice"] {
            guard let id = slice["id"]?.integer, let most = slice["max"]?.integer, most > 1, 0..<most ~= id else {
                throw ElasticError(400, "illegal_argument_exception", "max must be greater than 1")
            }
            self.slice = Slice(id: id, most: most)
        }
        if let pit = body?["pit"] {
            guard let id = pit["id"]?.text else { throw .parsing("point int time id is not provided") }
            pointInTime = (id, pit["keep_alive"]?.text.flatMap(ElasticContexts.span))
            guard request.path == "/_search" else {
                throw ElasticError(
                    400, "action_request_validation_exception",
                    "Validation Failed: 1: [indices] cannot be used with point in time. Do not specify any index with point in time.;"
                )
            }
        }
        guard from == 0 || position == nil else {
            throw ElasticError(
                400, "action_request_validation_exception",
                "Validation Failed: 1: `from` parameter must be set to 0 when `search_after` is used;")
        }
    }

    /// Reads where to go on.
    ///
    /// - Parameter breaksTies: as a search of a point in time does, by the place in the shard, which its hits show; what
    ///   it is given may hold that place or not.
    mutating func findPlace(breaksTies: Bool) throws(ElasticError) {
        let own = sort
        if breaksTies { sort = sort.withTiebreaker }
        guard let position else { return }
        let isFull = position.elements?.count == sort.keys.count
        after = try (isFull ? sort : own).position(position)
    }

    /// Asks for all hits at once, as a scroll does that gives them by and by.
    mutating func showEverything() { size = .max }

    private static func source(_ request: SimulatorRequest) -> JSONTree? {
        switch request.parameter("_source") {
        case nil: nil
        case "true": .bool(true)
        case "false": .bool(false)
        case let text?: .array(text.split(separator: ",").map { .string(Array($0.utf8)) })
        }
    }

    /// The body of a request; nil for none.
    static func body(of request: SimulatorRequest) throws(ElasticError) -> JSONTree? {
        guard !request.body.isEmpty else { return nil }
        do throws(JSONTreeError) {
            return try JSONTree(parsing: request.body)
        } catch {
            throw ElasticError(400, "x_content_parse_exception", "the body is no JSON at byte \(error.offset)")
        }
    }
}
