import AuditModel

/// What event bodies are built from: bytes appended in place, without texts in between.
extension [UInt8] {
    /// Appends text that needs no escape.
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// Appends text that needs no escape.
    package mutating func append(text: String) { append(contentsOf: text.utf8) }

    /// Appends text as a JSON string with quotes and escapes.
    package mutating func append(json text: String) {
        let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }
        guard isPlain else { return append(contentsOf: JSONValue.string(text).text().utf8) }
        append(UInt8(ascii: "\""))
        append(contentsOf: text.utf8)
        append(UInt8(ascii: "\""))
    }

    /// Appends a decimal number.
    package mutating func append(number value: Int) {
        guard value >= 10 || value < 0 else { return append(0x30 + UInt8(value)) }
        append(contentsOf: String(value).utf8)
    }

    /// Appends a number of `width` digits, with leading zeros; `value` is not negative and fits.
    package mutating func append(padded value: Int, width: Int) {
        var divisor = 1
        for _ in 1..<Swift.max(width, 1) { divisor *= 10 }
        while divisor > 0 {
            append(0x30 + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends the lowest `digits` hexadecimal digits of a number, in lower case.
    package mutating func append(hex value: UInt64, digits: Int) {
        for place in stride(from: (digits - 1) * 4, through: 0, by: -4) {
            let digit = UInt8(value >> UInt64(place) & 15)
            append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }

    /// Appends a lower-case version 4 GUID.
    package mutating func appendGUID(_ bits: (UInt64, UInt64)) {
        append(hex: bits.0 >> 32, digits: 8)
        append(UInt8(ascii: "-"))
        append(hex: bits.0 >> 16, digits: 4)
        append("-4")
        append(hex: bits.0, digits: 3)
        append(UInt8(ascii: "-"))
        append(hex: 8 | bits.1 >> 62, digits: 1)
        append(hex: bits.1 >> 48, digits: 3)
        append(UInt8(ascii: "-"))
        append(hex: bits.1, digits: 12)
    }

    /// Appends `2026-11-14T02:00:00` and exactly `digits` fraction digits, cut, not rounded; no zone.
    package mutating func append(instant nanoseconds: Int64, digits: Int = 0) {
        let time = CivilTime(nanoseconds: nanoseconds)
        append(padded: time.year, width: 4)
        append(UInt8(ascii: "-"))
        append(padded: time.month, width: 2)
        append(UInt8(ascii: "-"))
        append(padded: time.day, width: 2)
        append(UInt8(ascii: "T"))
        append(padded: time.hour, width: 2)
        append(UInt8(ascii: ":"))
        append(padded: time.minute, width: 2)
        append(UInt8(ascii: ":"))
        append(padded: time.second, width: 2)
        guard digits > 0 else { return }
        append(UInt8(ascii: "."))
        var divisor = 1
        for _ in digits..<9 { divisor *= 10 }
        append(padded: time.nanosecond / divisor, width: digits)
    }

    /// Appends an instant with the fraction digits that are needed, none for a whole second; no zone.
    package mutating func append(shortest nanoseconds: Int64) {
        var fraction = (nanoseconds % 1_000_000_000 + 1_000_000_000) % 1_000_000_000
        var digits = fraction == 0 ? 0 : 9
        while digits > 0 && fraction % 10 == 0 {
            fraction /= 10
            digits -= 1
        }
        append(instant: nanoseconds, digits: digits)
    }
}
