import AuditModel

/// The part of LogsQL that the simulator knows: a stretch of time, conditions on fields, and the pipes `fields` and
/// `stats count()`.
struct LogsQLQuery {
    let condition: SearchCondition
    /// Half-open; nil for all time.
    private(set) var window: TimeWindow?
    /// The fields that rows are cut down to; nil for all.
    private(set) var fields: [String]?
    /// What the count is called; nil where rows are asked for.
    private(set) var countName: String?
    private var patterns: [String: Regex<AnyRegexOutput>] = [:]

    private static let timePrefix = "_time:["

    /// Reads a query; nil for what the simulator does not know.
    init?(_ text: String) {
        let parts = Self.split(text)
        guard let condition = SearchCondition(parts[0], joinsAtBlanks: true) else { return nil }
        self.condition = condition
        for comparison in condition.comparisons {
            if comparison.hasPrefix(Self.timePrefix) {
                let bounds = comparison.dropFirst(Self.timePrefix.count).dropLast().split(separator: ",")
                let times = bounds.compactMap { RequestTime.rfc3339(String($0)) }
                guard comparison.hasSuffix(")"), times.count == 2, times[0] <= times[1] else { return nil }
                window = TimeWindow(from: times[0], to: times[1])
            }
            guard let (_, pattern) = Self.pattern(comparison) else { continue }
            guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return nil }
            patterns[comparison] = regex
        }
        for pipe in parts.dropFirst() {
            var scanner = QueryScanner(pipe)
            if scanner.takes("fields") {
                var names: [String] = []
                repeat {
                    guard let name = scanner.takeText() else { return nil }
                    names.append(name)
                } while scanner.takes(",")
                fields = names
            } else if scanner.takes("stats"), scanner.takes("count()"), scanner.takes("as") {
                countName = scanner.takeWord()
            } else {
                return nil
            }
        }
    }

    /// Whether one comparison holds for a row; nil for one that is not known.
    func holds(_ comparison: String, field: (String) -> String) -> Bool? {
        if comparison == "*" || comparison.hasPrefix(Self.timePrefix) { return true }
        if let (name, _) = Self.pattern(comparison) {
            return patterns[comparison].map { field(name).firstMatch(of: $0) != nil }
        }
        var scanner = QueryScanner(comparison)
        let name = scanner.takeWord()
        guard scanner.takes(":"), let value = scanner.takeText(), scanner.isAtEnd else { return nil }
        return field(name) == value
    }

    /// The name and pattern of `"name":~"pattern"`.
    private static func pattern(_ comparison: String) -> (String, String)? {
        var scanner = QueryScanner(comparison)
        guard let name = scanner.takeText(), scanner.takes(":~"), let pattern = scanner.takeText() else { return nil }
        return (name, pattern)
    }

    /// The condition and the pipes.
    private static func split(_ text: String) -> [String] {
        var (parts, isQuoted, isEscaped) = ([""], false, false)
        for character in text {
            if character == "|", !isQuoted {
                parts.append("")
                continue
            }
            if isEscaped {
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            }
            parts[parts.count - 1].append(character)
        }
        return parts
    }
}
