import AuditModel
import FileAccess

/// Brings spilled parts back one at a time, smaller ones if need be, and has their events classified.
struct PartLoader {
    let layout: ReconcileLayout
    let file: SpillFile
    let pool: ChunkPool
    let account: MemoryAccount
    /// By the raw value of the side.
    let bounds: [WindowBounds]

    /// The last bits of the hash's upper half are not worth splitting by.
    private static let mostBits = 56

    /// Loads a part whose hashes agree in the first `bits` bits; `repeats` were noted before it was spilled.
    func load(
        _ part: SpilledPart, repeats: RecordLog<RepeatedRecord>, bits: Int, into classifier: inout Classifier
    ) throws(SpillFailure) {
        try part.seal()
        var table = EntryTable(pool: pool, account: account)
        let found = log(of: RepeatedRecord.self)
        let forced = part.mostIDs <= ReconcileLayout.leastSplit || bits > Self.mostBits
        if try fill(&table, with: part, repeats: found, forced: forced) {
            return try classifier.classify(table, repeats: [repeats, found])
        }
        table.removeAll()
        for piece in try split(part, repeats: repeats, bits: bits) where piece.mostIDs > 0 {
            try load(
                piece, repeats: piece.repeats, bits: bits + ReconcileLayout.splitBits, into: &classifier)
        }
    }

    /// False when the part does not fit into the memory left.
    private func fill(
        _ table: inout EntryTable, with part: SpilledPart, repeats: RecordLog<RepeatedRecord>, forced: Bool
    ) throws(SpillFailure) -> Bool {
        var fits = true
        try part.entries.forEachStretch { entries in
            fits = fits && table.makeRoom(for: entries.count, forced: forced)
            if fits { for entry in entries { table.adopt(entry) } }
        }
        for side in Side.allCases {
            try part.keys[Int(side.rawValue)].forEachStretch { keys throws(SpillFailure) in
                for start in stride(from: 0, to: keys.count, by: EntryTable.mostKeys) where fits {
                    let some = UnsafeBufferPointer(rebasing: keys[start..<min(start + EntryTable.mostKeys, keys.count)])
                    fits = table.makeRoom(for: some.count, forced: forced)
                    guard fits else { return }
                    try table.merge(some, side: side, bounds: bounds[Int(side.rawValue)], repeats: repeats)
                }
            }
        }
        return fits
    }

    /// Divides a part by the hash's next bits.
    private func split(
        _ part: SpilledPart, repeats: RecordLog<RepeatedRecord>, bits: Int
    ) throws(SpillFailure) -> [SpilledPart] {
        let pieces = (0..<1 << ReconcileLayout.splitBits).map { _ in
            SpilledPart(file: file, account: account, block: layout.block)
        }
        let piece = { (hash: IDHash) in
            pieces[Int((hash.high << UInt64(bits)) >> UInt64(64 - ReconcileLayout.splitBits))]
        }
        try part.entries.forEachStretch { entries throws(SpillFailure) in
            for entry in entries { try piece(entry.hash).entries.append(entry) }
        }
        for side in 0...1 {
            try part.keys[side].forEachStretch { keys throws(SpillFailure) in
                for key in keys { try piece(key.hash).keys[side].append(key) }
            }
        }
        try repeats.forEachStretch { repeats throws(SpillFailure) in
            for record in repeats { try piece(record.group).repeats.append(record) }
        }
        for piece in pieces { try piece.seal() }
        return pieces
    }

    private func log<Element>(of type: Element.Type) -> RecordLog<Element> {
        RecordLog(file: file, account: account, block: layout.block, keeps: false)
    }
}
