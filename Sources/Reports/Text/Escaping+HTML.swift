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
    ///
    /// Bytes are looked at one by one and characters only where a byte may begin a hostile one, and what lies between is
    /// copied as it is: records are most of a page.
    static func markup(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var safe: [UInt8] = []
        safe.reserveCapacity(bytes.count + bytes.count / 16 + 64)
        var (index, copied) = (0, 0)
        while index < bytes.count {
            guard markupNeedsCare[Int(bytes[index])] else {
                index += 1
                continue
            }
            safe += bytes[copied..<index]
            let scalar = scalar(in: bytes.span, at: index)
            append(scalar, to: &safe)
            index += UTF8.width(scalar)
            copied = index
        }
        safe += bytes[copied...]
        return String(decoding: safe, as: UTF8.self)
    }

    /// By byte: whether it needs care where quotes mean nothing.
    private static let markupNeedsCare = (0...UInt8.max).map { needsCare($0) && $0 != UInt8(ascii: "\"") }

    /// The scalar that begins at a byte of well-formed UTF-8; of those of four bytes none is hostile, so that none is asked
    /// for.
    private static func scalar(in bytes: Span<UInt8>, at index: Int) -> Unicode.Scalar {
        func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
        let first = UInt32(bytes[index])
        let value =
            switch first {
            case ..<0x80: first
            case ..<0xE0: (first & 0x1F) << 6 | tail(1)
            default: (first & 0x0F) << 12 | tail(1) << 6 | tail(2)
            }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
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
        if let replaced = replacement(scalar) { safe += replaced } else { safe.unicodeScalars.append(scalar) }
    }

    private static func append(_ scalar: Unicode.Scalar, to safe: inout [UInt8]) {
        if let replaced = replacement(scalar) { safe += replaced.utf8 } else { safe += String(scalar).utf8 }
    }

    /// What is written for a scalar; nil for itself.
    private static func replacement(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        case _ where scalar.isHostile: "\\u" + scalar.fourHexDigits
        default: nil
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
