import AuditModel
import FileAccess
import Reconcile
import Reports

/// Orders rows of findings by kind, time and id bytes, however many there are.
///
/// Memory: what the sorter is given, and the rows of equal kind, time and first id bytes.
///
/// Sendable because it has one user at a time: the thread that fills it, then, once that has ended, who reads it.
final class FindingsSorter: @unchecked Sendable {
    /// What rows are ordered by, and where their text is.
    private struct Key: BitwiseCopyable, Sendable {
        let kind: UInt64
        let time: UInt64
        let first: UInt64
        let second: UInt64
        let third: UInt64
        let place: UInt64
    }

    private let sorter: ExternalSorter<Key>
    private let texts: SpilledTexts

    init(memory: Int, file: SpillFile) {
        sorter = ExternalSorter(memory: memory / 2, file: file)
        texts = SpilledTexts(memory: memory / 2, file: file)
    }

    /// Adds a row without its gap; untimed rows come after timed ones of their kind.
    ///
    /// - Parameter missing: the number of a missing event among all of them, by position.
    func add(_ row: FindingsCSV.Row, id: [UInt8], missing: Int? = nil) throws {
        let kind = FindingKind.allCases.firstIndex(of: row.kind) ?? 0
        let time = row.authorityTime ?? row.siemTime
        let place = try texts.store(count: FindingText.length(row, id)) {
            FindingText.append(row, id, missing, to: &$0)
        }
        let words = Self.words(id)
        try sorter.add(
            Key(
                kind: UInt64(kind), time: time.map { UInt64(bitPattern: $0) ^ 1 << 63 } ?? .max, first: words.0,
                second: words.1, third: words.2, place: UInt64(place)))
    }

    /// Calls `body` with the rows in order, missing events with the numbers of their gaps.
    func forEach(_ gaps: GapOfEvent, _ body: (FindingsCSV.Row) throws -> Void) throws {
        var group: [(id: [UInt8], row: FindingsCSV.Row)] = []
        var last: Key?
        func flush() throws {
            group.sort { $0.id.lexicographicallyPrecedes($1.id) }
            for (_, row) in group { try body(row) }
            group.removeAll(keepingCapacity: true)
        }
        try sorter.sorted().forEach { key in
            if let previous = last, !Self.sameGroup(previous, key) { try flush() }
            last = key
            var (id, row, missing) = FindingText.decode(try texts.load(Int(key.place)))
            row.gap = missing.flatMap(gaps.gap(ofMissing:))
            group.append((id, row))
        }
        try flush()
    }

    private static func sameGroup(_ one: Key, _ other: Key) -> Bool {
        one.kind == other.kind && one.time == other.time && one.first == other.first && one.second == other.second
            && one.third == other.third
    }

    /// The id's first 24 bytes as three words that order like the bytes.
    private static func words(_ id: [UInt8]) -> (UInt64, UInt64, UInt64) {
        func word(_ start: Int) -> UInt64 {
            (start..<start + 8).reduce(0) { $0 << 8 | UInt64($1 < id.count ? id[$1] : 0) }
        }
        return (word(0), word(8), word(16))
    }
}
