import AuditModel
import FileAccess
import Synchronization

/// The ids of one stretch of hashes: a table, or, once memory ran out, lists in the spill file.
///
/// Sendable because everything it owns is reached through the lock of its ``PartitionSlot`` only.
struct Partition: ~Copyable, @unchecked Sendable {
    private(set) var table: EntryTable
    let repeats: RecordLog<RepeatedRecord>
    private(set) var spilled: SpilledPart?

    private let file: SpillFile
    private let account: MemoryAccount
    private let layout: ReconcileLayout

    init(layout: ReconcileLayout, file: SpillFile, pool: ChunkPool, account: MemoryAccount) {
        self.layout = layout
        self.file = file
        self.account = account
        table = EntryTable(pool: pool, account: account)
        repeats = RecordLog(file: file, account: account, block: layout.block, keeps: true)
    }

    /// Takes in at most ``EntryTable/mostKeys`` records of one side.
    mutating func absorb(_ keys: Span<EventKey>, side: Side, bounds: WindowBounds) throws(SpillFailure) {
        let list = keys.withUnsafeBufferPointer { UnsafeBufferPointer(start: $0.baseAddress, count: $0.count) }
        if spilled == nil {
            if table.makeRoom(for: list.count) {
                return try table.merge(list, side: side, bounds: bounds, repeats: repeats)
            }
            try spill()
        }
        guard let log = spilled?.keys[Int(side.rawValue)] else { return }
        for key in list { try log.append(key) }
    }

    /// Replaces the table's entries by runs of the present events among them, which last until ``release()``.
    mutating func becomeRuns(_ body: (UnsafeBufferPointer<PresentEvent>) -> Void) { table.becomeRuns(body) }

    /// Forgets the table once it has been read.
    mutating func release() { table.removeAll() }

    private mutating func spill() throws(SpillFailure) {
        let part = SpilledPart(file: file, account: account, block: layout.block)
        spilled = part
        try table.forEachStretch { entries throws(SpillFailure) in
            for entry in entries { try part.entries.append(entry) }
        }
        try part.entries.spill()
        table.removeAll()
        try repeats.spill()
    }
}

/// A partition with its lock.
final class PartitionSlot: Sendable {
    let partition: Mutex<Partition>

    init(layout: ReconcileLayout, file: SpillFile, pool: ChunkPool, account: MemoryAccount) {
        partition = Mutex(Partition(layout: layout, file: file, pool: pool, account: account))
    }
}
