extension JSONValue {
    /// The value as JSON text: without white space, or with two spaces a level and a line a member.
    ///
    /// Control characters, U+2028, U+2029 and lone direction marks are escaped, so that the text is safe to show.
    package func text(pretty: Bool = false) -> String {
        var output = ""
        write(to: &output, pretty: pretty, depth: 0)
        return output
    }

    private func write(to output: inout String, pretty: Bool, depth: Int) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.write(value, to: &output)
        case .array(let values):
            Self.list(values, "[", "]", to: &output, pretty: pretty, depth: depth) { value, output in
                value.write(to: &output, pretty: pretty, depth: depth + 1)
            }
        case .object(let members):
            Self.list(members, "{", "}", to: &output, pretty: pretty, depth: depth) { member, output in
                Self.write(member.name, to: &output)
                output += pretty ? ": " : ":"
                member.value.write(to: &output, pretty: pretty, depth: depth + 1)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ open: String, _ close: String, to output: inout String, pretty: Bool, depth: Int,
        write: (Element, inout String) -> Void
    ) {
        output += open
        for (index, element) in elements.enumerated() {
            if index > 0 { output += "," }
            if pretty { output += "\n" + String(repeating: "  ", count: depth + 1) }
            write(element, &output)
        }
        if pretty && !elements.isEmpty { output += "\n" + String(repeating: "  ", count: depth) }
        output += close
    }

    private static func write(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.isHostile: output += "\\u" + scalar.fourHexDigits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
