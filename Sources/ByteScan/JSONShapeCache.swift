import Glibc

/// The shapes seen lately, found by their tokens. One worker's own.
///
/// Memory: at most ``slotCount`` shapes of ``longestShape`` tokens, 5 bytes a token.
final class JSONShapeCache {
    static let slotCount = 512
    static let longestShape = 4096

    private var shapes = [JSONShape?](repeating: nil, count: slotCount)

    /// The shape with exactly these tokens, proven now or earlier; nil when they form no JSON value.
    @inline(__always)
    func shape(of tokens: UnsafeBufferPointer<UInt8>) -> JSONShape? {
        let slot = unsafe Self.slot(tokens)
        if let known = shapes[slot], unsafe Self.equal(known, tokens) { return known }
        return unsafe prove(tokens, slot)
    }

    @inline(never)
    private func prove(_ tokens: UnsafeBufferPointer<UInt8>, _ slot: Int) -> JSONShape? {
        guard let shape = unsafe JSONShape.proving(tokens) else { return nil }
        if tokens.count <= Self.longestShape { shapes[slot] = shape }
        return shape
    }

    @inline(__always)
    private static func equal(_ shape: JSONShape, _ tokens: UnsafeBufferPointer<UInt8>) -> Bool {
        guard shape.tokens.count == tokens.count, let base = tokens.baseAddress else { return false }
        // SAFETY: both sides hold `tokens.count` bytes.
        return unsafe shape.tokens.withUnsafeBufferPointer { known in
            guard let other = known.baseAddress else { return false }
            return unsafe memcmp(other, base, tokens.count) == 0
        }
    }

    /// A slot number from the token count and a multiplicative hash of the tokens, eight at a time.
    @inline(__always)
    private static func slot(_ tokens: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base = tokens.baseAddress else { return 0 }
        let count = tokens.count
        var (first, second) = (UInt64(truncatingIfNeeded: count), UInt64(0x9E37_79B9_7F4A_7C15))
        let raw = unsafe UnsafeRawPointer(base)
        var offset = 0
        // SAFETY: each load ends at or before `count`.
        while offset &+ 16 <= count {
            first = (first ^ (unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))) &* 0xD6E8_FEB8_6659_FD93
            second =
                (second ^ (unsafe raw.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)))
                &* 0xA076_1D64_78BD_642F
            first ^= first &>> 29
            second ^= second &>> 31
            offset &+= 16
        }
        while offset < count {
            first = (first ^ UInt64(unsafe base[offset])) &* 0xD6E8_FEB8_6659_FD93
            offset &+= 1
        }
        let mixed = (first ^ second) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: mixed &>> 55)
    }
}
