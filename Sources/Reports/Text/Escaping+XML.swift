import AuditModel

extension Escaping {
    /// For text and attributes of XML 1.0: markup loses its meaning, hostile characters become visible, and so do the two
    /// code points that no document may hold.
    static func xml(_ text: String, most: Int = 4_000) -> String {
        var safe = ""
        for scalar in terminal(text).unicodeScalars.prefix(most) {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": safe += "\\u" + scalar.fourHexDigits
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
