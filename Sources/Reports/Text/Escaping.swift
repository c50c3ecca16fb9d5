import AuditModel

/// Makes text from events and services harmless for the place where it is shown.
package enum Escaping {
    /// For a terminal: control, direction and zero-width characters become visible as `\u001b`.
    package static func terminal(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isHostile) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            if scalar.isHostile {
                safe += "\\u" + scalar.fourHexDigits
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// For a tab-separated line: ASCII without controls; a backslash is doubled, everything else is `\u` and hexadecimal
    /// digits, in braces beyond four.
    package static func plain(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x5C: safe += "\\\\"
            case 0x09: safe += "\\t"
            case 0x0A: safe += "\\n"
            case 0x0D: safe += "\\r"
            case 0x20..<0x7F: safe.unicodeScalars.append(scalar)
            case ..<0x1_0000: safe += "\\u" + scalar.fourHexDigits
            default: safe += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return safe
    }

    /// For Markdown inside a line, table cells included: its signs lose their meaning, hostile characters become visible,
    /// and nothing becomes a link.
    package static func markdown(_ text: String) -> String {
        var safe = ""
        for scalar in terminal(text).unicodeScalars {
            switch scalar {
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "&": safe += "&amp;"
            case "@": safe += "&#64;"
            case ":": safe += "&#58;"
            case "." where safe.lowercased().hasSuffix("www"): safe += "&#46;"
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~", "$":
                safe += "\\"
                safe.unicodeScalars.append(scalar)
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// One CSV cell by RFC 4180.
    ///
    /// A cell a spreadsheet could run (it begins with `= + - @`, tab or return) gets an apostrophe in front.
    package static func csvCell(_ text: String) -> String {
        var cell = text
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: cell = "'" + cell
        default: break
        }
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return cell }
        var quoted = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
