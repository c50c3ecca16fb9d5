/// The values of the wanted fields of one record; filled by a scanner, first come first kept.
@safe final class FieldSlots {
    let count: Int
    let values: UnsafeMutablePointer<FieldValue>
    private(set) var filled = 0

    init(count: Int) {
        self.count = count
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
        filled &+= 1
    }

    @inline(__always)
    subscript(_ slot: Int) -> FieldValue { unsafe values[slot] }
}
