import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import FileAccess
import Reconcile
import Synchronization

/// Reads the authority's files a second time and tells of each event when it happened and whether it is present.
///
/// Memory: what the sorter is given, and 48 bytes a sampled event.
struct PresentPass {
    let settings: RunSettings
    let files: [RecordFile]
    let longestRecord: Int
    let found: PassResult
    let window: TimeWindow
    let scopes: ScopeCodes
    let stamps: PieceStamps
    let absent: AbsentEvents
    let sample: SeededSample
    let cancel: CancelFlag

    /// What the files tell.
    struct Result {
        /// Missing events by position, with what the records around them tell.
        var missing: [EventMark]
        /// Sampled present events by position.
        var sampled: [EventMark]
        var pieces: PieceCounts
        /// Events in order of time, then position; missing ones are not among them.
        var present: TimelineSorter
    }

    /// Guarded by one lock; workers take turns, once a block.
    private struct Shared: ~Copyable {
        var missing: [EventMark]
        var sampled: [EventMark] = []
        var pieces = PieceCounts()
        let sorter: TimelineSorter
    }

    /// Reads everything with all workers.
    func run() throws -> Result {
        let reader = SideReader(
            files: files, workers: settings.workers, longestRecord: longestRecord, hasher: IDHasher(key0: 0, key1: 0),
            scopes: found.scopes.table, adopted: found.adopted)
        let sorter = TimelineSorter(memory: settings.memory / 8, file: SpillFile(folder: settings.spillFolder))
        let shared = Mutex(Shared(missing: absent.missing, sorter: sorter))
        _ = try reader.read(
            makeSink: { _ in
                SideReader.Sink(
                    keys: { keys in try take(keys, shared) }, quarantine: { _ in }, finish: {})
            }, progress: { _, _ in }, isCancelled: { cancel.isSet })
        return shared.withLock { shared in
            shared.sampled.sort { $0.position < $1.position }
            return Result(
                missing: shared.missing, sampled: shared.sampled, pieces: shared.pieces, present: shared.sorter)
        }
    }

    /// What one block's keys tell, before it is added to what all blocks tell.
    private struct Taken {
        var entries: [TimelineRecord] = []
        var sampled: [EventMark] = []
        var missing: [(index: Int, before: UInt64, fold: UInt32)] = []
        var pieces = PieceCounts()
    }

    private func take(_ keys: borrowing [EventKey], _ shared: borrowing Mutex<Shared>) throws {
        guard let first = keys.first else { return }
        var taken = Taken()
        taken.entries.reserveCapacity(keys.count)
        var skipped = absent.passedOver.partition { $0 >= first.packedPosition }
        var lost = absent.missing.partition { $0.position >= first.packedPosition }
        var before = EventMark.none
        for index in keys.indices {
            let key = keys[index]
            let position = key.packedPosition
            while skipped < absent.passedOver.count, absent.passedOver[skipped] < position { skipped += 1 }
            if skipped < absent.passedOver.count, absent.passedOver[skipped] == position {
                while lost < absent.missing.count, absent.missing[lost].position < position { lost += 1 }
                if lost < absent.missing.count, absent.missing[lost].position == position {
                    taken.missing.append((lost, before, key.fold))
                    count(absent.missing[lost].scope, at: position, isMissing: true, &taken.pieces)
                }
            } else {
                takePresent(key, before: before, &taken)
            }
            before = position
        }
        try shared.withLock { shared in try Self.add(taken, to: &shared) }
    }

    @inline(__always)
    private func takePresent(_ key: EventKey, before: UInt64, _ taken: inout Taken) {
        guard key.hasTime, window.contains(key.nanoseconds) else { return }
        let scope = scopes.code(key.scope)
        let isSampled = sample.holds(key.packedPosition)
        taken.entries.append(
            TimelineRecord(
                time: key.nanoseconds, position: key.packedPosition, scope: scope, fold: key.fold, isMissing: false,
                isSampled: isSampled))
        count(scope, at: key.packedPosition, isMissing: false, &taken.pieces)
        guard isSampled else { return }
        var mark = EventMark(position: key.packedPosition, time: key.nanoseconds, scope: scope)
        (mark.before, mark.fold) = (before, key.fold)
        taken.sampled.append(mark)
    }

    @inline(__always)
    private func count(_ scope: UInt16, at position: UInt64, isMissing: Bool, _ pieces: inout PieceCounts) {
        guard !stamps.isEmpty, let piece = stamps.piece(RecordPosition(packed: position)) else { return }
        pieces.count(piece, scope: scope, isMissing: isMissing)
    }

    private static func add(_ taken: Taken, to shared: inout Shared) throws(SpillFailure) {
        for entry in taken.entries { try shared.sorter.add(entry) }
        for (index, before, fold) in taken.missing {
            shared.missing[index].before = before
            shared.missing[index].fold = fold
        }
        shared.sampled += taken.sampled
        shared.pieces.add(taken.pieces)
    }
}

extension Array {
    /// The first index whose element fulfils a condition that holds from some index on; the count if none does.
    func partition(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
