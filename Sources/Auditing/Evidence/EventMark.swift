import Diagnosis

/// What is known of an event of the authority before its record is looked at: 32 bytes.
struct EventMark: Sendable {
    /// The packed position of its first record.
    let position: UInt64
    /// Nanoseconds since the Unix epoch; ``EventFacts/unknown`` without a usable time.
    let time: Int64
    /// Its entry in the timeline, ``EventFacts/noEntry`` without one.
    var entry = EventFacts.noEntry
    /// How many missing entries come before it in the timeline.
    var ordinal: UInt32 = 0
    /// Code in the evidence's scopes.
    let scope: UInt16
    /// What its neighbours in the timeline tell.
    var shape: RecordShape = []

    init(position: UInt64, time: Int64, scope: UInt16) {
        (self.position, self.time, self.scope) = (position, time, scope)
    }
}

/// An event that is looked at closely, and a present one of the same second, as packed positions.
struct Mate: Hashable, Sendable {
    let event: UInt64
    let mate: UInt64
}
