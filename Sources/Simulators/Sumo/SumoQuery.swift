/// The part of Sumo's search language that the simulator knows: a source category, and phrases in quotes.
struct SumoQuery {
    private let condition: SearchCondition
    private static let category = "_sourceCategory="

    /// Reads a query; nil for what the simulator does not know.
    init?(_ text: String) {
        guard !text.contains("|"), let condition = SearchCondition(text, quotes: ["\""], joinsAtBlanks: true) else {
            return nil
        }
        self.condition = condition
        guard condition.holds({ Self.holds($0, { "" }, "") }) != nil else { return nil }
    }

    /// The category that is asked for; nil for any.
    var category: String? {
        condition.comparisons.first { $0.hasPrefix(Self.category) }.map { String($0.dropFirst(Self.category.count)) }
    }

    /// Whether a message fits; phrases are found in any letter case.
    func holds(_ raw: () -> String, _ category: String) -> Bool {
        condition.holds { Self.holds($0, raw, category) } ?? false
    }

    private static func holds(_ comparison: String, _ raw: () -> String, _ own: String) -> Bool? {
        if comparison == "*" { return true }
        if comparison.hasPrefix(category) { return comparison.dropFirst(category.count) == own }
        var scanner = QueryScanner(comparison)
        guard let phrase = scanner.takeText(), scanner.isAtEnd else { return nil }
        return raw().lowercased().contains(phrase.lowercased())
    }
}
