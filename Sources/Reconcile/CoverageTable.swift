import AuditModel

/// Counts events by bucket and scope.
struct CoverageTable {
    private let bucketLength: Int64
    private var cells: [CoverageCount] = []
    /// Numbers of cells plus one, by a hash of bucket and scope; a power of two of slots.
    private var slots = [Int32](repeating: 0, count: 1 << 10)

    /// The bucket asked for last, to save a division.
    private var recent: Int64 = 0

    init(bucketLength: Int64) { self.bucketLength = bucketLength }

    /// Counts an event; `nanoseconds` is nil when it has no time.
    mutating func count(_ state: EventState, nanoseconds: Int64?, scope: UInt16) {
        var start: Int64?
        if let nanoseconds { start = bucket(of: nanoseconds) }
        cells[cell(start, scope)].count(state)
    }

    /// All cells, by bucket, then scope code; those without a time come last.
    func sorted() -> [CoverageCount] {
        cells.sorted { left, right in
            if left.bucket == right.bucket { return left.scope < right.scope }
            guard let first = left.bucket, let second = right.bucket else { return left.bucket != nil }
            return first < second
        }
    }

    @inline(__always)
    private mutating func bucket(of nanoseconds: Int64) -> Int64 {
        let (distance, overflow) = nanoseconds.subtractingReportingOverflow(recent)
        if !overflow && distance >= 0 && distance < bucketLength { return recent }
        recent = EventTime.floor(nanoseconds, bucketLength)
        return recent
    }

    private mutating func cell(_ bucket: Int64?, _ scope: UInt16) -> Int {
        var place = slot(bucket, scope)
        while slots[place] != 0 {
            let number = Int(slots[place]) - 1
            if cells[number].scope == scope && cells[number].bucket == bucket { return number }
            place = (place + 1) & (slots.count - 1)
        }
        cells.append(CoverageCount(bucket: bucket, scope: scope))
        slots[place] = Int32(cells.count)
        if cells.count * 2 > slots.count { grow() }
        return cells.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for (number, cell) in cells.enumerated() {
            var place = slot(cell.bucket, cell.scope)
            while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = Int32(number + 1)
        }
    }

    private func slot(_ bucket: Int64?, _ scope: UInt16) -> Int {
        let mixed = UInt64(bitPattern: bucket ?? .min) &+ UInt64(scope) &* 0x9E37_79B9_7F4A_7C15
        let spread = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: spread >> 32) & (slots.count - 1)
    }
}
