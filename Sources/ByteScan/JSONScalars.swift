/// Checks of what lies inside single JSON tokens.
enum JSONScalars {
    /// The end of the number, `true`, `false` or `null` that begins at `start`, or nil when there is none or when
    /// something else than white space, an operator or the end follows.
    @inline(__always)
    static func end(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        // SAFETY: every index is compared with `count` before it is read.
        let first = unsafe base[start]
        let end: Int?
        if first == Byte.minus || Byte.isDigit(first) {
            end = unsafe numberEnd(base, start, count)
        } else if first == UInt8(ascii: "t") {
            end = unsafe literalEnd(base, start, count, "true")
        } else if first == UInt8(ascii: "f") {
            end = unsafe literalEnd(base, start, count, "false")
        } else {
            end = unsafe literalEnd(base, start, count, "null")
        }
        guard let end else { return nil }
        if end == count { return end }
        let next = unsafe base[end]
        let ends =
            next == Byte.comma || next == Byte.closeBrace || next == Byte.closeBracket || Byte.isSpace(next)
            || next == Byte.colon || next == Byte.openBrace || next == Byte.openBracket
        return ends ? end : nil
    }

    @inline(__always)
    private static func literalEnd(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ literal: StaticString
    ) -> Int? {
        let length = literal.utf8CodeUnitCount
        guard start &+ length <= count else { return nil }
        // SAFETY: the literal's bytes and `length` bytes from `start` exist.
        for index in 0..<length where unsafe base[start &+ index] != literal.utf8Start[index] { return nil }
        return start &+ length
    }

    private static func numberEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var index = start
        // SAFETY: every index is compared with `count` before it is read.
        func digits() -> Bool {
            let first = index
            while index < count, Byte.isDigit(unsafe base[index]) { index &+= 1 }
            return index > first
        }
        if unsafe base[index] == Byte.minus { index &+= 1 }
        guard index < count else { return nil }
        if unsafe base[index] == Byte.zero { index &+= 1 } else if !digits() { return nil }
        if index < count, unsafe base[index] == Byte.dot {
            index &+= 1
            guard digits() else { return nil }
        }
        if index < count, unsafe base[index] | 0x20 == UInt8(ascii: "e") {
            index &+= 1
            if index < count, unsafe base[index] == Byte.plus || base[index] == Byte.minus { index &+= 1 }
            guard digits() else { return nil }
        }
        return index
    }

    /// Whether the escape whose backslash is at `start` is one of RFC 8259.
    @inline(__always)
    static func isEscape(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool {
        guard start &+ 1 < count else { return false }
        // SAFETY: every index is compared with `count` before it is read.
        switch unsafe base[start &+ 1] {
        case Byte.quote, Byte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        case UInt8(ascii: "u"):
            guard start &+ 6 <= count else { return false }
            for index in start &+ 2..<start &+ 6 where unsafe Byte.hexValue(base[index]) == nil { return false }
            return true
        default: return false
        }
    }
}
