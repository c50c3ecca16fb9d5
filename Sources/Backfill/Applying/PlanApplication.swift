package import AuditModel
import EventLedger
import FileAccess
package import SIEMStores
package import Transport

/// Sends the events of a plan, and keeps a journal from which any later run goes on.
///
/// One batch is under way at a time. It is in the journal before it is sent, and again once it is known what became of
/// it, so that a process that ends at any moment leaves at most one batch in doubt; events in doubt are asked for
/// before they are sent again. Memory: a batch.
package struct PlanApplication {
    /// What applying takes from elsewhere.
    package struct Setting: Sendable {
        package let folder: PlanFolder
        package let plan: BackfillPlan
        package let delivery: any EventDelivery
        /// Nil where the target cannot be asked what it holds.
        package let asking: (any TargetAsking)?
        package let context: TransportContext
        package let progress: ProgressSink
        /// Told of each step; what it throws ends the run there, as the end of the process would.
        package var observe: @Sendable (ApplyStep) throws -> Void = { _ in }

        /// Gathers it.
        package init(
            folder: PlanFolder, plan: BackfillPlan, delivery: any EventDelivery, asking: (any TargetAsking)?,
            context: TransportContext, progress: @escaping ProgressSink
        ) {
            self.folder = folder
            self.plan = plan
            self.delivery = delivery
            self.asking = asking
            self.context = context
            self.progress = progress
        }
    }

    /// Events that one connection can have under way: several times what a system buffers for it.
    private static let mostHanded = 1 << 18
    private static let mostDrains = 5

    let setting: Setting
    let journal: DeliveryJournal
    let events: PlannedEvents
    var pacer: RatePacer
    /// Read ahead: the first event that did not fit into the batch before.
    var ahead: PlannedEvents.Placed?
    /// Events that a target without acknowledgements was handed, in the order sent, the last ones only: a connection
    /// that breaks puts them in doubt.
    private var handed: [JournalEntry] = []
    /// Whether events may be in doubt, or are to be sent again.
    var hasOpenEvents = true

    var plan: BackfillPlan { setting.plan }
    var traits: DeliveryTraits { setting.delivery.traits }

    /// Opens the journal and the events.
    ///
    /// - Throws: `LedgerFailure` or `FileFailure`; nothing was sent.
    package init(_ setting: Setting) throws {
        try self.init(setting, journal: try DeliveryJournal(folder: setting.folder.path))
    }

    init(_ setting: Setting, journal: DeliveryJournal) throws {
        self.setting = setting
        self.journal = journal
        events = try PlannedEvents(path: setting.folder.eventsPath)
        pacer = RatePacer(events: setting.plan.limits.eventsPerSecond, bytes: setting.plan.limits.bytesPerSecond)
    }

    /// Whether nothing was sent yet.
    package var isNew: Bool { get throws(LedgerFailure) { try journal.position() == nil } }

    /// Sends everything that was not sent, and settles what is in doubt.
    ///
    /// - Throws: ``BackfillFault`` when it stopped before the end, or what journal, files and asking throw.
    package mutating func run() async throws -> ApplyOutcome {
        do {
            try takeOver()
            try await settle()
            try await sendCanary()
            while let batch = try nextBatch() {
                try await send(batch)
                try await settle()
            }
            try await drain()
        } catch {
            // The list is a copy of the journal's entries; the failure before counts.
            _ = try? RefusedList.write(journal, events, to: setting.folder)
            throw error
        }
        try RefusedList.write(journal, events, to: setting.folder)
        return try ApplyOutcome(plan, setting.folder, journal)
    }

    // MARK: Batches

    /// Goes on behind the last batch of the journal; what was under way when an earlier run ended is in doubt.
    private mutating func takeOver() throws {
        for batch in try journal.batchesUnderWay() {
            try events.move(to: batch.first, offset: batch.offset)
            let known = Set(try journal.entries(in: [.arrived]).map(\.event))
            var doubtful: [JournalEntry] = []
            for _ in 0..<batch.count {
                guard let placed = try events.next() else { break }
                guard !known.contains(placed.number) else { continue }
                doubtful.append(JournalEntry(event: placed.number, offset: placed.offset, .doubtful, sends: 1))
            }
            try journal.end(batch, doubtful)
        }
        try journal.put(try journal.entries(in: [.resending]).map { $0.turned(.doubtful) })
        try goOn()
    }

    /// Makes the reader go on behind the last batch of the journal.
    mutating func goOn() throws {
        let position = try journal.position()
        try events.move(to: position?.event ?? 0, offset: position?.offset ?? 0)
        ahead = nil
    }

    /// The next events within the bounds of a batch; nil after the last.
    mutating func nextBatch(most: Int = .max) throws -> [PlannedEvents.Placed]? {
        var (batch, bytes) = ([PlannedEvents.Placed](), 0)
        while batch.count < min(plan.limits.batchEvents, most) {
            var next = ahead
            ahead = nil
            if next == nil { next = try events.next() }
            guard let placed = next else { break }
            if !batch.isEmpty, bytes + placed.event.record.count > plan.limits.batchBytes {
                ahead = placed
                break
            }
            batch.append(placed)
            bytes += placed.event.record.count
        }
        return batch.isEmpty ? nil : batch
    }

    /// Sends a batch, leaving out what has arrived by itself.
    mutating func send(_ batch: [PlannedEvents.Placed]) async throws {
        guard let first = batch.first, let last = batch.last else { return }
        let arrived = try await arrived(batch)
        let left = batch.filter { !arrived.contains($0.number) }
        try await pace(left)
        try setting.observe(.beforeJournal)
        let noted = DeliveryJournal.Batch(
            first: first.number, count: batch.count, offset: first.offset, endOffset: last.endOffset)
        let absent = batch.filter { arrived.contains($0.number) }
        try journal.begin(
            noted, leavingOut: absent.map { JournalEntry(event: $0.number, offset: $0.offset, .arrived, sends: 0) })
        try setting.observe(.beforeSending)
        let receipt = left.isEmpty ? DeliveryReceipt([]) : await setting.delivery.send(left.map(\.event.delivery))
        try setting.observe(.afterSending)
        let entries = left.indices.compactMap { index in
            entry(left[index].number, left[index].offset, receipt.fate(index), sends: 1)
        }
        try journal.end(noted, entries)
        hasOpenEvents = entries.contains { !$0.state.isFinal }
        try doubtEarlier(receipt)
        hand(
            left.indices.filter { receipt.fate($0) == .taken }.map { index in
                JournalEntry(event: left[index].number, offset: left[index].offset, .taken, sends: 1)
            })
        try setting.observe(.afterJournal)
        tell(last)
        try stop(receipt)
    }

    /// Remembers events that were handed to a target which acknowledges nothing.
    mutating func hand(_ entries: [JournalEntry]) {
        guard traits.acknowledgement == .none else { return }
        handed += entries
        handed.removeFirst(max(0, handed.count - Self.mostHanded))
    }

    /// Puts in doubt what was handed over before a connection broke.
    mutating func doubtEarlier(_ receipt: DeliveryReceipt) throws { try doubtLast(receipt.earlierInDoubt) }

    private mutating func doubtLast(_ count: Int) throws {
        guard count > 0, !handed.isEmpty else { return }
        let doubtful = handed.suffix(count)
        try journal.put(doubtful.map { $0.turned(.doubtful) })
        handed.removeLast(doubtful.count)
        hasOpenEvents = true
    }

    /// Waits until the target has read everything, as far as it lets that be known; what it did not read is settled.
    private mutating func drain() async throws {
        for _ in 0..<Self.mostDrains {
            let count = await setting.delivery.drain()
            guard count > 0 else { return }
            try doubtLast(count)
            try await settle()
        }
        throw BackfillFault.unsettled(plan, handed.count)
    }

    /// Numbers of the events that are there by now; asked only where the target would store them twice.
    private func arrived(_ batch: [PlannedEvents.Placed]) async throws -> Set<Int> {
        guard let asking = setting.asking, asking.isCheap, !traits.refusesRepeats else { return [] }
        let held = try await asking.heldOfAll(batch.map(\.event.id))
        return Set(zip(batch, held).filter { $1.isThere }.map(\.0.number))
    }

    /// What the journal keeps of an event's fate; nil for one that was taken at once.
    func entry(_ number: Int, _ offset: Int, _ fate: DeliveryFate, sends: Int) -> JournalEntry? {
        var entry = JournalEntry(event: number, offset: offset, .taken, sends: sends)
        switch fate {
        case .taken: return nil
        case .present: entry.state = .present
        case .refused(let code, let words): (entry.state, entry.code, entry.words) = (.refused, code, words)
        case .doubtful(let words): (entry.state, entry.words) = (.doubtful, words)
        case .unsent: entry.state = .unsent
        }
        return entry
    }

    /// Waits until the batch may leave.
    mutating func pace(_ batch: [PlannedEvents.Placed]) async throws {
        let bytes = batch.reduce(0) { $0 + $1.event.record.count }
        try await pause(pacer.delay(events: batch.count, bytes: bytes, at: setting.context.uptime()))
    }

    /// Ends the run where the target takes no more, or the person has stopped it.
    func stop(_ receipt: DeliveryReceipt) throws(BackfillFault) {
        if setting.context.cancelFlag.isSet { throw .interrupted(plan) }
        if let stop = receipt.stop { throw .stopped(plan, stop.problem) }
    }

    func pause(_ seconds: Double) async throws(BackfillFault) {
        guard !setting.context.cancelFlag.isSet else { throw .interrupted(plan) }
        do {
            try await setting.context.pause(seconds)
        } catch {
            throw .interrupted(plan)
        }
    }

    private func tell(_ last: PlannedEvents.Placed) {
        let known = FileSize.of(setting.folder.eventsPath)
        setting.progress(
            ProgressReport(
                stage: .sending, bytesDone: last.endOffset, bytesKnown: known, records: last.number + 1))
    }
}

extension DeliveryReceipt {
    /// What became of an event; one that the receipt does not name is in doubt.
    func fate(_ index: Int) -> DeliveryFate {
        fates.indices.contains(index) ? fates[index] : .doubtful("the receipt does not name it")
    }
}
