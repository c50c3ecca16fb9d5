extension JSONTree {
    /// One form for all texts that mean the same: no white space, members sorted by the bytes of their names (equal
    /// names in their order), strings with only the escapes that are needed, numbers as they were written.
    ///
    /// `1` and `1.0` stay different, as ids would.
    package var canonicalBytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output, sorted: true)
        return output
    }

    /// The value without white space, members in their order.
    package var compactBytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output, sorted: false)
        return output
    }

    private func write(to output: inout [UInt8], sorted: Bool) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .number(let token): output += token
        case .string(let bytes): Self.write(bytes, to: &output)
        case .array(let elements): Self.write(elements, to: &output, sorted: sorted)
        case .object(let members): Self.write(members, to: &output, sorted: sorted)
        }
    }

    private static func write(_ elements: [JSONTree], to output: inout [UInt8], sorted: Bool) {
        output.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            element.write(to: &output, sorted: sorted)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func write(_ members: [Member], to output: inout [UInt8], sorted: Bool) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in (sorted ? inOrder(members) : members).enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(member.name, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.write(to: &output, sorted: sorted)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Sorts by name; the standard sort keeps no order of equals, so the place breaks ties.
    private static func inOrder(_ members: [Member]) -> [Member] {
        members.enumerated().sorted { left, right in
            if left.element.name == right.element.name { return left.offset < right.offset }
            return left.element.name.lexicographicallyPrecedes(right.element.name)
        }.map(\.element)
    }

    private static func write(_ bytes: [UInt8], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case 0x08: output += "\\b".utf8
            case 0x09: output += "\\t".utf8
            case 0x0A: output += "\\n".utf8
            case 0x0C: output += "\\f".utf8
            case 0x0D: output += "\\r".utf8
            case 0..<0x20: output += "\\u00".utf8 + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
