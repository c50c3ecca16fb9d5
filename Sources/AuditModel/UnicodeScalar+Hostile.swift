extension Unicode.Scalar {
    /// Whether the character could change how a terminal or a page shows what is around it: controls, line and
    /// paragraph separators, direction marks, zero-width characters and the byte-order mark.
    package var isHostile: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }

    /// The last four hexadecimal digits of the code point, lower case; all hostile ones have no more.
    package var fourHexDigits: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
