/// A user's query in a language of pipes: the condition, and what is done with what it finds.
struct PipedQuery: Sendable {
    /// Without blanks at both ends; empty when there is none.
    let condition: String
    /// Each pipe with its bar before it; empty for none.
    let pipes: String

    /// Takes a query apart at its first bar outside quotes.
    init(_ query: String) {
        let end = Self.firstPipe(query) ?? query.endIndex
        let words = query[..<end].drop { $0.isWhitespace }
        condition = String(words.reversed().drop { $0.isWhitespace }.reversed())
        pipes = String(query[end...])
    }

    private static func firstPipe(_ query: String) -> String.Index? {
        var (quote, isEscaped): (Character?, Bool) = (nil, false)
        for index in query.indices {
            let character = query[index]
            if isEscaped {
                isEscaped = false
            } else if let open = quote {
                if character == "\\", open != "`" { isEscaped = true }
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" || character == "`" {
                quote = character
            } else if character == "|" {
                return index
            }
        }
        return nil
    }
}
