import AuditModel

extension Escaping {
    /// For the text and the quoted attributes of a page: markup loses its meaning, hostile characters become visible.
    ///
    /// - Parameter most: scalars that are kept; what is cut is said behind the text.
    static func html(_ text: String, most: Int = 400) -> String {
        guard text.utf8.count > most || text.utf8.contains(where: needsCare) else { return text }
        var safe = ""
        safe.reserveCapacity(min(text.utf8.count, most) + 64)
        var kept = 0
        for scalar in text.unicodeScalars {
            guard kept < most else {
                safe += "… (cut; \(Numerals.bytes(text.utf8.count)) in all)"
                break
            }
            kept += 1
            append(scalar, to: &safe)
        }
        return safe
    }

    /// For the text of a page, all of it: only what could be markup or is hostile changes, so that JSON stays readable.
    static func markup(_ text: String) -> String {
        var safe = ""
        safe.reserveCapacity(text.utf8.count + 64)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { safe.unicodeScalars.append(scalar) } else { append(scalar, to: &safe) }
        }
        return safe
    }

    /// For a block of JSON inside a page: no `<` can end it, none of `&` and `>` be taken for markup.
    static func dataBlock(_ json: String) -> String {
        var safe = ""
        for scalar in json.unicodeScalars {
            switch scalar {
            case "<", ">", "&": safe += "\\u" + scalar.fourHexDigits
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    private static func append(_ scalar: Unicode.Scalar, to safe: inout String) {
        switch scalar {
        case "&": safe += "&amp;"
        case "<": safe += "&lt;"
        case ">": safe += "&gt;"
        case "\"": safe += "&quot;"
        case "'": safe += "&#39;"
        case _ where scalar.isHostile: safe += "\\u" + scalar.fourHexDigits
        default: safe.unicodeScalars.append(scalar)
        }
    }

    /// Bytes that are markup, or with which a hostile character may begin.
    private static func needsCare(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x7F, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"), 0xC2, 0xD8, 0xE2, 0xEF:
            true
        default: false
        }
    }
}
