import AuditModel
import ByteScan
import FileAccess
import Reconcile
import Reports

/// Looks at ids that occur more than once on a side: whether the content differs, and whether files share ids.
struct RepeatCheck {
    let writer: RunWriter
    let findings: FindingsSorter

    /// What was found.
    struct Result {
        /// Ids with different content on one side.
        var conflicting: [Side: Int] = [:]
        /// Whether an id occurs in more than one file of the side.
        var sharesIDs: Set<Side> = []
    }

    /// A record's group, side, content and place, in the form that sorts by group.
    private struct Copy: BitwiseCopyable, Sendable {
        let groupHigh: UInt64
        let groupLow: UInt64
        let side: UInt64
        let packedPosition: UInt64
        let contentLow: UInt64
        let contentHigh: UInt64
    }

    /// Reads all records of such ids once, in order of position.
    func run() throws -> Result {
        let file = SpillFile(folder: writer.settings.spillFolder)
        let sorter = ExternalSorter<Copy>(memory: writer.settings.memory / 16, file: file)
        let hasher = IDHasher(key0: 0, key1: 0)
        var records: [Side: SideRecords] = [:]
        try writer.found.reconciliation.repeats.forEach { record in
            let reader = records[record.side] ?? writer.records(of: record.side)
            records[record.side] = reader
            let content = try reader.content(at: record.position, hasher)
            try sorter.add(
                Copy(
                    groupHigh: record.group.high, groupLow: record.group.low, side: UInt64(record.side.rawValue),
                    packedPosition: record.position.packed, contentLow: content.low, contentHigh: content.high))
        }
        return try compare(sorter.sorted())
    }

    private func compare(_ copies: SortedRecords<Copy>) throws -> Result {
        var result = Result()
        var group: [Copy] = []
        var readers: [Side: SideRecords] = [:]
        func finish() throws {
            guard let first = group.first, let side = Side(rawValue: UInt8(first.side)) else { return }
            let reader = readers[side] ?? writer.records(of: side)
            readers[side] = reader
            let differs = group.contains { $0.contentLow != first.contentLow || $0.contentHigh != first.contentHigh }
            if differs { result.conflicting[side, default: 0] += 1 }
            if group.contains(where: { $0.packedPosition >> 44 != first.packedPosition >> 44 }) { result.sharesIDs.insert(side) }
            let id = try reader.id(at: RecordPosition(packed: first.packedPosition))
            let detail = "\(group.count) records in \(side.word)"
            try findings.add(.init(.repeated, id: "", detail: detail), id: id)
            if differs { try findings.add(.init(.conflict, id: "", detail: "\(detail) with different content"), id: id) }
        }
        try copies.forEach { copy in
            if let last = group.last, last.groupHigh != copy.groupHigh || last.groupLow != copy.groupLow || last.side != copy.side {
                try finish()
                group.removeAll(keepingCapacity: true)
            }
            group.append(copy)
        }
        try finish()
        return result
    }
}
