import AuditModel
import EventLedger
import Transport

extension PlanApplication {
    /// Events that may be refused before the first one is taken.
    private static let mostRefusedCanaries = 5
    /// Seconds for which the first event is looked for.
    private static let canarySeconds = 60.0

    /// Sends the first event alone, and goes on only once the target is known to hold it.
    mutating func sendCanary() async throws {
        guard try journal.canaryNanoseconds() == nil else { return }
        let began = setting.context.uptime()
        while try canary() == nil {
            try goOn()
            guard let batch = try nextBatch(most: 1) else { return }
            try await send([batch])
            try await settle()
            if try journal.counts()[.refused] ?? 0 >= Self.mostRefusedCanaries { throw try refusedCanaries() }
        }
        let id = try canary().map { try events.event($0.event, offset: $0.offset).event.id }
        try goOn()
        guard let asking = setting.asking, let id else { return }
        for pause in [0] + DoubtPatience.pauses(asking.isImmediate ? 0 : Self.canarySeconds) {
            try await self.pause(pause)
            guard try await asking.held([id]).first?.isThere == true else { continue }
            return try journal.noteCanary(nanoseconds: max(setting.context.uptime() - began, 1))
        }
        throw BackfillFault.canary(
            plan, "the first event was sent and cannot be found", said: nil,
            means: "the target acknowledged it and dropped it, shows it later, or keeps it where it is not asked for")
    }

    /// The place of the first event that was sent and not refused; nil when there is none yet.
    private func canary() throws -> DeliveryJournal.Position? {
        guard let position = try journal.position() else { return nil }
        let refused = try journal.entries(in: [.refused], most: Self.mostRefusedCanaries)
        let first = refused.enumerated().first { $0.offset != $0.element.event }?.offset ?? refused.count
        guard first < position.event else { return nil }
        guard first > 0 else { return DeliveryJournal.Position(event: 0, offset: 0) }
        return DeliveryJournal.Position(
            event: first, offset: try events.event(first - 1, offset: refused[first - 1].offset).endOffset)
    }

    private func refusedCanaries() throws -> BackfillFault {
        let first = try journal.entries(in: [.refused], most: 1).first
        return .canary(
            plan, "the target refuses the first \(Self.mostRefusedCanaries) events",
            said: [first?.code, first?.words].compactMap(\.self).joined(separator: ": "),
            means: "what refuses so many will refuse the others as well")
    }
}
