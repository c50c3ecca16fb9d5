import AuditModel

/// The requests of one question, as JSON bodies.
struct ElasticQuestion: Sendable {
    /// The value of `query`.
    private let query: String
    /// The value of `_source`: all, or the names of fields.
    private let source: String

    /// How long a context is kept from one request to the next.
    static let keep = "5m"

    /// - Parameter filters: JSON, of which all must hold.
    private init(_ filters: [String], _ settings: ElasticSettings, isWhole: Bool) {
        var filters = filters
        if let query = settings.query {
            let own: JSONValue = ["query_string": ["query": .string(query)]]
            filters.append(own.text())
        }
        query = #"{"bool":{"filter":[\#(filters.joined(separator: ","))]}}"#
        source = isWhole ? "true" : JSONValue.array(settings.fields.names.map { .string($0) }).text()
    }

    /// Asks for the events of a window.
    init(_ window: TimeWindow, _ settings: ElasticSettings, isWhole: Bool) {
        self.init([Self.range(window, settings)], settings, isWhole: isWhole)
    }

    /// Asks for the events that have one of these ids.
    ///
    /// The ids stand once for each place where they may be, as text that is made once: a question has a megabyte of it.
    ///
    /// - Parameter present: the fields that there are; nil where that is not known.
    init(
        ids: [[String]], in window: TimeWindow?, _ settings: ElasticSettings, present: ElasticFields.Present? = nil,
        isWhole: Bool
    ) {
        let spelled = Self.spelled(ids.flatMap(\.self))
        let places = settings.fields.ids(among: present)
        let present = places.isEmpty ? nil : present
        let choices = (places.isEmpty ? settings.fields.ids : places).flatMap { parts in
            parts.count > 1 ? Self.composite(parts, ids, present) : Self.terms(parts[0], spelled, present)
        }
        let filters = [Self.any(choices)] + (window.map { [Self.range($0, settings)] } ?? [])
        self.init(filters, settings, isWhole: isWhole)
    }

    private static func range(_ window: TimeWindow, _ settings: ElasticSettings) -> String {
        var bounds: [JSONValue.Member] = []
        if window.from > .min { bounds.append(.init("gte", .string(InstantText.rfc3339(window.from)))) }
        if window.to < .max { bounds.append(.init("lt", .string(InstantText.rfc3339(window.to)))) }
        bounds.append(.init("format", .string("strict_date_optional_time_nanos")))
        let query: JSONValue = ["range": .object([.init(settings.fields.axis, .object(bounds))])]
        return query.text()
    }

    private static func any(_ choices: [String]) -> String {
        #"{"bool":{"should":[\#(choices.joined(separator: ","))],"minimum_should_match":1}}"#
    }

    /// A query for each id of several parts.
    private static func composite(
        _ parts: [String], _ ids: [[String]], _ present: ElasticFields.Present?
    ) -> [String] {
        ids.filter { $0.count == parts.count }.map { id in
            let filters = zip(parts, id).map { any(terms($0, spelled([$1]), present)) }
            return #"{"bool":{"filter":[\#(filters.joined(separator: ","))]}}"#
        }
    }

    private static func terms(_ field: String, _ spelled: String, _ present: ElasticFields.Present?) -> [String] {
        ElasticFields.forms(of: field).filter { present?.contains($0) ?? true }.map {
            #"{"terms":{\#(JSONValue.string($0).text()):\#(spelled)}}"#
        }
    }

    /// A JSON list of ids, GUIDs in the ways in which they may have been written.
    private static func spelled(_ values: [String]) -> String {
        var seen: Set<String> = []
        let texts = values.flatMap { value in
            let forms = GUIDSpelling(value)?.all ?? []
            return [value] + forms + forms.map { $0.uppercased() }
        }.filter { seen.insert($0).inserted }
        return JSONValue.array(texts.map { .string($0) }).text()
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
