/// Whether bytes are well-formed UTF-8.
enum UTF8Check {
    /// Checks `count` bytes; surrogates, overlong forms and code points above U+10FFFF are not well-formed.
    static func isValid(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        let raw = unsafe UnsafeRawPointer(base)
        // SAFETY: loads end at or before `count`, and continuation bytes are compared with `count` first.
        while index < count {
            if index &+ 8 <= count,
                unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index &+= 8
                continue
            }
            let first = unsafe base[index]
            if first < 0x80 {
                index &+= 1
                continue
            }
            guard let length = unsafe sequenceLength(first, base + index, count &- index) else { return false }
            index &+= length
        }
        return true
    }

    /// The length of the sequence that begins with `first`, or nil when it is not well-formed.
    private static func sequenceLength(_ first: UInt8, _ base: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        let (length, lowest, highest): (Int, UInt8, UInt8)
        switch first {
        case 0xC2...0xDF: (length, lowest, highest) = (2, 0x80, 0xBF)
        case 0xE0: (length, lowest, highest) = (3, 0xA0, 0xBF)
        case 0xED: (length, lowest, highest) = (3, 0x80, 0x9F)
        case 0xE1...0xEF: (length, lowest, highest) = (3, 0x80, 0xBF)
        case 0xF0: (length, lowest, highest) = (4, 0x90, 0xBF)
        case 0xF1...0xF3: (length, lowest, highest) = (4, 0x80, 0xBF)
        case 0xF4: (length, lowest, highest) = (4, 0x80, 0x8F)
        default: return nil
        }
        // SAFETY: `length` is compared with `count` first.
        guard length <= count, unsafe base[1] >= lowest, unsafe base[1] <= highest else { return nil }
        for index in 2..<max(length, 2) where unsafe base[index] & 0xC0 != 0x80 { return nil }
        return length
    }
}
