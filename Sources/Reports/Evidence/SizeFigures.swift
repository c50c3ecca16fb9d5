/// How large missing events are beside those that are there: bytes of the event as JSON without white space.
package struct SizeFigures: Sendable {
    /// Events by the power of two below their size: bin 10 holds 1,024 to 2,047 bytes.
    struct Group: Sendable {
        var bins = [Int](repeating: 0, count: 32)
        let count: Int
        /// Half of the events are smaller.
        let median: Int
    }

    let missing: Group
    /// A seeded sample of the events that are there.
    let present: Group

    /// Sorts sizes in bytes into bins; nil when one side has none.
    package init?(missing: [UInt32], present: [UInt32]) {
        guard let missing = Group(missing), let present = Group(present) else { return nil }
        self.missing = missing
        self.present = present
    }
}

extension SizeFigures.Group {
    fileprivate init?(_ sizes: [UInt32]) {
        guard !sizes.isEmpty else { return nil }
        count = sizes.count
        median = Int(sizes.sorted()[sizes.count / 2])
        for size in sizes { bins[size == 0 ? 0 : 31 - size.leadingZeroBitCount] += 1 }
    }
}
