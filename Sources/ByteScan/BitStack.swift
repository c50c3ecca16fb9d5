/// A stack of bits: one bit a level, so that a hundred thousand levels of nesting cost 12 KiB.
struct BitStack {
    private var words: [UInt64] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// The bit pushed last; false when there is none.
    var top: Bool { count > 0 && words[(count - 1) >> 6] & Self.mask(count - 1) != 0 }

    mutating func push(_ bit: Bool) {
        if count >> 6 == words.count { words.append(0) }
        let mask = Self.mask(count)
        if bit { words[count >> 6] |= mask } else { words[count >> 6] &= ~mask }
        count += 1
    }

    private static func mask(_ bit: Int) -> UInt64 { 1 << UInt64(bit & 63) }

    mutating func pop() { count -= 1 }
}
