package import AuditModel
package import FileAccess
import Synchronization

/// Matches the records of two sides by id, in bounded memory, for any number of threads.
///
/// Order of use: all authority writers are finished; then ``authorityFinished()`` and, if the window was not known from
/// the start, ``setWindow(_:)``; then writers for the SIEM; when those are finished, ``finish(_:)``. The result depends on
/// neither the order of records, nor the number of writers, nor the memory. Positions of a side must differ.
package final class Reconciler: Sendable {
    let account: MemoryAccount

    private let layout: ReconcileLayout
    private let file: SpillFile
    private let pool: ChunkPool
    private let slots: [PartitionSlot]
    private let shared: Mutex<Shared>
    private let hasFailed = Atomic(false)

    private struct Shared {
        let authorityWindow: TimeWindow?
        var window: TimeWindow?
        var authorityTimes = TimeRange()
        var failure: SpillFailure?
    }

    /// `memory`, in bytes, bounds tables, buffers and the sorting of results; what exceeds it goes to a nameless file
    /// in `spillFolder`.
    ///
    /// Without a window every record is inside until one is set.
    package init(window: TimeWindow?, memory: Int, spillFolder: String) {
        let layout = ReconcileLayout(memory: memory)
        let (account, file) = (MemoryAccount(limit: layout.tables), SpillFile(folder: spillFolder))
        let pool = ChunkPool(chunkEntries: layout.chunkEntries, slab: layout.slab)
        (self.layout, self.account, self.file, self.pool) = (layout, account, file, pool)
        slots = (0..<1 << layout.partitionBits).map { _ in
            PartitionSlot(layout: layout, file: file, pool: pool, account: account)
        }
        shared = Mutex(Shared(authorityWindow: window, window: window))
    }

    /// A writer for one worker; those of the SIEM are to be made after the window was set.
    package func writer(for side: Side) -> ReconcileWriter {
        ReconcileWriter(self, side: side, bounds: bounds(of: side), layout: layout)
    }

    /// Earliest and latest time of the authority's records, inside the window or not; nil when none has a time.
    package func authorityFinished() -> (first: EventTime, last: EventTime)? {
        let times = shared.withLock { $0.authorityTimes }
        guard let first = times.first, let last = times.last else { return nil }
        return (first, last)
    }

    /// Sets the window for the SIEM's records.
    ///
    /// It must hold every authority record that counted as inside; nil means that everything is inside.
    package func setWindow(_ window: TimeWindow?) {
        shared.withLock { $0.window = window }
    }

    /// Bytes that did not fit into memory so far.
    package var spilledBytes: Int { file.byteCount }

    /// Decides what became of every event, with as many threads as there are `workers` unless something was spilled.
    ///
    /// To be called once; the reconciler is empty afterwards.
    ///
    /// Throws what went wrong with the spill file, now or while records came in.
    package func finish(_ rules: ClassificationRules, workers: Int = 1) throws(SpillFailure) -> Reconciliation {
        if let failure = shared.withLock({ $0.failure }) { throw failure }
        let isSpilled = slots.contains { $0.partition.withLock { $0.spilled != nil } }
        let workers = isSpilled ? 1 : max(1, workers)
        let log = isSpilled ? log(of: PresentEvent.self) : nil
        var classifier = classifier(rules, layout, present: log)
        if isSpilled {
            try classifyParts(by: &classifier)
        } else {
            try classifyTables(rules, workers, into: &classifier)
        }
        let present = classifier.lacksEvents ? try presentEvents(log, workers) : nil
        if present == nil || isSpilled { for slot in slots { slot.partition.withLock { $0.release() } } }
        return try classifier.reconciliation(present: present)
    }

    func absorb(_ keys: Span<EventKey>, partition: Int, side: Side, bounds: WindowBounds) {
        guard !hasFailed.load(ordering: .relaxed) else { return }
        do throws(SpillFailure) {
            try slots[partition].partition.withLock { partition throws(SpillFailure) in
                try partition.absorb(keys, side: side, bounds: bounds)
            }
        } catch {
            shared.withLock { $0.failure = $0.failure ?? error }
            hasFailed.store(true, ordering: .relaxed)
        }
    }

    func note(_ times: TimeRange, side: Side) {
        guard side == .authority else { return }
        shared.withLock { $0.authorityTimes.widen(by: times) }
    }

    private func bounds(of side: Side) -> WindowBounds {
        WindowBounds(shared.withLock { side == .authority ? $0.authorityWindow : $0.window })
    }

    private func log<Element>(of type: Element.Type) -> RecordLog<Element> {
        RecordLog(file: file, account: account, block: layout.block, keeps: false)
    }

    private func classifier(
        _ rules: ClassificationRules, _ layout: ReconcileLayout, present: RecordLog<PresentEvent>? = nil
    ) -> Classifier {
        let window = shared.withLock { $0.window }
        return Classifier(rules, window: window, layout: layout, file: file, present: present)
    }

    /// Classifies when all is in memory: each worker takes every so manieth table.
    private func classifyTables(
        _ rules: ClassificationRules, _ workers: Int, into classifier: inout Classifier
    ) throws(SpillFailure) {
        let found = Mutex<[ClassifierBox]>([])
        let share = layout.share(of: workers)
        try WorkerThreads.run(workers) { [self] worker throws(SpillFailure) in
            let box = ClassifierBox(self.classifier(rules, share))
            for number in stride(from: worker, to: slots.count, by: workers) {
                try slots[number].partition.withLock { partition throws(SpillFailure) in
                    try box.classifier.classify(partition.table, repeats: [partition.repeats])
                }
            }
            found.withLock { $0.append(box) }
        }
        for box in found.withLock({ $0 }) { try classifier.take(&box.classifier) }
    }

    /// Classifies when something was spilled: first what is in memory, to free it, then part after part.
    private func classifyParts(by classifier: inout Classifier) throws(SpillFailure) {
        for slot in slots {
            try slot.partition.withLock { partition throws(SpillFailure) in
                guard partition.spilled == nil else { return }
                try classifier.classify(partition.table, repeats: [partition.repeats])
                partition.release()
            }
        }
        let loader = PartLoader(
            layout: layout, file: file, pool: pool, account: account, bounds: Side.allCases.map(bounds))
        for slot in slots { try loadPart(of: slot, by: loader, into: &classifier) }
    }

    private func loadPart(
        of slot: PartitionSlot, by loader: PartLoader, into classifier: inout Classifier
    ) throws(SpillFailure) {
        try slot.partition.withLock { partition throws(SpillFailure) in
            guard let part = partition.spilled else { return }
            try loader.load(part, repeats: partition.repeats, bits: layout.partitionBits, into: &classifier)
        }
    }

    /// The matched events: those in the log, or, without one, those in the tables, which hold nothing else afterwards.
    private func presentEvents(
        _ log: RecordLog<PresentEvent>?, _ workers: Int
    ) throws(SpillFailure) -> PresentEvents {
        if let log {
            let sorter = ExternalSorter<PresentEvent>(memory: layout.present, file: file)
            try log.forEachStretch { events throws(SpillFailure) in for event in events { try sorter.add(event) } }
            return PresentEvents(try sorter.sorted())
        }
        let found = Mutex<[RunList]>([])
        WorkerThreads.run(workers) { [self] worker in
            let list = RunList()
            for number in stride(from: worker, to: slots.count, by: workers) {
                slots[number].partition.withLock { $0.becomeRuns { list.runs.append($0) } }
            }
            found.withLock { $0.append(list) }
        }
        return PresentEvents(PresentRuns(found.withLock { $0.flatMap(\.runs) }, of: slots))
    }
}

/// Carries the runs that one worker made.
///
/// Sendable because it has one user at a time: the worker, then, once that has ended, who brings all together.
private final class RunList: @unchecked Sendable {
    var runs: [PresentRuns.Run] = []
}

/// Carries a classifier from the thread that filled it.
///
/// Sendable because it has one user at a time: the worker, then, once that has ended, who brings all together.
private final class ClassifierBox: @unchecked Sendable {
    var classifier: Classifier

    init(_ classifier: consuming Classifier) { self.classifier = classifier }
}
