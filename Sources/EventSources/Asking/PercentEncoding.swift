/// Percent-encoding of the parts of URLs and forms (RFC 3986 §2).
enum PercentEncoding {
    /// A query value, form field or path segment: everything but letters, digits and `-._~` is encoded.
    static func value(_ text: String) -> String { encoded(text) { _ in false } }

    /// A query key: `$` stays, since services that use it compare keys as they are sent.
    static func key(_ text: String) -> String { encoded(text) { $0 == UInt8(ascii: "$") } }

    /// A value in a path: `$`, `@`, `:`, `,`, `=` and `!` stay, as they may in a segment; a slash does not.
    static func segment(_ text: String) -> String { encoded(text) { Array("$@:,=!".utf8).contains($0) } }

    /// Keys and values joined for a query or a form.
    static func joined(_ pairs: [(key: String, value: String)]) -> String {
        pairs.map { "\(key($0.key))=\(value($0.value))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        var output = ""
        for byte in text.utf8 {
            if isUnreserved(byte) || isKept(byte) {
                output.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                output += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return output
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
