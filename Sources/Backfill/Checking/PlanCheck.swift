package import AuditModel
package import EventLedger
import FileAccess
package import Transport

/// Looks whether the events of a plan are in the SIEM, whole and under their own time.
///
/// Memory: 16 bytes for each event that is not there yet, and a stretch of events with their texts.
package struct PlanCheck: Sendable {
    private let plan: BackfillPlan
    private let folder: PlanFolder
    private let context: TransportContext
    private let progress: ProgressSink

    /// Events, and bytes of records, that are looked for together.
    private static let mostEvents = 1 << 14
    private static let mostBytes = 8 << 20

    /// An event that was not found yet.
    private struct Absent {
        let number: Int
        let offset: Int
    }

    /// - Parameter context: clocks, waiting and the cancel flag.
    package init(
        _ plan: BackfillPlan, _ folder: PlanFolder, context: TransportContext, progress: @escaping ProgressSink
    ) {
        self.plan = plan
        self.folder = folder
        self.context = context
        self.progress = progress
    }

    /// Asks for all events, for those not found again after growing pauses, and writes down what came of it.
    ///
    /// - Parameters:
    ///   - asking: nil where the target cannot be asked.
    ///   - wait: seconds for which events that are not there are looked for.
    /// - Throws: ``BackfillFault``, or what asking, files and the ledger throw.
    package func run(_ asking: (any TargetAsking)?, wait: Double, _ ledger: Ledger) async throws -> CheckOutcome {
        guard let asking else { throw BackfillFault.cannotBeAsked(plan) }
        var outcome = CheckOutcome(plan, at: EventTime.floor(context.now(), 1_000_000_000))
        outcome.isBegun = isBegun
        let name = name(at: outcome.at)
        let list = CheckList(folder, name: name)
        let events = try PlannedEvents(path: folder.eventsPath)
        var absent = try await lookAtAll(events, asking, &outcome, list)
        for pause in DoubtPatience.pauses(wait, longest: 60) where !absent.isEmpty {
            try await context.pause(pause)
            absent = try await lookAgain(absent, events, asking, &outcome, list)
        }
        let refused = try refusals()
        outcome.absent = absent.count
        for place in absent {
            let event = try events.event(place.number, offset: place.offset).event
            let isRefused = refused.contains(place.number)
            if isRefused { outcome.refused += 1 }
            try list.add(event, isRefused ? "refused" : "absent")
        }
        outcome.list = try list.finish()
        try write(outcome, name)
        try note(outcome, ledger)
        return outcome
    }

    // MARK: Looking

    private func lookAtAll(
        _ events: PlannedEvents, _ asking: any TargetAsking, _ outcome: inout CheckOutcome, _ list: CheckList
    ) async throws -> [Absent] {
        let size = min(asking.most * asking.parallel, Self.mostEvents)
        var (absent, part, bytes) = ([Absent](), [PlannedEvents.Placed](), 0)
        while true {
            let next = try events.next()
            if let next { part.append(next) }
            bytes += next?.event.record.count ?? 0
            guard next == nil || part.count >= size || bytes >= Self.mostBytes else { continue }
            try context.cancelFlag.check()
            absent += try await look(at: part, asking, &outcome, list)
            progress(
                ProgressReport(
                    stage: .lookingUp, bytesDone: 0, bytesKnown: nil, records: outcome.found + absent.count))
            part.removeAll(keepingCapacity: true)
            bytes = 0
            if next == nil { return absent }
        }
    }

    private func lookAgain(
        _ absent: [Absent], _ events: PlannedEvents, _ asking: any TargetAsking, _ outcome: inout CheckOutcome,
        _ list: CheckList
    ) async throws -> [Absent] {
        var left: [Absent] = []
        for start in stride(from: 0, to: absent.count, by: asking.most) {
            let part = try absent[start..<min(start + asking.most, absent.count)]
                .map { try events.event($0.number, offset: $0.offset) }
            left += try await look(at: part, asking, &outcome, list)
        }
        return left
    }

    /// Counts what is there of some events; the others are given back.
    private func look(
        at part: [PlannedEvents.Placed], _ asking: any TargetAsking, _ outcome: inout CheckOutcome, _ list: CheckList
    ) async throws -> [Absent] {
        var absent: [Absent] = []
        for (placed, held) in zip(part, try await asking.heldOfAll(part.map(\.event.id))) {
            guard held.isThere else {
                absent.append(Absent(number: placed.number, offset: placed.offset))
                continue
            }
            outcome.found += 1
            try compare(held, placed.event, &outcome, list)
            if plan.target.keepsEventTime, held.hasOtherTime(than: placed.event.time) {
                outcome.otherTime += 1
                try list.add(placed.event, "other-time")
            }
            if held.count > 1 {
                outcome.twice += 1
                try list.add(placed.event, "twice")
            }
        }
        return absent
    }

    /// Counts whether an event is there whole, as far as the SIEM lets it be told.
    private func compare(
        _ held: HeldEvent, _ event: PlannedEvent, _ outcome: inout CheckOutcome, _ list: CheckList
    ) throws(FileFailure) {
        let comparison = PayloadComparison.best(of: held.texts, with: event.record)
        if let comparison, comparison != .otherForm { outcome.compared += 1 }
        switch comparison {
        case .whole: return
        case .changed:
            outcome.changed += 1
            try list.add(event, "changed")
        case .cut:
            outcome.cut += 1
            try list.add(event, "cut")
        case .otherForm, nil:
            // The length of another form says nothing.
            guard held.isCut || comparison == nil && held.isShorter(than: event.record) else { return }
            outcome.cut += 1
            try list.add(event, "cut")
        }
    }

    private var isBegun: Bool { FileKind.of(folder.path + "/" + DeliveryJournal.fileName) == .file }

    /// Numbers of the events that the target refused.
    private func refusals() throws -> Set<Int> {
        guard isBegun else { return [] }
        return Set(try DeliveryJournal(folder: folder.path).entries(in: [.refused]).map(\.event))
    }

    // MARK: Writing down

    /// The name of a check's files without their ending; checks of the same second differ by a number.
    private func name(at instant: Int64) -> String {
        let base = "check-" + InstantText.compact(instant)
        var (name, number) = (base, 1)
        while [".json", ".csv"].contains(where: { FileSystem.exists("\(folder.path)/\(name)\($0)") }) {
            number += 1
            name = "\(base)-\(number)"
        }
        return name
    }

    private func write(_ outcome: CheckOutcome, _ name: String) throws(FileFailure) {
        let file = try AtomicFile(folder: folder.path, name: name + ".json")
        try file.write(outcome.json.text(pretty: true) + "\n")
        _ = try file.finish()
    }

    private func note(_ outcome: CheckOutcome, _ ledger: Ledger) throws(LedgerFailure) {
        // What another SIEM holds says nothing of the audited one.
        if plan.audited.otherSIEM == nil {
            try ledger.record(
                LedgerCheck(
                    planID: plan.id, runID: plan.runID, at: outcome.at, missing: plan.audited.missing,
                    restored: outcome.restored, refused: outcome.refused, stillMissing: outcome.stillMissing,
                    damaged: outcome.damaged))
        }
        if outcome.isBegun { try ledger.note(.verified, ofPlan: plan.id) }
    }
}

extension HeldEvent {
    /// Whether its text there is shorter than the record; false where its length is not known.
    ///
    /// Some SIEMs count bytes, others characters, of which there are never more.
    fileprivate func isShorter(than record: [UInt8]) -> Bool {
        guard let length else { return false }
        return length < record.count { $0 & 0xC0 != 0x80 }
    }

    /// Whether it is there under another time than its own; false where either is not known.
    fileprivate func hasOtherTime(than own: Int64?) -> Bool {
        guard let own, let time else { return false }
        return !time.agrees(with: EventTime(nanoseconds: own, precision: .nanoseconds))
    }
}
