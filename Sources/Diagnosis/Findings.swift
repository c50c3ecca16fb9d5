package import AuditModel

/// What diagnosis found; every part is computed from the evidence alone and the same for the same evidence.
package struct Findings: Sendable {
    package var timeFaults: [TimeFault] = []
    /// Scopes that one side lacks from beginning to end, the most events first.
    package var scopeDifferences: [ScopeDifference] = []
    /// Significant stretches and, of what is left, scattered rows of a day each, in order of time; numbered from 1.
    ///
    /// Missing events without a usable time make one more row at the end, scattered and without `from` and `to`.
    package var gaps: [Gap] = []
    /// By events explained, `unexplained` last; they sum to the missing events.
    package var causes: [Cause] = []
    package var breakdown: [BreakdownRow] = []
    /// For each entry of the timeline that is missing, in its order: the gap it belongs to.
    package var gapOfMissing: [UInt32] = []
    /// For each entry of ``Evidence/missing``: the index in ``causes`` it was attributed to.
    package var causeOfMissing: [UInt8] = []

    /// Nothing found.
    package init() {}
}

/// A scope that is absent on one side throughout.
package struct ScopeDifference: Hashable, Sendable {
    package let scope: Scope
    /// The side that has none of it.
    package let lacking: Side
    package let events: Int
    /// The likely reason, such as a subscription that is off.
    package let likely: String

    /// Describes a difference.
    package init(scope: Scope, lacking: Side, events: Int, likely: String) {
        self.scope = scope
        self.lacking = lacking
        self.events = events
        self.likely = likely
    }
}
