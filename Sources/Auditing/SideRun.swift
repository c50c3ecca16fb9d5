import AuditModel
import ByteScan
import ExportReaders
import FileAccess
import Reconcile
import Synchronization

/// Reads one side into the reconciler, and keeps the records that have no id.
struct SideRun {
    let prepared: PreparedSide
    let settings: RunSettings
    let scopes: ScopeTable
    let hasher: IDHasher
    /// Ids given to records without one, by packed position.
    var adopted: [UInt64: IDHash] = [:]
    /// Ids of which the other side's record decides whether they pass `--where`.
    var decided: [IDHash: Bool] = [:]

    /// What reading a side leaves.
    struct Result: Sendable {
        let reading: SideReading
        let quarantine: SortedRecords<QuarantineOrder>

        /// Whether some time named no zone and none was known for it.
        var isZoneless: Bool { reading.total.zoneless > 0 }
    }

    /// Reads all files.
    func read(
        into reconciler: Reconciler, progress: @escaping @Sendable (Int, Int) -> Void, cancel: CancelFlag
    ) throws -> Result {
        let reader = SideReader(
            files: prepared.examined.map(\.file), workers: settings.workers, longestRecord: settings.longestRecord,
            hasher: hasher, scopes: scopes, adopted: adopted, decided: decided)
        let spill = SpillFile(folder: settings.spillFolder)
        let quarantine = Mutex<QuarantineStore>(QuarantineStore(memory: settings.memory / 16, file: spill))
        let side = prepared.side
        let reading = try reader.read(
            makeSink: { _ in
                let writer = reconciler.writer(for: side)
                return SideReader.Sink(
                    keys: { writer.observe($0) },
                    quarantine: { entry in try quarantine.withLock { try $0.add(QuarantineOrder(entry)) } },
                    finish: { writer.finish() })
            }, progress: progress, isCancelled: { cancel.isSet })
        return Result(reading: reading, quarantine: try quarantine.withLock { try $0.sorted() })
    }
}

/// A quarantined record in the form that sorts by position.
struct QuarantineOrder: BitwiseCopyable, Sendable {
    private let packedPosition: UInt64
    private let lengthWord: UInt64
    private let place: UInt64
    private let reasonWord: UInt64

    init(_ entry: QuarantineEntry) {
        packedPosition = entry.packedPosition
        lengthWord = UInt64(entry.length)
        place = UInt64(UInt32(bitPattern: entry.block)) << 32 | UInt64(UInt32(bitPattern: entry.line))
        reasonWord = UInt64(Self.reasons.firstIndex(of: entry.reason) ?? 0)
    }

    private static let reasons: [IrregularRecord.Reason] = [.noID, .notJSON, .notAnObject, .cut, .tooLong]

    var position: RecordPosition { RecordPosition(packed: packedPosition) }
    var packed: UInt64 { packedPosition }
    var length: Int { Int(lengthWord) }
    var block: Int { Int(place >> 32) }
    var line: Int { Int(place & 0xFFFF_FFFF) }
    var reason: IrregularRecord.Reason { Self.reasons[Int(reasonWord)] }
}

/// The sorter of quarantined records, made when the first one comes.
final class QuarantineStore: @unchecked Sendable {
    // Guarded by the lock around it; workers take turns.
    private let memory: Int
    private let file: SpillFile
    private var sorter: ExternalSorter<QuarantineOrder>?

    init(memory: Int, file: SpillFile) {
        self.memory = memory
        self.file = file
    }

    func add(_ record: QuarantineOrder) throws(SpillFailure) {
        let sorter = sorter ?? ExternalSorter(memory: memory, file: file)
        self.sorter = sorter
        try sorter.add(record)
    }

    func sorted() throws(SpillFailure) -> SortedRecords<QuarantineOrder> {
        try (sorter ?? ExternalSorter(memory: 64, file: file)).sorted()
    }
}
