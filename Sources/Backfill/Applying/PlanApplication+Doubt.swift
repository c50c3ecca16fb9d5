import AuditModel
import EventLedger
import SIEMStores
import Transport

extension PlanApplication {
    /// Rounds in a row that settle nothing.
    private static let mostIdleRounds = 5

    /// Asks for events in doubt and sends again what is not there, until nothing is open.
    mutating func settle() async throws {
        var (left, idleRounds) = (Int.max, 0)
        while hasOpenEvents {
            let counts = try journal.counts()
            let open = counts.filter { !$0.key.isFinal }.values.reduce(0, +)
            hasOpenEvents = open > 0
            guard hasOpenEvents else { return }
            idleRounds = open < left ? 0 : idleRounds + 1
            guard idleRounds < Self.mostIdleRounds else { throw BackfillFault.unsettled(plan, open) }
            if idleRounds > 0 { try await pause(Double(1 << idleRounds)) }
            left = open
            let most = plan.limits.batchEvents
            try await look(for: try journal.entries(in: [.doubtful], most: most * traits.batchesAtOnce))
            try await resend(try journal.entries(in: [.unsent], most: most))
            try goOn()
        }
    }

    /// Decides for each event in doubt whether it is there or has to be sent again.
    private func look(for doubtful: [JournalEntry]) async throws {
        guard !doubtful.isEmpty else { return }
        guard !traits.refusesRepeats else { return try journal.put(doubtful.map { $0.turned(.unsent) }) }
        if let delivery = setting.delivery as? any RereadableDelivery { return try await reread(doubtful, delivery) }
        guard let asking = setting.asking else {
            return try journal.put(
                doubtful.map { $0.sends < 2 ? $0.turned(.unsent, mayRepeat: true) : $0.turned(.unsettled) })
        }
        let patience = DoubtPatience(canary: try journal.canaryNanoseconds(), isImmediate: asking.isImmediate)
        var left = doubtful
        for pause in [0] + DoubtPatience.pauses(patience.seconds) where !left.isEmpty {
            try await self.pause(pause)
            let ids = try left.map { try events.event($0.event, offset: $0.offset).event.id }
            let held = try await asking.heldOfAll(ids)
            try journal.put(zip(left, held).filter { $1.isThere }.map { $0.0.turned(.found) })
            left = zip(left, held).filter { !$1.isThere }.map(\.0)
        }
        try journal.put(left.map { $0.turned(.unsent, mayRepeat: true) })
    }

    /// Decides the same by the target itself, which shows each record as it was sent.
    ///
    /// A program that follows files may have taken away one with what is not there.
    private func reread(_ doubtful: [JournalEntry], _ delivery: any RereadableDelivery) async throws {
        let sent = try doubtful.map { try events.event($0.event, offset: $0.offset).event.delivery }
        let there: Set<Int>
        do throws(TransportFailure) {
            there = try await delivery.present(sent)
        } catch {
            throw BackfillFault.stopped(plan, error.problem)
        }
        try journal.put(
            doubtful.enumerated().map { index, entry in
                there.contains(index) ? entry.turned(.found) : entry.turned(.unsent, mayRepeat: true)
            })
    }

    /// Sends events again, within the bounds of a batch.
    private mutating func resend(_ entries: [JournalEntry]) async throws {
        var (batch, bytes) = ([PlannedEvents.Placed](), 0)
        for entry in entries {
            let placed = try events.event(entry.event, offset: entry.offset)
            bytes += placed.event.record.count
            if !batch.isEmpty, bytes > plan.limits.batchBytes { break }
            batch.append(placed)
        }
        guard !batch.isEmpty else { return }
        try await pace(batch)
        try setting.observe(.beforeJournal)
        let sending = entries.prefix(batch.count).map { entry in
            var entry = entry.turned(.resending)
            entry.sends += 1
            return entry
        }
        try journal.put(sending)
        try setting.observe(.beforeSending)
        let receipt = await setting.delivery.send(batch.map(\.event.delivery))
        try setting.observe(.afterSending)
        try journal.put(
            sending.enumerated().map { index, sent in
                let taken: JournalEntry.State = traits.acknowledgement == .none ? .handed : .taken
                var next = entry(sent.event, sent.offset, receipt.fate(index), sends: sent.sends) ?? sent.turned(taken)
                next.mayRepeat = sent.mayRepeat
                return next
            })
        try doubtHanded(receipt.earlierInDoubt)
        for index in batch.indices where receipt.fate(index) == .taken {
            hand([batch[index]], sends: sending[index].sends)
        }
        try setting.observe(.afterJournal)
        try stop(receipt)
    }
}

extension JournalEntry {
    /// The same event in another state.
    func turned(_ state: State, mayRepeat: Bool = false) -> JournalEntry {
        var entry = self
        entry.state = state
        entry.mayRepeat = entry.mayRepeat || mayRepeat
        return entry
    }
}
