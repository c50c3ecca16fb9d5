import FileAccess
import Reconcile

/// An event in the form that sorts by time, then position.
struct TimelineRecord: BitwiseCopyable, Sendable {
    private let timeWord: UInt64
    let position: UInt64
    private let rest: UInt64

    private static let shift: UInt64 = 1 << 63
    private static let missingBit: UInt64 = 1 << 40
    private static let sampledBit: UInt64 = 1 << 41

    init(time: Int64, position: UInt64, scope: UInt16, fold: UInt32, isMissing: Bool, isSampled: Bool) {
        timeWord = UInt64(bitPattern: time) ^ Self.shift
        self.position = position
        rest =
            UInt64(scope) << 48 | (isSampled ? Self.sampledBit : 0) | (isMissing ? Self.missingBit : 0) | UInt64(fold)
    }

    /// Nanoseconds since the Unix epoch.
    var time: Int64 { Int64(bitPattern: timeWord ^ Self.shift) }
    var scope: UInt16 { UInt16(truncatingIfNeeded: rest >> 48) }
    var fold: UInt32 { UInt32(truncatingIfNeeded: rest) }
    var isMissing: Bool { rest & Self.missingBit != 0 }
    /// Whether it is looked at closely.
    var isSampled: Bool { rest & Self.sampledBit != 0 }
}

/// Sorts events by time.
final class TimelineSorter: @unchecked Sendable {
    // Guarded by the lock around it; workers take turns.
    private let sorter: ExternalSorter<TimelineRecord>

    init(memory: Int, file: SpillFile) { sorter = ExternalSorter(memory: memory, file: file) }

    func add(_ record: TimelineRecord) throws(SpillFailure) { try sorter.add(record) }

    /// All events in order; to be called once.
    func sorted() throws(SpillFailure) -> SortedRecords<TimelineRecord> { try sorter.sorted() }
}
