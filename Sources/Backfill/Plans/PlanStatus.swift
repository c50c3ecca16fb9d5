package import AuditModel
package import EventLedger
import FileAccess

/// How far a plan has come.
package struct PlanStatus: Hashable, Sendable {
    package let plan: BackfillPlan
    package let state: LedgerPlan.State
    /// What applying it came to so far; nil when it was not begun.
    package let applied: ApplyOutcome?
    /// What was found of its events last; nil when nobody has looked.
    package let check: LedgerCheck?

    /// Reads how far the plan of a folder has come; nothing is checked or contacted.
    package init(_ folder: PlanFolder, _ ledger: Ledger) throws {
        plan = try folder.plan()
        state = try ledger.plan(plan.id)?.state ?? .planned
        check = try ledger.lastCheck(ofPlan: plan.id)
        let isBegun = FileKind.of(folder.path + "/" + DeliveryJournal.fileName) == .file
        applied = isBegun ? try ApplyOutcome(plan, folder, DeliveryJournal(folder: folder.path)) : nil
    }

    /// Events that were neither sent nor refused yet.
    package var left: Int {
        guard let applied else { return plan.events.count }
        return plan.events.count - applied.taken - applied.arrived - applied.present - applied.refused
            - applied.unsettled
    }

    /// The status as one JSON object.
    package var json: JSONValue {
        [
            "plan": .string(plan.id), "run_id": .string(plan.runID), "target": .string(plan.target.name),
            "state": .string(state.rawValue), "made": .instant(plan.made), "valid_until": .instant(plan.validUntil),
            "planned": .integer(plan.events.count), "taken": .count(applied?.taken),
            "arrived": .count(applied?.arrived), "present": .count(applied?.present),
            "refused": .count(applied?.refused), "unsettled": .count(applied?.unsettled),
            "possible_repeats": .count(applied?.possibleRepeats), "left": .integer(left),
            "checked": .instant(check?.at), "restored": .count(check?.restored),
            "still_missing": .count(check?.stillMissing), "damaged": .count(check?.damaged),
        ]
    }
}
