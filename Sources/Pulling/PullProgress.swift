package import AuditModel

/// How far a scope of a pull has come.
package struct PullProgress: Hashable, Sendable {
    package let scope: Scope?
    /// Slices that ended, and those there will be as far as can be told.
    package var slicesDone = 0
    package var slicesPlanned = 0
    /// Nanoseconds of the axis that were asked for to their end, and all there are.
    package var coveredNanoseconds: Int64 = 0
    package var totalNanoseconds: Int64 = 0
    /// Records written, in this run and those it goes on from.
    package var records = 0
    /// Records a second, on average since this run began; nil in its first second.
    package var recordsPerSecond: Double?
    /// Questions under way.
    package var underWay = 0

    init(scope: Scope?) { self.scope = scope }
}

/// Takes the progress of one scope after another; called from any thread, at each page and each slice.
package typealias PullObserver = @Sendable (PullProgress) -> Void
