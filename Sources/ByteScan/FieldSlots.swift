/// The values of the wanted fields of one record; filled by a scanner, first come first kept.
@safe final class FieldSlots {
    let count: Int
    let values: UnsafeMutablePointer<FieldValue>
    private(set) var filled = 0
    /// The filled slots in the order they were filled.
    private let order: UnsafeMutablePointer<Int>
    /// Bit s: slot s (below 64) has a value.
    private var valued: UInt64 = 0
    /// The slots after which no other can matter; nil when that cannot be told.
    private let decisive: UInt64?

    /// - Parameter decisive: slots that together decide everything; once they are filled a walk may end.
    init(count: Int, decisive: [Int]? = nil) {
        self.count = count
        self.decisive =
            count <= 64 ? decisive.map { slots in slots.reduce(0) { $0 | 1 << UInt64($1) } } : nil
        unsafe values = .allocate(capacity: max(count, 1))
        unsafe values.initialize(repeating: .absent, count: max(count, 1))
        unsafe order = .allocate(capacity: max(count, 1))
        unsafe order.initialize(repeating: 0, count: max(count, 1))
    }

    deinit {
        unsafe values.deallocate()
        unsafe order.deallocate()
    }

    /// Forgets the values of the last record.
    @inline(__always)
    func clear() {
        // SAFETY: `values` holds `count` values.
        for slot in 0..<count { unsafe values[slot].kind = .absent }
        filled = 0
        valued = 0
    }

    /// Keeps a value unless the slot has one already: of repeated names the first counts.
    @inline(__always)
    func fill(_ slot: Int, _ value: FieldValue) {
        // SAFETY: slots are numbered below `count` by the trie's maker.
        guard unsafe values[slot].kind == .absent else { return }
        unsafe values[slot] = value
        if value.hasText, unsafe !Byte.isSpace(value.bytes[0]) { valued |= Self.bit(slot) }
        // A slot is filled once, so that there are at most `count` of them.
        unsafe order[filled] = slot
        filled &+= 1
    }

    @inline(__always)
    private static func bit(_ slot: Int) -> UInt64 { 1 << UInt64(truncatingIfNeeded: slot & 63) }

    /// Whether no other field can change what becomes of the record.
    @inline(__always)
    var isSatisfied: Bool { decisive.map { valued & $0 == $0 } ?? false }

    /// Forgets the values that came after the first `kept`: those of a text that turned out to be no JSON.
    func forget(after kept: Int) {
        // SAFETY: `filled` is at most `count`, and the slots in `order` are below it.
        for index in kept..<max(filled, kept) {
            unsafe values[order[index]].kind = .absent
            unsafe valued &= ~Self.bit(order[index])
        }
        filled = min(filled, kept)
    }

    /// Forgets one slot's value for the rest of the record.
    func forget(_ slot: Int) {
        // SAFETY: slots are numbered below `count`.
        unsafe values[slot].kind = .absent
    }

    @inline(__always)
    subscript(_ slot: Int) -> FieldValue { unsafe values[slot] }
}
