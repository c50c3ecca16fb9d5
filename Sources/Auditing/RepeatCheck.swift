import AuditModel
import ByteScan
import FileAccess
import Reconcile
import Reports

/// Looks at ids that occur more than once on a side: whether the content differs, and whether files share ids.
///
/// Most repeats are equal byte for byte, so records are compared as they lie first, and only groups that differ are taken
/// out of their wrappers and brought into canonical form.
struct RepeatCheck {
    let writer: RunWriter
    let findings: FindingsSorter

    /// What was found.
    struct Result {
        /// Ids with different content on one side.
        var conflicting: [Side: Int] = [:]
        /// Sides with an id that occurs in more than one file.
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

        init(_ record: RepeatedRecord, _ content: IDHash) {
            (groupHigh, groupLow) = (record.group.high, record.group.low)
            (side, packedPosition) = (UInt64(record.side.rawValue), record.position.packed)
            (contentLow, contentHigh) = (content.low, content.high)
        }

        var record: RepeatedRecord {
            RepeatedRecord(
                group: IDHash(low: groupLow, high: groupHigh), side: side == 0 ? .authority : .siem,
                position: RecordPosition(packed: packedPosition))
        }

        func isSameGroup(as other: Copy) -> Bool {
            groupHigh == other.groupHigh && groupLow == other.groupLow && side == other.side
        }
    }

    private static let hasher = IDHasher(key0: 0, key1: 0)

    /// Reads the records at most twice, in order of position.
    func run() throws -> Result {
        var result = Result()
        let odd = sorter(of: RepeatedRecord.self)
        let raw = try copies(writer.found.reconciliation.repeats) { records, position in
            try records.withBytes(at: position) { Self.hasher.hashOfBytes($0) ?? IDHash(low: 0, high: 0) }
        }
        try forEachGroup(raw) { group in
            if group.contains(where: { $0.packedPosition >> 44 != group[0].packedPosition >> 44 }) {
                result.sharesIDs.insert(group[0].record.side)
            }
            if Self.differs(group) { for copy in group { try odd.add(copy.record) } }
        }
        let contents = try copies(odd.sorted()) { try $0.content(at: $1, Self.hasher) }
        let conflicts = sorter(of: RepeatedRecord.self)
        try forEachGroup(contents) { group in
            guard Self.differs(group) else { return }
            result.conflicting[group[0].record.side, default: 0] += 1
            try conflicts.add(group[0].record)
        }
        try report(conflicts.sorted())
        return result
    }

    private func sorter<Element>(of type: Element.Type) -> ExternalSorter<Element> {
        ExternalSorter(memory: writer.settings.memory / 32, file: SpillFile(folder: writer.settings.spillFolder))
    }

    /// The records' contents, by group.
    private func copies(
        _ repeats: SortedRecords<RepeatedRecord>, content: (SideRecords, RecordPosition) throws -> IDHash
    ) throws -> SortedRecords<Copy> {
        let sorter = sorter(of: Copy.self)
        let readers = Side.allCases.map { writer.records(of: $0) }
        try repeats.forEach { record in
            try sorter.add(Copy(record, try content(readers[Int(record.side.rawValue)], record.position)))
        }
        return try sorter.sorted()
    }

    private func forEachGroup(_ copies: SortedRecords<Copy>, _ body: ([Copy]) throws -> Void) throws {
        var group: [Copy] = []
        try copies.forEach { copy in
            if let last = group.last, !last.isSameGroup(as: copy) {
                try body(group)
                group.removeAll(keepingCapacity: true)
            }
            group.append(copy)
        }
        if !group.isEmpty { try body(group) }
    }

    private static func differs(_ group: [Copy]) -> Bool {
        group.contains { $0.contentLow != group[0].contentLow || $0.contentHigh != group[0].contentHigh }
    }

    private func report(_ conflicts: SortedRecords<RepeatedRecord>) throws {
        let readers = Side.allCases.map { writer.records(of: $0) }
        try conflicts.forEach { record in
            let id = try readers[Int(record.side.rawValue)].id(at: record.position)
            try findings.add(
                .init(.conflict, id: "", detail: "records in \(record.side.word) with different content"), id: id)
        }
    }
}
