package import AuditModel
import EventLedger
import FileAccess
package import SIEMStores
package import Transport

/// Sends the events of a plan, and keeps a journal from which any later run goes on.
///
/// As many batches are under way at a time as the target takes side by side. Each is in the journal before it is sent, and
/// again once it is known what became of it, so that a process that ends at any moment leaves in doubt what was under way,
/// and what a target that acknowledges nothing is not known to have read; events in doubt are asked for before they are
/// sent again. Memory: the batches under way.
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

    let setting: Setting
    let journal: DeliveryJournal
    let events: PlannedEvents
    var pacer: RatePacer
    /// Read ahead: the first event that did not fit into the batch before.
    var ahead: PlannedEvents.Placed?
    /// What a target without acknowledgements was handed, and is not known to have read.
    var handed = HandedEvents()
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

    /// Whether an earlier run has sent everything, and left nothing that may still be asked for or sent again.
    package var isFinished: Bool {
        get throws(LedgerFailure) {
            let sent = try journal.position()?.event ?? 0
            guard plan.events.count > 0, sent >= plan.events.count, try journal.openBatches().isEmpty else {
                return false
            }
            return try journal.counts().keys.allSatisfy { $0.isFinal && $0 != .handed }
        }
    }

    /// Sends everything that was not sent, and settles what is in doubt.
    ///
    /// - Throws: ``BackfillFault`` when it stopped before the end, or what journal, files and asking throw.
    package mutating func run() async throws -> ApplyOutcome {
        do {
            try takeOver()
            try await settle()
            try await sendCanary()
            while case let wave = try nextWave(), !wave.isEmpty {
                try await send(wave)
                try await settle()
                if handed.isMuch, await canLearnWhatWasRead() { try await confirmHanded() }
            }
            try await confirmHanded()
        } catch {
            throw await leave(after: error)
        }
        try RefusedList.write(journal, events, to: setting.folder)
        return try ApplyOutcome(
            plan, setting.folder, journal, isAcknowledged: traits.acknowledgement != .none)
    }

    /// Puts down what is known when it has to stop.
    ///
    /// - Returns: why it stopped, with what failed here as well.
    private mutating func leave(after failure: any Error) async -> any Error {
        var told = failure
        do {
            // Where the journal or a file failed, what was handed over stays in doubt there.
            if failure is BackfillFault { try await noteHanded() }
        } catch {
            told = BackfillFault.both(told, error)
        }
        do {
            try RefusedList.write(journal, events, to: setting.folder)
        } catch {
            told = BackfillFault.both(told, error)
        }
        return told
    }

    // MARK: Batches

    /// Goes on behind the last batch of the journal; what was under way or handed over when an earlier run ended is in
    /// doubt.
    private mutating func takeOver() throws {
        for batch in try journal.openBatches() {
            try events.move(to: batch.first, offset: batch.offset)
            let known = try journal.known(in: batch)
            var doubtful: [JournalEntry] = []
            for _ in 0..<batch.count {
                guard let placed = try events.next() else { break }
                guard !known.contains(placed.number) else { continue }
                doubtful.append(JournalEntry(event: placed.number, offset: placed.offset, .doubtful, sends: 1))
            }
            try journal.end(batch, doubtful)
        }
        try journal.put(try journal.entries(in: [.resending, .handed]).map { $0.turned(.doubtful) })
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

    /// The batches that are to be under way together; empty after the last.
    private mutating func nextWave() throws -> [[PlannedEvents.Placed]] {
        var wave: [[PlannedEvents.Placed]] = []
        while wave.count < traits.batchesAtOnce, let batch = try nextBatch() { wave.append(batch) }
        return wave
    }

    /// A batch on its way, without what has arrived by itself.
    private struct Shipment {
        let noted: DeliveryJournal.Batch
        let events: [PlannedEvents.Placed]
    }

    /// Sends batches side by side, leaving out what has arrived by itself.
    mutating func send(_ wave: [[PlannedEvents.Placed]]) async throws {
        let all = Array(wave.joined())
        guard let last = all.last else { return }
        let arrived = try await arrived(all)
        try await pace(all.filter { !arrived.contains($0.number) })
        try setting.observe(.beforeJournal)
        let shipments = wave.compactMap { batch -> Shipment? in
            guard let first = batch.first, let last = batch.last else { return nil }
            let noted = DeliveryJournal.Batch(
                first: first.number, count: batch.count, offset: first.offset, endOffset: last.endOffset)
            return Shipment(noted: noted, events: batch.filter { !arrived.contains($0.number) })
        }
        let absent = all.filter { arrived.contains($0.number) }
        try journal.begin(
            shipments.map(\.noted),
            leavingOut: absent.map { JournalEntry(event: $0.number, offset: $0.offset, .arrived, sends: 0) })
        try setting.observe(.beforeSending)
        hasOpenEvents = false
        let receipts = try await ship(shipments)
        try setting.observe(.afterJournal)
        tell(last)
        for receipt in receipts { try stop(receipt) }
    }

    /// Hands shipments to the target, and notes what became of each as soon as it is known.
    private mutating func ship(_ shipments: [Shipment]) async throws -> [DeliveryReceipt] {
        let delivery = setting.delivery
        return try await withThrowingTaskGroup(of: (Int, DeliveryReceipt).self) { group in
            for (index, shipment) in shipments.enumerated() {
                let events = shipment.events.map(\.event.delivery)
                group.addTask {
                    let receipt = events.isEmpty ? DeliveryReceipt([]) : await delivery.send(events)
                    return (index, receipt)
                }
            }
            var receipts: [DeliveryReceipt] = []
            for try await (index, receipt) in group {
                try setting.observe(.afterSending)
                try note(receipt, of: shipments[index])
                receipts.append(receipt)
            }
            return receipts
        }
    }

    private mutating func note(_ receipt: DeliveryReceipt, of shipment: Shipment) throws {
        let sent = shipment.events
        let entries = sent.indices.compactMap { index in
            entry(sent[index].number, sent[index].offset, receipt.fate(index), sends: 1)
        }
        try journal.end(shipment.noted, entries, isHandedOver: traits.acknowledgement == .none)
        hasOpenEvents = hasOpenEvents || entries.contains { !$0.state.isFinal }
        try doubtHanded(receipt.earlierInDoubt)
        hand(sent.indices.filter { receipt.fate($0) == .taken }.map { sent[$0] }, sends: 1)
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
