import AuditModel
import FileAccess

/// What was spilled of a partition, or of a part of one: entries, records that came later, and repeats.
final class SpilledPart {
    /// One entry an id.
    let entries: RecordLog<EventEntry>
    /// Records not in any entry yet, by the raw value of their side.
    let keys: [RecordLog<EventKey>]
    let repeats: RecordLog<RepeatedRecord>

    init(file: SpillFile, account: MemoryAccount, block: Int) {
        entries = RecordLog(file: file, account: account, block: block, keeps: false)
        keys = Side.allCases.map { _ in RecordLog(file: file, account: account, block: block, keeps: false) }
        repeats = RecordLog(file: file, account: account, block: block, keeps: false)
    }

    /// The most ids the part can hold.
    var mostIDs: Int { entries.count + keys[0].count + keys[1].count }

    /// Gives back what memory the lists still hold.
    func seal() throws(SpillFailure) {
        try entries.spill()
        for list in keys { try list.spill() }
        try repeats.spill()
    }
}
