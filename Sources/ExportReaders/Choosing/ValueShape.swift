/// Forms of values that tell what a field is for.
enum ValueShape {
    /// 32 hexadecimal digits with or without dashes and braces.
    static func isGUID(_ bytes: [UInt8]) -> Bool {
        guard 32...38 ~= bytes.count else { return false }
        var digits = 0
        for byte in bytes {
            switch byte {
            case 0x30...0x39, 0x41...0x46, 0x61...0x66: digits += 1
            case UInt8(ascii: "-"), UInt8(ascii: "{"), UInt8(ascii: "}"): continue
            default: return false
            }
        }
        return digits == 32
    }

    static func has(_ shape: PresetSign.Shape, _ bytes: [UInt8]) -> Bool {
        switch shape {
        case .kibanaTime:
            return bytes.count > 12 && bytes[0] | 0x20 >= 0x61 && bytes.contains(UInt8(ascii: "@"))
        case .slashedTime:
            return bytes.prefix(3).contains(UInt8(ascii: "/")) && bytes.prefix(6).count { $0 == UInt8(ascii: "/") } == 2
        }
    }

    /// A plain test for the forms of `siem-apis` §0.3: enough to tell a time column from others, not to read it.
    static func looksLikeTime(_ bytes: [UInt8]) -> Bool {
        let digits = bytes.count { $0 &- 0x30 < 10 }
        if isEpoch(bytes) { return true }
        guard 8...48 ~= bytes.count, digits >= 4 else { return false }
        let colons = bytes.count { $0 == UInt8(ascii: ":") }
        guard colons >= 1 || isDate(bytes) else { return false }
        return bytes.allSatisfy(mayStandInTime) && (beginsWithDigitGroup(bytes) || beginsWithMonth(bytes))
    }

    /// Seconds from 2001 on up to nanoseconds; shorter numbers are counts.
    private static func isEpoch(_ bytes: [UInt8]) -> Bool {
        let whole = bytes.prefix { $0 &- 0x30 < 10 }
        let rest = bytes.dropFirst(whole.count)
        guard [10, 13, 16, 19].contains(whole.count),
            whole.first == UInt8(ascii: "1") || whole.first == UInt8(ascii: "2")
        else { return false }
        return rest.isEmpty || rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
    }

    private static func isDate(_ bytes: [UInt8]) -> Bool {
        bytes.count == 10 && bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
    }

    private static func mayStandInTime(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0xE2, 0x80, 0xAF, 0xC2, 0xA0: true
        case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","),
            UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }

    /// One, two or four digits and then a separator of dates.
    private static func beginsWithDigitGroup(_ bytes: [UInt8]) -> Bool {
        let count = bytes.prefix { $0 &- 0x30 < 10 }.count
        guard count == 1 || count == 2 || count == 4, count < bytes.count else { return false }
        let separator = bytes[count]
        return separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func beginsWithMonth(_ bytes: [UInt8]) -> Bool {
        let name = String(decoding: bytes.prefix(3).map { $0 | 0x20 }, as: UTF8.self)
        return months.contains(name)
    }
}
