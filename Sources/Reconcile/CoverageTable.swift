import AuditModel

/// Counts events by bucket and scope.
struct CoverageTable {
    private let bucketLength: Int64
    private var cells: [CoverageCount] = []
    /// Bucket and scope of each cell.
    private var keys: [Key] = []
    /// Numbers of cells plus one, by a hash of their keys; a power of two of slots.
    private var slots = [Int32](repeating: 0, count: 1 << 10)
    /// The bucket asked for last, to save a division.
    private var recent: Int64 = 0

    private struct Key {
        let bucket: Int64
        let scope: UInt16
        let isTimed: Bool

        @inline(__always)
        func equals(_ other: Key) -> Bool {
            bucket == other.bucket && scope == other.scope && isTimed == other.isTimed
        }

        @inline(__always)
        func slot(of count: Int) -> Int {
            let mixed = UInt64(bitPattern: bucket) &+ (UInt64(scope) << 1 | (isTimed ? 1 : 0)) &* 0x9E37_79B9_7F4A_7C15
            let spread = (mixed ^ (mixed >> 32)) &* 0xD6E8_FEB8_6659_FD93
            return Int(truncatingIfNeeded: spread >> 32) & (count - 1)
        }
    }

    init(bucketLength: Int64) { self.bucketLength = bucketLength }

    /// Counts an event; `nanoseconds` is nil when it has no time.
    @inline(__always)
    mutating func count(_ state: EventState, nanoseconds: Int64?, scope: UInt16) {
        let key =
            if let nanoseconds {
                Key(bucket: bucket(of: nanoseconds), scope: scope, isTimed: true)
            } else {
                Key(bucket: 0, scope: scope, isTimed: false)
            }
        cells[cell(of: key)].count(state)
    }

    /// Adds the counts of another table with buckets of the same length.
    mutating func add(_ other: CoverageTable) {
        for (number, key) in other.keys.enumerated() { cells[cell(of: key)].add(other.cells[number]) }
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

    @inline(__always)
    private mutating func cell(of key: Key) -> Int {
        var place = key.slot(of: slots.count)
        while slots[place] != 0 {
            let number = Int(slots[place]) - 1
            if keys[number].equals(key) { return number }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = Int32(cells.count + 1)
        return add(key)
    }

    @inline(never)
    private mutating func add(_ key: Key) -> Int {
        keys.append(key)
        cells.append(CoverageCount(bucket: key.isTimed ? key.bucket : nil, scope: key.scope))
        if cells.count * 2 > slots.count { grow() }
        return cells.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for (number, key) in keys.enumerated() {
            var place = key.slot(of: slots.count)
            while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = Int32(number + 1)
        }
    }
}
