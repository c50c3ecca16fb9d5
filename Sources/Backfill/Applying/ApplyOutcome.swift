import EventLedger

/// What applying a plan came to.
package struct ApplyOutcome: Hashable, Sendable {
    package let plan: BackfillPlan
    package let folder: PlanFolder
    /// Events that the target acknowledged, those included that were in doubt and found; where it acknowledges nothing,
    /// those it is known to have read, as far as it lets that be known.
    package let taken: Int
    /// Events that were there by themselves before they were sent.
    package let arrived: Int
    /// Events of which the target said that it holds them.
    package let present: Int
    package let refused: Int
    /// Events that may or may not be there: they cannot be asked for, or were handed to a target that is not known to
    /// have read them.
    package let unsettled: Int
    /// Events that may be there twice.
    package let possibleRepeats: Int
    /// Whether the target acknowledges what it is sent.
    package let isAcknowledged: Bool

    init(
        _ plan: BackfillPlan, _ folder: PlanFolder, _ journal: DeliveryJournal, isAcknowledged: Bool = true
    ) throws(LedgerFailure) {
        let counts = try journal.counts()
        self.plan = plan
        self.folder = folder
        arrived = counts[.arrived] ?? 0
        present = counts[.present] ?? 0
        refused = counts[.refused] ?? 0
        unsettled = try (counts[.unsettled] ?? 0) + journal.handedOver()
        self.isAcknowledged = isAcknowledged
        possibleRepeats = try journal.possibleRepeats()
        let sent = try journal.position()?.event ?? 0
        let open = counts.filter { !$0.key.isFinal }.values.reduce(0, +)
        taken = sent - arrived - present - refused - unsettled - open
    }

    /// 1 when events were refused or are in doubt, else 0.
    package var exitCode: Int32 { refused + unsettled > 0 ? 1 : 0 }
}
