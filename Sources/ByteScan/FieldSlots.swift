/// The values of the wanted fields of one record; filled by a scanner, first come first kept.
@safe final class FieldSlots {
    let count: Int
    let values: UnsafeMutablePointer<FieldValue>
    /// Bit s: slot s (below 64) has a value.
    private var filled: UInt64 = 0
    /// The slots after which no other can matter; nil when that cannot be told.
    private let decisive: UInt64?

    /// - Parameter decisive: slots that together decide everything; once they are filled a walk may end.
    init(count: Int, decisive: [Int]? = nil) {
        self.count = count
        self.decisive =
            count <= 64 ? decisive.map { slots in slots.reduce(0) { $0 | 1 << UInt64($1) } } : nil
        unsafe values = .allocate(capacity: max(count, 1))
        unsafe values.initialize(repeating: .absent, count: max(count, 1))
    }

    deinit { unsafe values.deallocate() }

    /// Forgets the values of the last record.
    @inline(__always)
    func clear() {
        // SAFETY: `values` holds `count` values.
        for slot in 0..<count { unsafe values[slot].kind = .absent }
        filled = 0
    }

    /// Keeps a value unless the slot has one already: of repeated names the first counts.
    @inline(__always)
    func fill(_ slot: Int, _ value: FieldValue) {
        // SAFETY: slots are numbered below `count` by the trie's maker.
        guard unsafe values[slot].kind == .absent else { return }
        unsafe values[slot] = value
        if value.hasText, unsafe !Byte.isSpace(value.bytes[0]) { filled |= 1 << UInt64(truncatingIfNeeded: slot & 63) }
    }

    /// Whether no other field can change what becomes of the record.
    @inline(__always)
    var isSatisfied: Bool { decisive.map { filled & $0 == $0 } ?? false }

    @inline(__always)
    subscript(_ slot: Int) -> FieldValue { unsafe values[slot] }
}
