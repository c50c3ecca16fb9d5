import AuditModel
import FileAccess
import Pulling
import Reconcile

/// The ids of events that a first comparison found missing, in order of their times, however many there are.
///
/// Memory: what it is given, once while it is filled.
final class AbsentIDs: @unchecked Sendable {
    // Nothing changes after the initialiser; the file may be read by any thread.

    /// What ids are ordered by, and where their parts are kept.
    private struct Key: BitwiseCopyable, Sendable {
        let time: UInt64
        let place: UInt64
    }

    private let ids: SortedRecords<Key>
    private let texts: SpilledTexts

    /// How many there are.
    var count: Int { ids.count }

    /// Reads the ids of the missing events again from the authority's files.
    init(_ found: Reconciliation, in records: SideRecords, memory: Int, spillFolder: String) throws {
        let file = SpillFile(folder: spillFolder)
        let sorter = ExternalSorter<Key>(memory: memory / 2, file: file)
        let texts = SpilledTexts(memory: memory / 2, file: file)
        try found.notable.forEach { outcome in
            guard outcome.state == .missing, let position = outcome.position(.authority),
                let parts = try records.idParts(at: position)
            else { return }
            let time = outcome.time.map { UInt64(bitPattern: $0.nanoseconds) ^ 1 << 63 }
            let place = try texts.store(Self.packed(parts))
            try sorter.add(Key(time: time ?? .max, place: UInt64(place)))
        }
        ids = try sorter.sorted()
        self.texts = texts
    }

    /// Batches of at most so many ids, those without a time last and by themselves.
    func batches(of most: Int) -> Batches { Batches(self, most: most) }

    /// Gives one batch after the other; not for several threads at once.
    final class Batches {
        private let absent: AbsentIDs
        private let most: Int
        private var reader: SortedRecords<Key>.Reader
        private var ahead: Key?

        init(_ absent: AbsentIDs, most: Int) {
            self.absent = absent
            self.most = max(most, 1)
            reader = absent.ids.reader()
        }

        /// The next batch; nil after the last.
        func next() throws(SpillFailure) -> LookupBatch? {
            var next = ahead
            ahead = nil
            if next == nil { next = try reader.next() }
            guard let first = next else { return nil }
            var (ids, last) = ([try absent.parts(first)], first)
            while ids.count < most, let key = try reader.next() {
                guard (key.time == .max) == (first.time == .max) else {
                    ahead = key
                    break
                }
                ids.append(try absent.parts(key))
                last = key
            }
            return LookupBatch(ids: ids, window: Self.window(first.time, last.time))
        }

        private static func window(_ first: UInt64, _ last: UInt64) -> TimeWindow? {
            guard first != .max else { return nil }
            let (from, to) = (Int64(bitPattern: first ^ 1 << 63), Int64(bitPattern: last ^ 1 << 63))
            // The finest step of a time that is written and read again.
            let (end, overflow) = to.addingReportingOverflow(100)
            return TimeWindow(from: from, to: overflow ? .max : end)
        }
    }

    private func parts(_ key: Key) throws(SpillFailure) -> [String] {
        Self.unpacked(try texts.load(Int(key.place)))
    }

    /// The parts, each behind its length in four bytes.
    private static func packed(_ parts: [[UInt8]]) -> [UInt8] {
        parts.flatMap { part in
            (0..<4).map { UInt8(truncatingIfNeeded: UInt32(part.count) >> ($0 * 8)) } + part
        }
    }

    private static func unpacked(_ bytes: [UInt8]) -> [String] {
        var (parts, rest) = ([String](), bytes[...])
        while rest.count >= 4 {
            let count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            parts.append(String(decoding: rest.prefix(count), as: UTF8.self))
            rest = rest.dropFirst(count)
        }
        return parts
    }
}
