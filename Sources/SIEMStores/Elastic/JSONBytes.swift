import AuditModel

/// What lines are built from: bytes appended in place.
extension [UInt8] {
    /// Appends text that needs no escape.
    mutating func append(_ text: StaticString) { text.withUTF8Buffer { append(contentsOf: $0) } }

    /// Appends a JSON string with quotes; bytes that are no UTF-8 are replaced.
    mutating func append(json text: [UInt8]) {
        append(UInt8(ascii: "\""))
        if text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            append(contentsOf: text)
        } else {
            appendEscaped(String(decoding: text, as: UTF8.self))
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: String) {
        let quoted = JSONValue.string(text).text().utf8
        append(contentsOf: quoted.dropFirst().dropLast())
    }
}
