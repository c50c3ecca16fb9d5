import AuditModel

/// The requests of one question, as JSON bodies.
struct ElasticQuestion: Sendable {
    /// The value of `query`.
    private let query: String
    /// The value of `_source`: all, or the names of fields.
    private let source: String

    /// How long a context is kept from one request to the next.
    static let keep = "5m"

    private init(_ filters: [JSONValue], _ settings: ElasticSettings, isWhole: Bool) {
        var filters = filters
        if let query = settings.query { filters.append(["query_string": ["query": .string(query)]]) }
        let query: JSONValue = ["bool": ["filter": .array(filters)]]
        self.query = query.text()
        source = isWhole ? "true" : JSONValue.array(settings.fields.names.map { .string($0) }).text()
    }

    /// Asks for the events of a window.
    init(_ window: TimeWindow, _ settings: ElasticSettings, isWhole: Bool) {
        self.init([Self.range(window, settings)], settings, isWhole: isWhole)
    }

    /// Asks for the events that have one of these ids.
    init(ids: [[String]], in window: TimeWindow?, _ settings: ElasticSettings, isWhole: Bool) {
        var filters: [JSONValue] = [Self.any(settings.fields.ids.flatMap { Self.choices($0, ids) })]
        if let window { filters.append(Self.range(window, settings)) }
        self.init(filters, settings, isWhole: isWhole)
    }

    private static func range(_ window: TimeWindow, _ settings: ElasticSettings) -> JSONValue {
        var bounds: [JSONValue.Member] = []
        if window.from > .min { bounds.append(.init("gte", .string(InstantText.rfc3339(window.from)))) }
        if window.to < .max { bounds.append(.init("lt", .string(InstantText.rfc3339(window.to)))) }
        bounds.append(.init("format", .string("strict_date_optional_time_nanos")))
        return ["range": .object([.init(settings.fields.axis, .object(bounds))])]
    }

    private static func any(_ choices: [JSONValue]) -> JSONValue {
        ["bool": ["should": .array(choices), "minimum_should_match": .integer(1)]]
    }

    /// The queries for the ids in one place: one for all of them, or one for each that has several parts.
    private static func choices(_ parts: [String], _ ids: [[String]]) -> [JSONValue] {
        guard parts.count > 1 else { return terms(parts[0], ids.flatMap(\.self)) }
        return ids.filter { $0.count == parts.count }.map { id in
            ["bool": ["filter": .array(zip(parts, id).map { any(terms($0, [$1])) })]]
        }
    }

    /// A field that was mapped without a template is text, and its exact form lies beside it.
    private static func terms(_ field: String, _ values: [String]) -> [JSONValue] {
        let spelled = JSONValue.array(spellings(values).map { .string($0) })
        return [field, field + ".keyword"].map { ["terms": .object([.init($0, spelled)])] }
    }

    /// A GUID in the ways in which it may have been written.
    private static func spellings(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.flatMap { value in
            let forms = GUIDSpelling(value)?.all ?? []
            return [value] + forms + forms.map { $0.uppercased() }
        }.filter { seen.insert($0).inserted }
    }

    // MARK: Bodies

    /// A page of a point in time.
    ///
    /// - Parameter after: the sort values of the last hit before it, JSON; nil for the first page, which counts.
    func page(of pit: String, sort: String, size: Int, after: String?) -> [UInt8] {
        let place: JSONValue = ["id": .string(pit), "keep_alive": .string(Self.keep)]
        let position = after.map { #","search_after":\#($0)"# } ?? ""
        let text =
            #"{"size":\#(size),"pit":\#(place.text()),"query":\#(query),"sort":\#(sort)\#(position),"#
            + #""track_total_hits":\#(after == nil),"_source":\#(source)}"#
        return Array(text.utf8)
    }

    /// The first page of a scroll.
    func scroll(size: Int) -> [UInt8] {
        Array(
            #"{"size":\#(size),"query":\#(query),"sort":["_doc"],"track_total_hits":true,"_source":\#(source)}"#.utf8)
    }

    /// The next page of a scroll.
    static func next(of scroll: String) -> [UInt8] {
        let body: JSONValue = ["scroll": .string(keep), "scroll_id": .string(scroll)]
        return Array(body.text().utf8)
    }
}
