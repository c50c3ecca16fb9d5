/// A GUID and the ways in which SIEMs write it, letter case aside.
struct GUIDSpelling: Hashable, Sendable {
    /// 32 hexadecimal digits in lower case.
    let digits: String

    /// Takes a GUID with or without dashes, braces and spaces; nil for any other text.
    init?(_ text: String) {
        let digits = text.utf8.filter { byte in !"-{} ".utf8.contains(byte) }
        guard digits.count == 32, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        self.digits = String(decoding: digits, as: UTF8.self).lowercased()
    }

    /// Takes the 16 bytes of a GUID.
    init(bytes: ArraySlice<UInt8>) {
        digits = bytes.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The digits with dashes between them.
    var dashed: String {
        var output = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { output.append("-") }
            output.append(digit)
        }
        return output
    }

    /// With dashes, with braces around them, and the digits alone.
    var all: [String] { [dashed, "{\(dashed)}", digits] }

    /// The ways in which a text may stand in a longer one, letter case aside: a GUID with and without dashes.
    static func inside(_ text: String) -> [String] { GUIDSpelling(text).map { [$0.dashed, $0.digits] } ?? [text] }
}
