/// The target of a request taken apart as the simulated services expect it.
struct RequestLine {
    let path: String
    let rawQuery: String
    let query: [(name: String, value: String)]

    /// Splits `/path?name=value&…`; a `+` in the query is a blank.
    init(target: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = Self.decoded(parts.first ?? "", plusIsBlank: false)
        rawQuery = parts.count > 1 ? String(parts[1]) : ""
        query = Self.pairs(rawQuery)
    }

    /// The names and values of a query or of a form body, in order.
    static func pairs(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                decoded(parts[0], plusIsBlank: true), parts.count > 1 ? decoded(parts[1], plusIsBlank: true) : ""
            )
        }
    }

    /// Percent escapes decoded; a `%` that begins none stays.
    private static func decoded(_ text: Substring, plusIsBlank: Bool) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                output.append(byte)
                index += 3
            } else {
                output.append(plusIsBlank && bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
