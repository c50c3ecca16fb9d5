import AuditModel

/// The part of LogQL that the simulator knows: a selector with line filters, or the count of what they find.
struct LogQuery {
    /// A label and the value it must have, or must not have.
    struct Matcher {
        let label: String
        let value: String
        let isEqual: Bool
    }

    /// A condition on lines.
    struct LineFilter {
        let operation: String
        let text: String
        let pattern: Regex<AnyRegexOutput>?

        func holds(_ line: String) -> Bool {
            switch operation {
            case "|=": line.contains(text)
            case "!=": !line.contains(text)
            case "|~": pattern.map { line.firstMatch(of: $0) != nil } ?? false
            case _: pattern.map { line.firstMatch(of: $0) == nil } ?? false
            }
        }
    }

    let matchers: [Matcher]
    let filters: [LineFilter]
    /// The range of `sum(count_over_time(… [range]))`, nanoseconds; nil for a query of lines.
    let countRange: Int64?

    private static let units: [(String, Int64)] = [
        ("ns", 1), ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
        ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
    ]

    /// Reads a query; nil for what the simulator does not know.
    init?(_ text: String) {
        var scanner = QueryScanner(text)
        let counts = scanner.takes("sum(count_over_time(")
        guard let matchers = Self.matchers(&scanner), let filters = Self.filters(&scanner) else { return nil }
        self.matchers = matchers
        self.filters = filters
        guard counts else {
            countRange = nil
            if !scanner.isAtEnd { return nil }
            return
        }
        guard scanner.takes("["), let range = Self.duration(scanner.takeWord()), scanner.takes("]))"),
            scanner.isAtEnd
        else { return nil }
        countRange = range
    }

    /// Whether the labels of a stream fit.
    func selects(_ labels: [(name: String, value: String)]) -> Bool {
        matchers.allSatisfy { matcher in
            let value = labels.first { $0.name == matcher.label }?.value ?? ""
            return (value == matcher.value) == matcher.isEqual
        }
    }

    private static func matchers(_ scanner: inout QueryScanner) -> [Matcher]? {
        guard scanner.takes("{") else { return nil }
        var matchers: [Matcher] = []
        repeat {
            let label = scanner.takeWord()
            let isEqual = scanner.takes("=")
            guard !label.isEmpty, isEqual || scanner.takes("!="), let value = scanner.takeText() else { return nil }
            matchers.append(Matcher(label: label, value: value, isEqual: isEqual))
        } while scanner.takes(",")
        return scanner.takes("}") ? matchers : nil
    }

    private static func filters(_ scanner: inout QueryScanner) -> [LineFilter]? {
        var filters: [LineFilter] = []
        while let operation = ["|=", "!=", "|~", "!~"].first(where: { scanner.takes($0) }) {
            guard let text = scanner.takeText() else { return nil }
            let isPattern = operation.hasSuffix("~")
            let pattern = isPattern ? try? Regex(text).matchingSemantics(.unicodeScalar) : nil
            if isPattern, pattern == nil { return nil }
            filters.append(LineFilter(operation: operation, text: text, pattern: pattern))
        }
        return filters
    }

    private static func duration(_ text: String) -> Int64? {
        let digits = text.prefix(while: \.isNumber)
        guard let number = Int64(digits), let unit = units.first(where: { $0.0 == text.dropFirst(digits.count) })
        else { return nil }
        return number * unit.1
    }
}
