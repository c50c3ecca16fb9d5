import AuditModel
import ByteScan

/// A `$filter` of the kind the log services document: comparisons joined by `and`.
///
/// Sources: the list pages of sign-ins, directory audits and risk detections in the Microsoft Graph reference.
struct ODataFilter: Hashable, Sendable {
    /// How a field is compared with a literal.
    enum Comparison: String, Sendable {
        case eq, ne, gt, ge, lt, le
        /// `startswith(field,'…')`.
        case startsWith
    }

    /// What a field is compared with.
    enum Literal: Hashable, Sendable {
        /// Nanoseconds since the Unix epoch, UTC.
        case instant(Int64)
        case text(String)
        case number(Int)
    }

    /// One comparison; of a collection (`field/any(t: t eq '…')`) one element is enough.
    struct Term: Hashable, Sendable {
        let field: String
        let comparison: Comparison
        let literal: Literal
    }

    var terms: [Term]

    /// Parses the text of a filter; an empty text has no terms.
    init(parsing text: String) throws(ODataFault) {
        var scanner = ODataScanner(text)
        terms = []
        guard !scanner.isAtEnd else { return }
        repeat { terms.append(try scanner.term()) } while try scanner.takesAnd()
    }
}

/// Why a query was refused, in the service's words.
struct ODataFault: Error, Hashable, Sendable {
    let message: String

    init(_ message: String) { self.message = message }
}

/// Reads a filter word by word.
private struct ODataScanner {
    private var rest: Substring

    init(_ text: String) { rest = text.drop { $0 == " " }[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func term() throws(ODataFault) -> ODataFilter.Term {
        if rest.hasPrefix("startswith(") { return try startsWith() }
        let field = word { $0 == "/" || $0 == "_" || $0.isLetter || $0.isNumber }
        guard !field.isEmpty else { throw unexpected() }
        if field.hasSuffix("/any"), takes("(") { return try any(of: String(field.dropLast(4))) }
        let comparison = try comparison()
        return ODataFilter.Term(field: field, comparison: comparison, literal: try literal())
    }

    mutating func takesAnd() throws(ODataFault) -> Bool {
        skipBlanks()
        if rest.isEmpty { return false }
        guard rest.hasPrefix("and ") else { throw unexpected() }
        rest = rest.dropFirst(4)
        skipBlanks()
        return true
    }

    private mutating func startsWith() throws(ODataFault) -> ODataFilter.Term {
        rest = rest.dropFirst("startswith(".count)
        let field = word { $0 == "/" || $0 == "_" || $0.isLetter || $0.isNumber }
        guard takes(","), case .text(let text) = try literal(), takes(")") else { throw unexpected() }
        return ODataFilter.Term(field: field, comparison: .startsWith, literal: .text(text))
    }

    /// `t: t eq '…')`, with any name for the element and any path below it.
    private mutating func any(of collection: String) throws(ODataFault) -> ODataFilter.Term {
        let name = word { $0.isLetter }
        guard !name.isEmpty, takes(":") else { throw unexpected() }
        let element = word { $0 == "/" || $0.isLetter }
        guard element == name || element.hasPrefix(name + "/") else { throw unexpected() }
        let comparison = try comparison()
        let literal = try literal()
        guard takes(")") else { throw unexpected() }
        let field = collection + element.dropFirst(name.count)
        return ODataFilter.Term(field: field, comparison: comparison, literal: literal)
    }

    private mutating func comparison() throws(ODataFault) -> ODataFilter.Comparison {
        guard let comparison = ODataFilter.Comparison(rawValue: word { $0.isLetter }) else { throw unexpected() }
        return comparison
    }

    private mutating func literal() throws(ODataFault) -> ODataFilter.Literal {
        skipBlanks()
        if rest.first == "'" { return .text(try quoted()) }
        let text = word { !" ),".contains($0) }
        if let number = Int(text) { return .number(number) }
        if let time = RFC3339.dateTime(Array(text.utf8).span) ?? RFC3339.date(Array(text.utf8).span) {
            return .instant(time.nanoseconds)
        }
        throw unexpected()
    }

    /// A text between single quotes; two of them stand for one.
    private mutating func quoted() throws(ODataFault) -> String {
        var text = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if character != "'" {
                text.append(character)
            } else if rest.first == "'" {
                text.append(rest.removeFirst())
            } else {
                return text
            }
        }
        throw unexpected()
    }

    private mutating func word(of isPart: (Character) -> Bool) -> String {
        skipBlanks()
        let word = rest.prefix(while: isPart)
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    private mutating func takes(_ character: Character) -> Bool {
        skipBlanks()
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func skipBlanks() { rest = rest.drop { $0 == " " } }

    private func unexpected() -> ODataFault {
        ODataFault("Invalid filter clause: syntax error at '\(rest.prefix(40))'")
    }
}
