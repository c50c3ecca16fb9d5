/// A condition of a query language: comparisons joined by AND, OR and parentheses.
///
/// What a comparison is, each language says itself; here it is the text between the joints. Quotes, and brackets that
/// follow a word, belong to it.
indirect enum SearchCondition: Equatable {
    case all([SearchCondition])
    case any([SearchCondition])
    case comparison(String)

    /// Reads a condition; nil for one with a parenthesis or quote too many or too few.
    ///
    /// - Parameters:
    ///   - quotes: what encloses texts; a backslash escapes, but for `'`, which is doubled.
    ///   - joinsAtBlanks: whether comparisons side by side both must hold; else blanks belong to a comparison.
    init?(_ text: String, quotes: Set<Character> = ["\"", "'"], joinsAtBlanks: Bool = false) {
        guard let tokens = Self.tokens(text, quotes, joinsAtBlanks) else { return nil }
        var rest = tokens[...]
        guard let condition = Self.alternatives(&rest), rest.isEmpty else { return nil }
        self = condition
    }

    /// Whether it holds; nil when a comparison is not understood.
    func holds(_ comparison: (String) -> Bool?) -> Bool? {
        switch self {
        case .comparison(let text): return comparison(text)
        case .all(let parts):
            var holds = true
            for part in parts {
                guard let one = part.holds(comparison) else { return nil }
                holds = holds && one
            }
            return holds
        case .any(let parts):
            var holds = false
            for part in parts {
                guard let one = part.holds(comparison) else { return nil }
                holds = holds || one
            }
            return holds
        }
    }

    /// Every comparison, in order.
    var comparisons: [String] {
        switch self {
        case .comparison(let text): [text]
        case .all(let parts), .any(let parts): parts.flatMap(\.comparisons)
        }
    }

    private enum Token: Equatable { case open, close, and, or, text(String) }

    private static func alternatives(_ tokens: inout ArraySlice<Token>) -> SearchCondition? {
        guard let first = conjunction(&tokens) else { return nil }
        var parts = [first]
        while tokens.first == .or {
            tokens.removeFirst()
            guard let next = conjunction(&tokens) else { return nil }
            parts.append(next)
        }
        return parts.count == 1 ? first : .any(parts)
    }

    private static func conjunction(_ tokens: inout ArraySlice<Token>) -> SearchCondition? {
        var parts: [SearchCondition] = []
        while let token = tokens.first, token != .or, token != .close {
            tokens.removeFirst()
            switch token {
            case .and: if parts.isEmpty { return nil }
            case .text(let text): parts.append(.comparison(text))
            case .open:
                guard let inner = alternatives(&tokens), tokens.popFirst() == .close else { return nil }
                parts.append(inner)
            case .or, .close: return nil
            }
        }
        return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .all(parts)
    }

    private static func tokens(_ text: String, _ quotes: Set<Character>, _ joinsAtBlanks: Bool) -> [Token]? {
        var (tokens, word, quote, depth, isEscaped): ([Token], String, Character?, Int, Bool) = ([], "", nil, 0, false)
        func end() {
            let words = word.split(separator: " ", omittingEmptySubsequences: false)
            let kept = words.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed()
            if !kept.isEmpty { tokens.append(.text(kept.joined(separator: " "))) }
            word = ""
        }
        // A joint stands behind a blank.
        var rest = (" " + text)[...]
        while let character = rest.popFirst() {
            if let open = quote {
                word.append(character)
                if isEscaped {
                    isEscaped = false
                } else if character == "\\", open != "'" {
                    isEscaped = true
                } else if character == open {
                    quote = nil
                }
            } else if quotes.contains(character) {
                quote = character
                word.append(character)
            } else if depth > 0 {
                word.append(character)
                if character == "(" { depth += 1 }
                if character == ")" || character == "]" { depth -= 1 }
            } else if character == "[" || character == "(" && !(word.last ?? " ").isWhitespace {
                depth = 1
                word.append(character)
            } else if character == "(" || character == ")" {
                end()
                tokens.append(character == "(" ? .open : .close)
            } else if character.isWhitespace {
                if joinsAtBlanks { end() } else { word.append(" ") }
                for (name, token) in [("and", Token.and), ("or", .or)]
                where rest.prefix(name.count).lowercased() == name
                    && (rest.dropFirst(name.count).first.map { $0.isWhitespace || $0 == "(" } ?? true)
                {
                    end()
                    tokens.append(token)
                    rest = rest.dropFirst(name.count)
                }
            } else {
                word.append(character)
            }
        }
        end()
        return quote == nil && depth == 0 ? tokens : nil
    }
}
