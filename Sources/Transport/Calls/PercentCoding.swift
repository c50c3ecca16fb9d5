/// Percent-encoding as signatures want it: everything but letters, digits and `-._~` is encoded, upper case.
package enum PercentCoding {
    /// Encodes bytes; `alsoPlain` names further characters that stay as they are.
    package static func encoded(_ bytes: some Sequence<UInt8>, alsoPlain: String = "") -> String {
        let plain = Set(alsoPlain.utf8)
        var output = ""
        for byte in bytes {
            if isUnreserved(byte) || plain.contains(byte) {
                output.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                output += "%" + hex(byte >> 4) + hex(byte & 15)
            }
        }
        return output
    }

    /// The bytes an encoded text stands for; a `%` without two digits stands for itself.
    static func decoded(_ text: some StringProtocol, plusIsBlank: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
                rest.count >= 2
            {
                output.append(value)
                rest = rest.dropFirst(2)
            } else {
                output.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return output
    }

    /// A form's body: names and values joined by `=` and `&`.
    package static func form(_ fields: [HTTPCall.Header]) -> [UInt8] {
        Array(fields.map { encoded($0.name.utf8) + "=" + encoded($0.value.utf8) }.joined(separator: "&").utf8)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    private static func hex(_ digit: UInt8) -> String { String(digit, radix: 16, uppercase: true) }
}
