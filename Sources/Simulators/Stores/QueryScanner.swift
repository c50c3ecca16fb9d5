/// Reads a query text from its beginning; blanks before what is taken do not matter.
struct QueryScanner {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    /// Whether nothing is left.
    var isAtEnd: Bool { rest.allSatisfy(\.isWhitespace) }

    /// Takes a text if it comes next.
    mutating func takes(_ text: String) -> Bool {
        let next = rest.drop(while: \.isWhitespace)
        guard next.hasPrefix(text) else { return false }
        rest = next.dropFirst(text.count)
        return true
    }

    /// Takes letters, digits and underscores; may be empty.
    mutating func takeWord() -> String {
        let next = rest.drop(while: \.isWhitespace)
        let word = next.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = next.dropFirst(word.count)
        return String(word)
    }

    /// Takes a text in quotes as Go writes them: with escapes between `"`, without between backticks.
    mutating func takeText() -> String? {
        if takes("`") {
            let text = rest.prefix { $0 != "`" }
            guard text.endIndex < rest.endIndex else { return nil }
            rest = rest[text.endIndex...].dropFirst()
            return String(text)
        }
        guard takes("\"") else { return nil }
        var text = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"": return text
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
            default: text.append(character)
            }
        }
        return nil
    }
}
