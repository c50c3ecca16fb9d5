package import AuditModel

/// What was counted on one side, its records without an id aside.
package struct SideTally: Hashable, Sendable {
    /// Inside events the side holds.
    package var events = 0
    /// Records of inside events beyond the first of each.
    package var repeats = 0
    /// Records of events that are not inside the window.
    package var outsideWindow = 0
    /// Inside events none of whose records here has a usable time.
    package var untimed = 0
    /// Earliest time of an inside event here, of those that lie in the window.
    package var first: EventTime?
    /// Latest time of an inside event here, of those that lie in the window.
    package var last: EventTime?

    /// Nothing counted.
    package init() {}

    /// Adds what was counted elsewhere, times aside.
    mutating func add(_ other: SideTally) {
        events += other.events
        repeats += other.repeats
        outsideWindow += other.outsideWindow
        untimed += other.untimed
    }

    /// Takes the times of a finished count.
    mutating func note(_ times: TimeRange) { (first, last) = (times.first, times.last) }
}
