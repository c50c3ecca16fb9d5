/// A piece of a search in Splunk's language.
enum SPLToken: Hashable {
    case word(String)
    /// A text in double quotes, escapes of quotes and backslashes undone.
    case quoted(String)
    /// A field name in single quotes.
    case field(String)
    /// A bracket, comma, equals sign and so on.
    case sign(Character)

    /// Takes a text apart.
    static func list(_ text: Substring) -> [SPLToken] {
        var (tokens, rest) = ([SPLToken](), text)
        while let next = rest.first {
            if next.isWhitespace {
                rest.removeFirst()
            } else if next == "\"" || next == "'" {
                let inside = quotedText(&rest, end: next)
                tokens.append(next == "'" ? .field(inside) : .quoted(inside))
            } else if "()=,<>!".contains(next) {
                tokens.append(.sign(next))
                rest.removeFirst()
            } else {
                let word = rest.prefix { !$0.isWhitespace && !"()=,<>!\"'".contains($0) }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            }
        }
        return tokens
    }

    /// The commands of a pipeline: pipes inside quotes part nothing.
    static func commands(_ text: String) -> [Substring] {
        var (commands, start, index, isQuoted): ([Substring], _, _, Bool) = (
            [], text.startIndex, text.startIndex, false
        )
        while index < text.endIndex {
            switch text[index] {
            case "\\" where isQuoted:
                index = text.index(after: index)
                if index == text.endIndex { continue }
            case "\"": isQuoted.toggle()
            case "|" where !isQuoted:
                commands.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
            index = text.index(after: index)
        }
        return commands + [text[start...]]
    }

    private static func quotedText(_ rest: inout Substring, end: Character) -> String {
        rest.removeFirst()
        var inside = ""
        while let next = rest.popFirst(), next != end {
            if next == "\\", let escaped = rest.first, escaped == end || escaped == "\\" {
                inside.append(escaped)
                rest.removeFirst()
            } else {
                inside.append(next)
            }
        }
        return inside
    }

    /// A word or a text.
    var text: String? {
        switch self {
        case .word(let text), .quoted(let text), .field(let text): text
        case .sign: nil
        }
    }
}
