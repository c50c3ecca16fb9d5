import EventLedger

/// What applying a plan came to.
package struct ApplyOutcome: Hashable, Sendable {
    package let plan: BackfillPlan
    package let folder: PlanFolder
    /// Events that the target acknowledged, those included that were in doubt and found.
    package let taken: Int
    /// Events that were there by themselves before they were sent.
    package let arrived: Int
    /// Events of which the target said that it holds them.
    package let present: Int
    package let refused: Int
    /// Events that may or may not be there, and cannot be asked for.
    package let unsettled: Int
    /// Events that may be there twice.
    package let possibleRepeats: Int

    init(_ plan: BackfillPlan, _ folder: PlanFolder, _ journal: DeliveryJournal) throws(LedgerFailure) {
        let counts = try journal.counts()
        self.plan = plan
        self.folder = folder
        arrived = counts[.arrived] ?? 0
        present = counts[.present] ?? 0
        refused = counts[.refused] ?? 0
        unsettled = counts[.unsettled] ?? 0
        possibleRepeats = try journal.possibleRepeats()
        let sent = try journal.position()?.event ?? 0
        let open = counts.filter { !$0.key.isFinal }.values.reduce(0, +)
        taken = sent - arrived - present - refused - unsettled - open
    }

    /// 1 when events were refused or are in doubt, else 0.
    package var exitCode: Int32 { refused + unsettled > 0 ? 1 : 0 }
}
