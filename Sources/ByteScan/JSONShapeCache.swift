import Glibc

/// The shapes seen lately, found by their tokens.
///
/// One worker's own. Memory: at most ``slotCount`` shapes of ``longestShape`` tokens, 5 bytes a token, and one longer shape.
@safe final class JSONShapeCache {
    static let slotCount = 512
    static let longestShape = 4096

    /// One shape's tables; no memory while `count` is 0.
    @safe private struct Slot {
        var count = 0
        var tokens: UnsafeMutablePointer<UInt8>?
        var ends: UnsafeMutablePointer<UInt32>?
    }

    /// The last slot takes shapes that are too long to be kept among the others.
    private let slots: UnsafeMutablePointer<Slot>
    /// The slot of the last shape asked for, since most records have the shape of the one before.
    private var last = 0

    init() {
        unsafe slots = .allocate(capacity: Self.slotCount + 1)
        unsafe slots.initialize(repeating: Slot(), count: Self.slotCount + 1)
    }

    deinit {
        for slot in 0...Self.slotCount { free(slot) }
        unsafe slots.deallocate()
    }

    /// For each token the index of the token after the value that begins there, of the shape with exactly these tokens,
    /// proven now or earlier; nil when they form no JSON value.
    ///
    /// Valid until the next call.
    @inline(__always)
    func ends(of tokens: UnsafePointer<UInt8>, _ count: Int) -> UnsafePointer<UInt32>? {
        if let ends = unsafe known(tokens, count, last) { return unsafe ends }
        last = unsafe Self.slot(tokens, count)
        if let ends = unsafe known(tokens, count, last) { return unsafe ends }
        return unsafe prove(tokens, count, last)
    }

    /// The ends of a slot's shape if that has exactly these tokens.
    @inline(__always)
    private func known(_ tokens: UnsafePointer<UInt8>, _ count: Int, _ number: Int) -> UnsafePointer<UInt32>? {
        // SAFETY: slot numbers are at most `slotCount`; a slot's tables hold `count` elements.
        let slot = unsafe slots + number
        guard unsafe slot.pointee.count == count, let known = unsafe slot.pointee.tokens,
            unsafe memcmp(known, tokens, count) == 0
        else { return nil }
        return unsafe UnsafePointer(slot.pointee.ends)
    }

    @inline(never)
    private func prove(_ tokens: UnsafePointer<UInt8>, _ count: Int, _ number: Int) -> UnsafePointer<UInt32>? {
        guard count > 0 else { return nil }
        // SAFETY: the caller gave `count` tokens; both tables are made for as many.
        guard let shape = unsafe JSONShape.proving(UnsafeBufferPointer(start: tokens, count: count)) else { return nil }
        let place = count <= Self.longestShape ? number : Self.slotCount
        free(place)
        last = place
        let kept = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
        let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: count)
        for index in 0..<count {
            unsafe (kept + index).initialize(to: shape.tokens[index])
            unsafe (ends + index).initialize(to: shape.ends[index])
        }
        unsafe slots[place] = Slot(count: count, tokens: kept, ends: ends)
        return unsafe UnsafePointer(ends)
    }

    private func free(_ slot: Int) {
        unsafe slots[slot].tokens?.deallocate()
        unsafe slots[slot].ends?.deallocate()
        unsafe slots[slot] = Slot()
    }

    /// A slot number from the token count and a multiplicative hash of the tokens, sixteen at a time.
    @inline(__always)
    private static func slot(_ tokens: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var (first, second) = (UInt64(truncatingIfNeeded: count), UInt64(0x9E37_79B9_7F4A_7C15))
        let raw = unsafe UnsafeRawPointer(tokens)
        var offset = 0
        // SAFETY: each load ends at or before `count`.
        while offset &+ 16 <= count {
            first =
                (first ^ (unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))) &* 0xD6E8_FEB8_6659_FD93
            second =
                (second ^ (unsafe raw.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)))
                &* 0xA076_1D64_78BD_642F
            first ^= first &>> 29
            second ^= second &>> 31
            offset &+= 16
        }
        while offset < count {
            first = (first ^ UInt64(unsafe tokens[offset])) &* 0xD6E8_FEB8_6659_FD93
            offset &+= 1
        }
        let mixed = (first ^ second) &* 0xE703_7ED1_A0B4_28DB
        return Int(truncatingIfNeeded: mixed &>> 55)
    }
}
