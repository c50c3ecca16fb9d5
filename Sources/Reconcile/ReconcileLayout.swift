import AuditModel

/// How a reconciler's memory is divided.
///
/// Sizes are bytes unless they say otherwise.
///
/// Small amounts of memory give few partitions and small blocks, so that the same code runs at every size.
struct ReconcileLayout: Sendable {
    /// For tables, repeat lists, and the buffers of writers and spilled partitions.
    let tables: Int
    /// For sorting the notable outcomes.
    private(set) var outcomes: Int
    /// For sorting the repeated records.
    private(set) var repeats: Int
    /// For sorting present events that were spilled.
    let present: Int
    /// The partition of a hash is its upper half's highest bits, this many.
    let partitionBits: Int
    /// A table grows by this many entries at a time; a power of two.
    let chunkEntries: Int
    /// Chunks are cut from slabs of about this size; memory comes into use page by page.
    let slab: Int
    /// A writer collects this many keys of a partition before it hands them over.
    let writerKeys: Int
    /// Lists that spill do so in blocks of this size.
    let block: Int

    /// A spilled part is split by this many further bits of the hash.
    static let splitBits = 4
    /// A spilled part with no more records than this is never split.
    static let leastSplit = 64

    init(memory: Int) {
        tables = memory / 4 * 3
        outcomes = memory / 8
        repeats = memory / 16
        present = memory / 16
        partitionBits = memory < 1 << 20 ? 2 : 8
        let partitions = 1 << partitionBits
        let share = tables / partitions
        chunkEntries = Self.powerOfTwo(atMost: share / 8 / MemoryLayout<EventEntry>.stride, within: 8...512)
        slab = min(32 << 20, tables / 16)
        writerKeys = Self.powerOfTwo(atMost: share / 64 / MemoryLayout<EventKey>.stride, within: 4...128)
        block = Self.powerOfTwo(atMost: share / 16, within: 512...(64 << 10))
    }

    /// The layout for one of `workers` that classify at once; what they sort is brought together in one more part.
    func share(of workers: Int) -> ReconcileLayout {
        var share = self
        share.outcomes /= workers + 1
        share.repeats /= workers + 1
        return share
    }

    /// The partition a hash belongs to.
    func partition(of hash: IDHash) -> Int { Int(hash.high >> UInt64(64 - partitionBits)) }

    private static func powerOfTwo(atMost limit: Int, within range: ClosedRange<Int>) -> Int {
        guard limit > range.lowerBound else { return range.lowerBound }
        return min(range.upperBound, 1 << (Int.bitWidth - 1 - limit.leadingZeroBitCount))
    }
}
