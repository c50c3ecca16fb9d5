import AuditModel

/// What request bodies are built from.
extension [UInt8] {
    /// Appends a text without escapes of its own, such as a name between quotes.
    mutating func append(plain text: String) { append(contentsOf: text.utf8) }

    /// Appends a JSON string with quotes that holds a text.
    mutating func append(quoted text: String) { append(quoting: Array(text.utf8)) }

    /// Appends a JSON string with quotes that holds bytes; what is no UTF-8 among them becomes U+FFFD.
    mutating func append(quoting bytes: [UInt8]) {
        let start = count
        var isASCII = true
        append(UInt8(ascii: "\""))
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0..<0x20: append(control: byte)
            default:
                if byte >= 0x80 { isASCII = false }
                append(byte)
            }
        }
        append(UInt8(ascii: "\""))
        guard !isASCII, String(validating: bytes, as: UTF8.self) == nil else { return }
        removeLast(count - start)
        append(quoting: Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    private mutating func append(control byte: UInt8) {
        switch byte {
        case 0x0A: append(plain: "\\n")
        case 0x0D: append(plain: "\\r")
        case 0x09: append(plain: "\\t")
        default: append(plain: "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
        }
    }

    /// Appends a JSON value as it is; what is no UTF-8 among its bytes becomes U+FFFD.
    mutating func append(record bytes: [UInt8]) {
        if bytes.allSatisfy({ $0 < 0x80 }) || String(validating: bytes, as: UTF8.self) != nil {
            append(contentsOf: bytes)
        } else {
            append(plain: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Appends members of an object, a comma before each.
    mutating func append(members: [(name: String, value: String)]) {
        for member in members {
            append(UInt8(ascii: ","))
            append(quoted: member.name)
            append(UInt8(ascii: ":"))
            append(quoted: member.value)
        }
    }
}
