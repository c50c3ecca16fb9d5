/// A search as a simulated Splunk understands it: a generating command, and what is done with its rows.
struct SPLSearch {
    /// What a command does with the rows.
    enum Step {
        case filter(SPLFilter)
        /// What `where` keeps.
        case condition(SPLCondition)
        case eval([(name: String, value: SPLExpression)])
        case extract(SPLExtraction)
        /// Fields that stay; patterns.
        case keep([String], isTable: Bool)
        case remove([String])
        case head(Int)
        case count(as: String)
    }

    /// Nil for `makeresults`, which makes one row out of nothing.
    let filter: SPLFilter?
    let steps: [Step]
    /// Times that the first command names, such as `_index_earliest`; they count instead of the request's own.
    let modifiers: [String: String]

    /// Why a search is not understood, in Splunk's words.
    struct Refusal: Error {
        let text: String
    }

    /// Reads a search.
    init(_ text: String) throws(Refusal) {
        var commands = SPLToken.commands(text)
        if commands.first.map({ $0.allSatisfy(\.isWhitespace) }) == true { commands.removeFirst() }
        guard let first = commands.first else { throw Refusal(text: "Empty search.") }
        let (name, tokens) = Self.command(first)
        switch name {
        case "search":
            var parser = SPLFilterParser(tokens: tokens[...])
            filter = try Self.filter(&parser)
            modifiers = parser.modifiers
        case "makeresults": (filter, modifiers) = (nil, [:])
        default: throw Refusal(text: "Unknown search command '\(name)'.")
        }
        var steps: [Step] = []
        for command in commands.dropFirst() { steps.append(try Self.step(command)) }
        self.steps = steps
    }

    /// Whether it gives a table instead of events.
    var isTransforming: Bool {
        filter == nil || steps.contains { if case .count = $0 { true } else { false } }
    }

    private static func command(_ text: Substring) -> (name: String, tokens: [SPLToken]) {
        var tokens = SPLToken.list(text)
        let name = tokens.first?.text?.lowercased() ?? ""
        if !tokens.isEmpty { tokens.removeFirst() }
        return (name, tokens)
    }

    private static func filter(_ parser: inout SPLFilterParser) throws(Refusal) -> SPLFilter {
        guard let filter = parser.conjunction(), parser.tokens.isEmpty else {
            throw Refusal(text: "Error in 'search' command: Unable to parse the search.")
        }
        return filter
    }

    private static func step(_ command: Substring) throws(Refusal) -> Step {
        let (name, tokens) = command.isEmpty ? ("", []) : Self.command(command)
        let wrong = Refusal(text: "Error in '\(name)' command: the arguments are invalid.")
        switch name {
        case "search":
            var parser = SPLFilterParser(tokens: tokens[...])
            return .filter(try filter(&parser))
        case "where":
            guard let condition = SPLCondition(tokens) else { throw wrong }
            return .condition(condition)
        case "eval":
            guard let assignments = SPLExpression.assignments(tokens) else { throw wrong }
            return .eval(assignments)
        case "rex":
            guard let extraction = SPLExtraction(tokens) else { throw wrong }
            return .extract(extraction)
        case "fields", "table":
            let names = tokens.compactMap(\.text)
            if names.first == "-" { return .remove(Array(names.dropFirst())) }
            return .keep(names.first == "+" ? Array(names.dropFirst()) : names, isTable: name == "table")
        case "head":
            guard let count = tokens.isEmpty ? 10 : tokens[0].text.flatMap({ Int($0) }) else { throw wrong }
            return .head(count)
        case "stats":
            let texts = tokens.compactMap(\.text)
            guard texts.first == "count", texts.count == 1 || texts.count == 3 && texts[1].lowercased() == "as" else {
                throw wrong
            }
            return .count(as: texts.count == 3 ? texts[2] : "count")
        default: throw Refusal(text: "Unknown search command '\(name)'.")
        }
    }
}
