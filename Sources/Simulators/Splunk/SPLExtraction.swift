/// What `rex` takes out of a field: the named groups of the first match.
struct SPLExtraction {
    let field: String
    private let key: (name: [UInt8], group: String)?
    private let pattern: Regex<AnyRegexOutput>?
    private let groups: [String]

    /// Reads the arguments of `rex`; nil when they cannot be understood.
    init?(_ tokens: [SPLToken]) {
        var field = "_raw"
        var text: String?
        var rest = tokens[...]
        while let token = rest.popFirst() {
            if token == .word("field"), rest.popFirst() == .sign("="), let name = rest.popFirst()?.text {
                field = name
            } else if case .quoted(let pattern) = token {
                text = pattern
            } else {
                return nil
            }
        }
        guard let text else { return nil }
        self.field = field
        key = Self.key(text)
        groups = text.matches(of: /\(\?<(\w+)>/).map { String($0.output.1) }
        if key != nil {
            pattern = nil
        } else if let regex = try? Regex(text) {
            pattern = regex
        } else {
            return nil
        }
    }

    /// Names and values of the groups of the first match in a text.
    func values(_ text: String) -> [(name: String, value: String)] {
        if let key { return Self.value(of: key.name, in: Array(text.utf8)).map { [(key.group, $0)] } ?? [] }
        guard let pattern, let match = text.firstMatch(of: pattern) else { return [] }
        return groups.compactMap { name in match[name]?.substring.map { (name, String($0)) } }
    }

    /// A pattern that looks for a JSON member of one name, which needs no regular expression.
    private static func key(_ pattern: String) -> (name: [UInt8], group: String)? {
        guard let match = pattern.wholeMatch(of: /"(\w+)"\\s\*:\\s\*"\(\?<(\w+)>\[\^"\]\+\)"/) else { return nil }
        return (Array(match.output.1.utf8), String(match.output.2))
    }

    private static func value(of key: [UInt8], in text: [UInt8]) -> String? {
        let (quote, wanted) = (UInt8(ascii: "\""), [UInt8(ascii: "\"")] + key + [UInt8(ascii: "\"")])
        var index = 0
        while let start = text[index...].firstIndex(of: quote) {
            index = start + 1
            guard text[start...].starts(with: wanted) else { continue }
            let colon = text[(start + wanted.count)...].drop { $0 <= 0x20 }
            guard colon.first == UInt8(ascii: ":") else { continue }
            let value = colon.dropFirst().drop { $0 <= 0x20 }
            guard value.first == quote else { continue }
            let inside = value.dropFirst().prefix { $0 != quote }
            if !inside.isEmpty, inside.endIndex < text.count { return String(decoding: inside, as: UTF8.self) }
        }
        return nil
    }
}
