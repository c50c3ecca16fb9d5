package import Recordings

/// What a source's time bounds mean and how far they reach.
package struct WindowRule: Hashable, Sendable {
    /// Whether a bound's own instant is in the answer.
    package enum Bound: String, Sendable, CaseIterable {
        case inclusive, exclusive
        /// The service takes no such bound: what lies beyond is dropped here.
        case none
    }

    package var axis = RecordingDescription.Slice.Axis.event
    package var from = Bound.inclusive
    package var to = Bound.exclusive
    /// Nanoseconds, as ``SourceTraits`` has them.
    package var longest: Int64 = 86_400_000_000_000
    package var shortest: Int64 = 1_000_000_000
    package var oldest: Int64?
    package var youngest: Int64 = 0
    package var margin: Int64 = 0
    package var settle: Int64 = 86_400_000_000_000

    /// Event time, from included, to excluded, a day at a time, settled after a day.
    package init() {}
}
