/// Decodes the escapes of JSON strings.
enum JSONText {
    /// Writes the decoded form of a string's bytes; `output` must have room for `count` bytes.
    ///
    /// A lone surrogate becomes U+FFFD; an escape that is none is kept as it is. Decoding never grows the text.
    /// - Returns: the number of bytes written.
    static func decode(_ base: UnsafePointer<UInt8>, _ count: Int, into output: UnsafeMutablePointer<UInt8>) -> Int {
        var (read, written) = (0, 0)
        // SAFETY: `read` stays below `count`; each step writes no more bytes than it read.
        while read < count {
            let byte = unsafe base[read]
            guard byte == Byte.backslash, read &+ 1 < count else {
                unsafe output[written] = byte
                (read, written) = (read &+ 1, written &+ 1)
                continue
            }
            let escape = unsafe base[read &+ 1]
            if escape == UInt8(ascii: "u"), let unit = unsafe codeUnit(base, read, count) {
                unsafe decodeUnit(unit, base, count, &read, output, &written)
                continue
            }
            if let plain = simple(escape) {
                unsafe output[written] = plain
                written &+= 1
            } else {
                unsafe output[written] = byte
                unsafe output[written &+ 1] = escape
                written &+= 2
            }
            read &+= 2
        }
        return written
    }

    @inline(__always)
    private static func simple(_ escape: UInt8) -> UInt8? {
        switch escape {
        case Byte.quote, Byte.backslash, UInt8(ascii: "/"): escape
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): Byte.lineFeed
        case UInt8(ascii: "r"): Byte.carriageReturn
        case UInt8(ascii: "t"): Byte.tab
        default: nil
        }
    }

    /// The UTF-16 code unit of `\uXXXX` at `start`, or nil.
    private static func codeUnit(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
        guard start &+ 6 <= count, unsafe base[start] == Byte.backslash,
            unsafe base[start &+ 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        // SAFETY: six bytes from `start` exist.
        for index in start &+ 2..<start &+ 6 {
            guard let digit = unsafe Byte.hexValue(base[index]) else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private static func decodeUnit(
        _ unit: UInt32, _ base: UnsafePointer<UInt8>, _ count: Int, _ read: inout Int,
        _ output: UnsafeMutablePointer<UInt8>, _ written: inout Int
    ) {
        var value = unit
        read &+= 6
        if unit & 0xFC00 == 0xD800, let low = unsafe codeUnit(base, read, count), low & 0xFC00 == 0xDC00 {
            value = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
            read &+= 6
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        // SAFETY: six or twelve bytes were read and at most four are written.
        for byte in String(Character(scalar)).utf8 {
            unsafe output[written] = byte
            written &+= 1
        }
    }
}
