package import AuditModel

/// What a round of a collector came to.
package struct RoundReport: Sendable {
    /// What became of the sending.
    package struct Forwarded: Hashable, Sendable {
        package var sent = 0
        package var refused = 0
        /// Of those sent, events that may be at the target twice.
        package var mayRepeat = 0
        /// Warnings sent.
        package var warnings = 0
        /// Bytes of records that wait to be sent.
        package var waitingBytes = 0
    }

    /// When it began, nanoseconds since the Unix epoch.
    package let started: Int64
    /// Half-open, in event time; nil where the round did not come to asking.
    package var window: TimeWindow?
    /// Records that came, those that had come before among them.
    package var records = 0
    /// Events that came for the first time.
    package var new = 0
    package var slices = 0
    package var slicesWhole = 0
    /// How far back the next round asks, nanoseconds.
    package var lookback: Int64 = 0
    /// Nil where nothing is forwarded.
    package var forwarded: Forwarded?
    /// What the person should be told, each once.
    package var problems: [Problem] = []
    /// Whether the round broke off; what came before is kept.
    package var isBroken = false
    /// Nanoseconds that it took.
    package var took: Int64 = 0

    /// Nothing happened yet.
    init(started: Int64) { self.started = started }

    /// Whether everything came that was asked for, and everything was sent.
    package var isWhole: Bool {
        !isBroken && slices > 0 && slices == slicesWhole && (forwarded?.waitingBytes ?? 0) == 0
    }
}
