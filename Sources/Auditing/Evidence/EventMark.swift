import AuditModel
import Diagnosis

/// What is known of an event before its record is looked at.
struct EventMark: Sendable {
    /// The authority's packed position of its first record.
    let position: UInt64
    /// Nanoseconds since the Unix epoch; ``EventFacts/unknown`` without a usable time.
    let time: Int64
    /// Code in the evidence's scopes.
    var scope: UInt16
    /// The packed position of the record served before it; ``none`` where that is not known.
    var before = EventMark.none
    /// A hash of user and operation; 0 where they are not known.
    var fold: UInt32 = 0
    /// Its entry in the timeline, ``EventFacts/noEntry`` without one.
    var entry = EventFacts.noEntry
    /// How many missing entries come before it in the timeline.
    var ordinal: UInt32 = 0
    /// What its neighbours in the timeline tell.
    var shape: RecordShape = []

    /// No position.
    static let none = UInt64.max

    init(position: UInt64, time: Int64, scope: UInt16) {
        (self.position, self.time, self.scope) = (position, time, scope)
    }
}
