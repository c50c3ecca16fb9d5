/// What a search filters by.
///
/// `OR` binds closer than `AND`, as in Splunk's search command.
indirect enum SPLFilter {
    case all([SPLFilter])
    case any([SPLFilter])
    case not(SPLFilter)
    /// The event's text holds one of these words; lower case.
    case words(Set<String>)
    /// The event's text holds this; lower case.
    case phrase(String)
    /// A field has a value that fits one of these patterns; lower case.
    case field(String, [String])

    func holds(_ row: SPLRow) -> Bool {
        switch self {
        case .all(let filters): filters.allSatisfy { $0.holds(row) }
        case .any(let filters): filters.contains { $0.holds(row) }
        case .not(let filter): !filter.holds(row)
        case .words(let words): !words.isDisjoint(with: row.words)
        case .phrase(let text): row.raw.lowercased().contains(text)
        case .field(let name, let patterns):
            row.value(name).contains { value in patterns.contains { Self.fits(value.lowercased(), $0) } }
        }
    }

    /// The patterns behind `index=`.
    var indexes: [String] {
        switch self {
        case .all(let filters), .any(let filters): filters.flatMap(\.indexes)
        case .field("index", let patterns): patterns
        case .field, .not, .words, .phrase: []
        }
    }

    /// Whether a value fits a pattern in which `*` stands for any text.
    static func fits(_ value: String, _ pattern: String) -> Bool {
        guard pattern.contains("*") else { return value == pattern }
        var rest = value[...]
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        for (number, part) in parts.enumerated() where !part.isEmpty {
            if number == 0 {
                guard rest.hasPrefix(part) else { return false }
                rest = rest.dropFirst(part.count)
            } else if number == parts.count - 1 {
                return rest.hasSuffix(part)
            } else {
                guard let range = rest.firstRange(of: part) else { return false }
                rest = rest[range.upperBound...]
            }
        }
        return true
    }

    /// A bare or quoted term.
    static func term(_ text: String) -> SPLFilter {
        let plain = text.lowercased()
        if plain == "*" || plain.isEmpty { return .all([]) }
        return SPLWords.isOne(plain) ? .words([plain]) : .phrase(plain.filter { $0 != "*" })
    }

    /// One of several; words are looked for together.
    static func either(_ filters: [SPLFilter]) -> SPLFilter {
        guard filters.count > 1 else { return filters.first ?? .all([]) }
        var (words, others): (Set<String>, [SPLFilter]) = ([], [])
        for filter in filters {
            if case .words(let own) = filter { words.formUnion(own) } else { others.append(filter) }
        }
        if words.isEmpty { return .any(others) }
        return others.isEmpty ? .words(words) : .any(others + [.words(words)])
    }
}

/// Reads filters by recursive descent.
struct SPLFilterParser {
    var tokens: ArraySlice<SPLToken>
    /// Times that stand among the terms.
    private(set) var modifiers: [String: String] = [:]

    private static let times: Set = ["earliest", "latest", "_index_earliest", "_index_latest"]

    mutating func conjunction() -> SPLFilter? {
        var filters: [SPLFilter] = []
        while let next = tokens.first, next != .sign(")") {
            if next == .word("AND") {
                tokens.removeFirst()
                continue
            }
            guard let filter = disjunction() else { return nil }
            filters.append(filter)
        }
        return filters.count == 1 ? filters[0] : .all(filters)
    }

    private mutating func disjunction() -> SPLFilter? {
        guard let first = single() else { return nil }
        var filters = [first]
        while tokens.first == .word("OR") {
            tokens.removeFirst()
            guard let next = single() else { return nil }
            filters.append(next)
        }
        return SPLFilter.either(filters)
    }

    private mutating func single() -> SPLFilter? {
        guard let next = tokens.popFirst() else { return nil }
        switch next {
        case .sign("("):
            guard let inner = conjunction(), tokens.popFirst() == .sign(")") else { return nil }
            return inner
        case .sign: return nil
        case .word("NOT"): return single().map { .not($0) }
        case .word(let text), .quoted(let text), .field(let text): return comparison(text)
        }
    }

    private mutating func comparison(_ name: String) -> SPLFilter? {
        switch tokens.first {
        case .sign("="):
            tokens.removeFirst()
            guard let value = tokens.popFirst()?.text else { return nil }
            guard !Self.times.contains(name) else {
                modifiers[name] = value
                return .all([])
            }
            return .field(name, [value.lowercased()])
        case .sign("!"):
            tokens = tokens.dropFirst(2)
            return tokens.popFirst()?.text.map { .not(.field(name, [$0.lowercased()])) }
        case .word("IN"):
            tokens = tokens.dropFirst(2)
            let values = tokens.prefix { $0 != .sign(")") }.compactMap(\.text)
            tokens = tokens.drop { $0 != .sign(")") }.dropFirst()
            return .field(name, values.map { $0.lowercased() })
        case .sign(","), .sign("("), .sign(")"), .sign("<"), .sign(">"), .sign, .word, .quoted, .field, nil:
            return SPLFilter.term(name)
        }
    }
}
