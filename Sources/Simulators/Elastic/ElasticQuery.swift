import AuditModel
import ByteScan

/// The queries the simulated indexes understand, ready to be held against documents.
indirect enum ElasticQuery: Sendable {
    case everything
    case nothing
    /// Half-open, of `@timestamp`, nanoseconds since the Unix epoch.
    case time(TimeWindow)
    case terms(field: String, Set<String>)
    case exists(field: String)
    /// The store's own ids.
    case ids(Set<String>)
    case all([ElasticQuery])
    case any([ElasticQuery])
    case not(ElasticQuery)

    /// Reads a query.
    ///
    /// - Parameter unit: the finest time the index keeps, nanoseconds.
    init(_ tree: JSONTree?, unit: Int64) throws(ElasticError) {
        guard let tree else {
            self = .everything
            return
        }
        guard let members = tree.members, let member = members.first, members.count == 1 else {
            throw .parsing("[_na] query malformed, must start with start_object")
        }
        let name = String(decoding: member.name, as: UTF8.self)
        switch name {
        case "match_all": self = .everything
        case "match_none": self = .nothing
        case "bool": self = try Self.bool(member.value, unit: unit)
        case "constant_score": self = try ElasticQuery(member.value["filter"], unit: unit)
        case "range": self = try Self.range(member.value, unit: unit)
        case "term": self = try Self.term(member.value)
        case "terms": self = try Self.terms(member.value)
        case "exists":
            guard let field = member.value["field"]?.text else {
                throw .parsing("[exists] must be provided with a [field]")
            }
            self = .exists(field: field)
        case "ids":
            guard let values = member.value["values"]?.elements else {
                throw .parsing("[ids] requires providing [values]")
            }
            self = .ids(Set(values.compactMap(\.text)))
        default: throw .parsing("unknown query [\(name)]")
        }
    }

    private static func bool(_ tree: JSONTree, unit: Int64) throws(ElasticError) -> ElasticQuery {
        var parts: [ElasticQuery] = []
        var choices: [ElasticQuery] = []
        for member in tree.members ?? [] {
            let name = String(decoding: member.name, as: UTF8.self)
            var queries: [ElasticQuery] = []
            for query in member.value.elements ?? (member.value.members == nil ? [] : [member.value]) {
                queries.append(try ElasticQuery(query, unit: unit))
            }
            switch name {
            case "must", "filter": parts += queries
            case "must_not": parts += queries.map { .not($0) }
            case "should": choices += queries
            case "minimum_should_match", "boost", "_name": break
            default: throw .parsing("[bool] query does not support [\(name)]")
            }
        }
        if !choices.isEmpty, parts.isEmpty || tree["minimum_should_match"] != nil { parts.append(.any(choices)) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private static func range(_ tree: JSONTree, unit: Int64) throws(ElasticError) -> ElasticQuery {
        guard let member = tree.members?.first else { throw .parsing("[range] query malformed, no field") }
        let field = String(decoding: member.name, as: UTF8.self)
        guard field == "@timestamp" else {
            throw .allShards(400, "illegal_argument_exception", "the simulator ranges over [@timestamp] only")
        }
        var (from, to) = (Int64.min, Int64.max)
        for bound in member.value.members ?? [] {
            let name = String(decoding: bound.name, as: UTF8.self)
            guard ["gte", "gt", "lt", "lte"].contains(name) else { continue }
            let instant = try instant(bound.value)
            switch name {
            case "gte": from = instant
            case "gt": from = RequestTime.after(instant, unit: unit)
            case "lt": to = instant
            default: to = RequestTime.after(instant, unit: unit)
            }
        }
        return .time(TimeWindow(from: from, to: max(from, to)))
    }

    private static func instant(_ value: JSONTree) throws(ElasticError) -> Int64 {
        let text = value.scalarBytes.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let read =
            value.text == nil
            ? RequestTime.number(text, unit: 1_000_000) : RequestTime.rfc3339(text) ?? RequestTime.date(text)
        guard let instant = read else {
            throw .allShards(
                400, "parse_exception",
                "failed to parse date field [\(text)] with format [strict_date_optional_time||epoch_millis]")
        }
        return instant
    }

    private static func term(_ tree: JSONTree) throws(ElasticError) -> ElasticQuery {
        guard let member = tree.members?.first else { throw .parsing("[term] query malformed, no field") }
        let value = member.value["value"] ?? member.value
        return terms(String(decoding: member.name, as: UTF8.self), [value])
    }

    private static func terms(_ tree: JSONTree) throws(ElasticError) -> ElasticQuery {
        guard let member = tree.members?.first(where: { $0.name != Array("boost".utf8) }),
            let values = member.value.elements
        else { throw .parsing("[terms] query requires an array of terms") }
        guard values.count <= 65_536 else {
            throw .allShards(
                400, "illegal_argument_exception",
                "The number of terms [\(values.count)]  used in the Terms Query request has exceeded the allowed maximum of [65536]."
            )
        }
        return terms(String(decoding: member.name, as: UTF8.self), values)
    }

    private static func terms(_ field: String, _ values: [JSONTree]) -> ElasticQuery {
        let texts = values.compactMap { $0.scalarBytes.map { String(decoding: $0, as: UTF8.self) } }
        return field == "_id" ? .ids(Set(texts)) : .terms(field: field, Set(texts))
    }

    /// The stretch outside of which nothing matches; nil for all times.
    var window: TimeWindow? {
        switch self {
        case .time(let window): return window
        case .all(let parts):
            let windows = parts.compactMap(\.window)
            guard let first = windows.first else { return nil }
            return windows.dropFirst().reduce(first) { joint, window in
                let from = max(joint.from, window.from)
                return TimeWindow(from: from, to: max(from, min(joint.to, window.to)))
            }
        default: return nil
        }
    }

    /// Whether ``window`` is all there is to it.
    var isTimeOnly: Bool {
        switch self {
        case .everything, .time: true
        case .all(let parts): parts.allSatisfy(\.isTimeOnly)
        default: false
        }
    }

    /// The texts one of which a matching document has in a field; nil where others match as well.
    ///
    /// - Parameter known: whether any document has a field of that name.
    func wanted(in field: String, known: (String) -> Bool) -> Set<String>? {
        switch self {
        case .terms(let own, let values): return own == field ? values : known(own) ? nil : []
        case .nothing: return []
        case .any(let parts):
            var union: Set<String> = []
            for part in parts {
                guard let values = part.wanted(in: field, known: known) else { return nil }
                union.formUnion(values)
            }
            return union
        case .all(let parts): return parts.compactMap { $0.wanted(in: field, known: known) }.first
        default: return nil
        }
    }

    /// The store's own ids that a matching document must have one of; nil where others match as well.
    var documentIDs: Set<String>? {
        switch self {
        case .ids(let ids): ids
        case .all(let parts): parts.lazy.compactMap(\.documentIDs).first
        default: nil
        }
    }

    /// Whether a document matches.
    func matches(_ document: ElasticDocument) -> Bool {
        switch self {
        case .everything: true
        case .nothing: false
        case .time(let window): window.contains(document.time)
        case .terms(let field, let values): document.values(field).contains { values.contains($0) }
        case .exists(let field): !document.values(field).isEmpty
        case .ids(let ids): ids.contains(document.id)
        case .all(let parts): parts.allSatisfy { $0.matches(document) }
        case .any(let parts): parts.contains { $0.matches(document) }
        case .not(let part): !part.matches(document)
        }
    }
}
