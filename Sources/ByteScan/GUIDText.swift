/// Reads 32 hexadecimal digits, with or without dashes and braces, as a 128-bit number.
enum GUIDText {
    /// The number in two halves, or nil when the text is not one.
    @inline(__always)
    static func number(_ base: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64)? {
        if count == 36, unsafe isDashed(base) { return unsafe dashed(base) }
        return count >= 32 ? unsafe loose(base, count) : nil
    }

    @inline(__always)
    private static func isDashed(_ base: UnsafePointer<UInt8>) -> Bool {
        let dash = Byte.minus
        // SAFETY: the caller gave 36 bytes.
        return unsafe base[8] == dash && base[13] == dash && base[18] == dash && base[23] == dash
    }

    @inline(__always)
    private static func dashed(_ base: UnsafePointer<UInt8>) -> (UInt64, UInt64)? {
        let raw = unsafe UnsafeRawPointer(base)
        // SAFETY: all loads end within the 36 bytes the caller gave.
        let second =
            UInt64(unsafe raw.loadUnaligned(fromByteOffset: 9, as: UInt32.self))
            | UInt64(unsafe raw.loadUnaligned(fromByteOffset: 14, as: UInt32.self)) &<< 32
        let third =
            UInt64(unsafe raw.loadUnaligned(fromByteOffset: 19, as: UInt32.self))
            | UInt64(unsafe raw.loadUnaligned(fromByteOffset: 24, as: UInt32.self)) &<< 32
        guard let a = digits(unsafe raw.loadUnaligned(as: UInt64.self)), let b = digits(second), let c = digits(third),
            let d = digits(unsafe raw.loadUnaligned(fromByteOffset: 28, as: UInt64.self))
        else { return nil }
        return (a | b &<< 32, c | d &<< 32)
    }

    /// Eight hexadecimal digits in memory order as a 32-bit number, or nil.
    @inline(__always)
    private static func digits(_ text: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let top = ones &* 0x80
        let decimal = text ^ (ones &* 0x30)
        let letter = (text | ones &* 0x20) ^ (ones &* 0x60)
        let isDecimal = ~(decimal &+ ones &* 0x76)
        let isLetter = ~(letter &+ ones &* 0x79) & (letter &+ ones &* 0x7F)
        guard text & top == 0, (isDecimal | isLetter) & top == top else { return nil }
        var value = (text & (ones &* 0x0F)) &+ (text &>> 6 & ones) &* 9
        value = (value &<< 4 | value &>> 8) & 0x00FF_00FF_00FF_00FF
        value = (value | value &>> 8) & 0x0000_FFFF_0000_FFFF
        return (value | value &>> 16) & 0xFFFF_FFFF
    }

    /// Any placing of dashes, braces around.
    private static func loose(_ base: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64)? {
        var (start, end) = (0, count)
        // SAFETY: all indices stay within `count`.
        if unsafe base[0] == Byte.openBrace && base[count &- 1] == Byte.closeBrace { (start, end) = (1, count &- 1) }
        var text = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        var seen = 0
        for index in start..<end {
            let byte = unsafe base[index]
            if byte == Byte.minus { continue }
            guard seen < 32, Byte.hexValue(byte) != nil else { return nil }
            let shifted = UInt64(byte) &<< UInt64((seen & 7) * 8)
            switch seen >> 3 {
            case 0: text.0 |= shifted
            case 1: text.1 |= shifted
            case 2: text.2 |= shifted
            default: text.3 |= shifted
            }
            seen &+= 1
        }
        guard seen == 32, let a = digits(text.0), let b = digits(text.1), let c = digits(text.2), let d = digits(text.3)
        else { return nil }
        return (a | b &<< 32, c | d &<< 32)
    }
}
