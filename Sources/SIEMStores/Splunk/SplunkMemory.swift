import AuditModel
import Synchronization

/// What a store has learnt about its server in this run.
final class SplunkMemory: Sendable {
    /// The facts.
    struct Facts: Sendable {
        /// Whether the server has only the paths from before version 9.
        var isOld = false
        /// Seconds since the Unix epoch: what was indexed from then on is left out of counts and rows.
        ///
        /// So both speak of the same events. Nil: nothing is left out.
        var indexedBefore: Int64?
        /// The longest stretch that the roles can search, nanoseconds; nil for no limit.
        var longest: Int64?
        /// How far back the roles can search, nanoseconds; nil for no limit.
        var oldest: Int64?
    }

    private let kept = Mutex(Facts())

    var facts: Facts { kept.withLock { $0 } }

    func note(_ change: (inout Facts) -> Void) { kept.withLock { change(&$0) } }
}
