/// Reads the text form of ``FieldPath``.
struct FieldPathParser {
    /// Bytes that a key may hold only inside quotes.
    static let special: Set<UInt8> = Set(".:,|=\"\\".utf8)

    private let text: String
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// Steps up to the end of the text, or to a comma.
    mutating func path(untilComma: Bool) throws(FieldPathError) -> [FieldPath.Step] {
        var steps: [FieldPath.Step] = [try step(untilComma: untilComma)]
        while position < bytes.count, !(untilComma && bytes[position] == UInt8(ascii: ",")) {
            let separator = bytes[position]
            position += 1
            if separator == UInt8(ascii: ":") {
                steps.append(.text)
                // Text in text, and the text as a whole, need no key behind the colon.
                guard position < bytes.count, bytes[position] != UInt8(ascii: ":"),
                    !(untilComma && bytes[position] == UInt8(ascii: ","))
                else { continue }
            }
            steps.append(try step(untilComma: untilComma))
        }
        return steps
    }

    mutating func takesComma() -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return false }
        position += 1
        return true
    }

    private mutating func step(untilComma: Bool) throws(FieldPathError) -> FieldPath.Step {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return .key(try quotedKey()) }
        let start = position
        while position < bytes.count, !ends(bytes[position], untilComma) { position += 1 }
        guard position > start else { throw fault(.missingKey, start) }
        let name = bytes[start..<position]
        guard name.allSatisfy({ $0 &- 0x30 < 10 }) else { return .key(String(decoding: name, as: UTF8.self)) }
        guard name.count < 10, let index = Int(String(decoding: name, as: UTF8.self)) else {
            throw fault(.hugeIndex, start)
        }
        return .index(index)
    }

    private func ends(_ byte: UInt8, _ untilComma: Bool) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || untilComma && byte == UInt8(ascii: ",")
    }

    private mutating func quotedKey() throws(FieldPathError) -> String {
        let start = position
        position += 1
        var name: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
            name.append(bytes[position])
            position += 1
        }
        guard position < bytes.count else { throw fault(.openQuote, start) }
        position += 1
        if position < bytes.count, !ends(bytes[position], true) { throw fault(.textBehindQuote, position) }
        return String(decoding: name, as: UTF8.self)
    }

    private func fault(_ reason: FieldPathError.Reason, _ offset: Int) -> FieldPathError {
        FieldPathError(reason: reason, text: text, offset: offset)
    }
}
