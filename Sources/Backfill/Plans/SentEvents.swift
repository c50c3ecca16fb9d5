import EventLedger
import FileAccess

/// Tells which events were sent by a plan, so that what was put back is told from what arrived by itself.
package struct SentEvents: Sendable {
    /// What became of an event of which nothing was sent, or nothing that could be there.
    private static let unsent: Set<JournalEntry.State> = [.arrived, .present, .refused, .unsent]

    /// The plan that sent an event last, by the event's id; those that no plan sent are left out.
    ///
    /// Reads the events of every plan that was begun. Memory: the answer, and the events of one plan that were not sent.
    ///
    /// - Parameters:
    ///   - ids: as a run's `findings.csv` lists them, their parts joined by `/`.
    ///   - state: the state folder.
    ///   - instant: nanoseconds since the Unix epoch; plans that were made later are left out. Nil leaves out none.
    /// - Throws: `FileFailure`, `LedgerFailure`, or ``BackfillFault`` for a plan that cannot be read.
    package static func plans(
        of ids: Set<String>, state: String, before instant: Int64? = nil
    ) throws -> [String: String] {
        guard !ids.isEmpty, FileKind.of(state + "/" + Ledger.fileName) == .file else { return [:] }
        var plans: [String: String] = [:]
        // In the order in which they were made: of several that sent an event the last one put it back.
        for plan in try Ledger(state: state).plans() where plan.made <= instant ?? .max {
            let folder = PlanFolder(path: state + "/plans/" + plan.id)
            guard FileKind.of(folder.path + "/" + DeliveryJournal.fileName) == .file,
                FileKind.of(folder.eventsPath) == .file
            else { continue }
            try add(folder, plan.id, ids, to: &plans)
        }
        return plans
    }

    private static func add(
        _ folder: PlanFolder, _ planID: String, _ ids: Set<String>, to plans: inout [String: String]
    ) throws {
        let journal = try DeliveryJournal(folder: folder.path)
        let end = try journal.position()?.event ?? 0
        let skipped = Set(try journal.entries(in: unsent).map(\.event))
        let events = try PlannedEvents(path: folder.eventsPath)
        while let placed = try events.next(), placed.number < end {
            let id = placed.event.id.joined(separator: "/")
            guard ids.contains(id), !skipped.contains(placed.number) else { continue }
            plans[id] = planID
        }
    }
}
