/// Ids in the form in which they are compared, so that two spellings of one id are one.
///
/// White space around is dropped; 32 hexadecimal digits, with or without dashes and braces, become lower-case digits.
enum NormalID {
    /// The parts of an id, each in its normal form, joined by `|`.
    static func text(_ parts: [String]) -> String {
        parts.count == 1 ? text(parts[0]) : parts.map(text).joined(separator: "|")
    }

    private static func text(_ part: String) -> String {
        let bytes = trimmed(part.utf8)
        return String(decoding: digits(bytes) ?? Array(bytes), as: UTF8.self)
    }

    private static func trimmed(_ bytes: String.UTF8View) -> Substring.UTF8View {
        let rest = bytes.drop { $0 <= 0x20 }
        guard let last = rest.lastIndex(where: { $0 > 0x20 }) else { return rest.prefix(0) }
        return rest[...last]
    }

    /// The digits of a GUID; nil for another text.
    private static func digits(_ text: Substring.UTF8View) -> [UInt8]? {
        guard (32...80).contains(text.count) else { return nil }
        let inBraces = text.first == UInt8(ascii: "{") && text.last == UInt8(ascii: "}")
        var digits: [UInt8] = []
        for byte in inBraces ? text.dropFirst().dropLast() : text where byte != UInt8(ascii: "-") {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): digits.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digits.append(byte | 0x20)
            default: return nil
            }
        }
        return digits.count == 32 ? digits : nil
    }
}
