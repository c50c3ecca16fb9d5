package import AuditModel

/// All that diagnosis is given: what happened to the authority's events, in columns.
///
/// Values only, gathered only when something is missing, or when times differ. Memory is bounded
/// by whoever gathers it: ``Timeline`` and ``EventFacts`` say how they are thinned.
package struct Evidence: Sendable {
    /// The audited window, nanoseconds since the Unix epoch.
    package var window: TimeWindow
    /// When the authority was asked last, nanoseconds since the Unix epoch.
    package var observed: Int64
    /// Scopes by their code; code 0 is "no scope".
    package var scopes: [Scope?]
    /// Every event of the authority inside the window, in time order.
    package var timeline: Timeline
    /// What the missing events are like; all of them, or a seeded sample where there are more than its bound.
    package var missing: EventFacts
    /// What a seeded sample of the present events is like.
    package var present: EventFacts
    /// Events that came in one piece, such as the blobs of Office 365; empty where the authority has no such pieces.
    package var pieces: [Piece] = []
    /// Matched events whose times differ, and a seeded sample of those whose times agree.
    package var times: TimePairs
    /// Events of each scope on each side.
    package var presence: [ScopePresence] = []

    /// Gathers evidence that has no events yet.
    package init(window: TimeWindow, observed: Int64, scopes: [Scope?]) {
        self.window = window
        self.observed = observed
        self.scopes = scopes
        timeline = Timeline()
        missing = EventFacts()
        present = EventFacts()
        times = TimePairs()
    }
}

/// Events that came in one piece from the authority.
package struct Piece: Hashable, Sendable {
    /// When it became available, nanoseconds since the Unix epoch.
    package let available: Int64
    package let scope: UInt16
    package let events: Int
    package let missing: Int

    /// Describes a piece.
    package init(available: Int64, scope: UInt16, events: Int, missing: Int) {
        self.available = available
        self.scope = scope
        self.events = events
        self.missing = missing
    }

    /// Whether nothing of it arrived by itself: events that came once more in another piece may be there.
    var isLost: Bool { missing > 0 && missing * 10 >= events * 9 }
}

/// How many events of a scope each side has.
package struct ScopePresence: Hashable, Sendable {
    package let scope: UInt16
    /// The authority's events inside the window, and how many of them are missing.
    package let authority: Int
    package let missing: Int
    /// Events that only the SIEM has.
    package let extra: Int

    /// Describes a scope.
    package init(scope: UInt16, authority: Int, missing: Int, extra: Int) {
        self.scope = scope
        self.authority = authority
        self.missing = missing
        self.extra = extra
    }
}
