/// `Link` headers (RFC 8288).
enum LinkHeader {
    /// The target of the first link whose relation is `next`.
    ///
    /// - Parameter values: the values of all header lines of that name; each may hold several links.
    static func next(in values: [String]) -> String? {
        for value in values {
            for link in links(value) where link.relations.contains("next") { return link.target }
        }
        return nil
    }

    private static func links(_ value: String) -> [(target: String, relations: [String])] {
        var links: [(target: String, relations: [String])] = []
        var rest = Substring(value)
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            let target = String(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
            let parameters = takeParameters(&rest)
            links.append((target, relations(parameters)))
        }
        return links
    }

    /// What stands before the comma that ends the link; commas in quotes do not.
    private static func takeParameters(_ rest: inout Substring) -> Substring {
        var isQuoted = false
        let end =
            rest.firstIndex { character in
                if character == "\"" { isQuoted.toggle() }
                return character == "," && !isQuoted
            } ?? rest.endIndex
        defer { rest = rest[end...].dropFirst() }
        return rest[..<end]
    }

    private static func relations(_ parameters: Substring) -> [String] {
        for parameter in parameters.split(separator: ";") {
            let parts = parameter.split(separator: "=", maxSplits: 1).map { trimmed($0) }
            guard parts.count == 2, parts[0].lowercased() == "rel" else { continue }
            return parts[1].filter { $0 != "\"" }.lowercased().split(separator: " ").map { String($0) }
        }
        return []
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
