/// Events of the timeline that belong together, all of them or those of a scope, in order, with running counts.
///
/// Memory: 12 bytes an entry.
struct Course: Sendable {
    /// The scope's code; nil where the course holds all scopes.
    let scope: UInt16?
    /// Indices in the timeline, ascending.
    let entries: [UInt32]
    /// How many entries before the given one are missing; one more than there are entries.
    let missingBefore: [UInt32]
    /// How many events the entries before the given one stand for; one more than there are entries.
    let eventsBefore: [UInt32]

    /// Counts through the given entries of a timeline.
    init(scope: UInt16?, entries: [UInt32], timeline: Timeline) {
        self.scope = scope
        self.entries = entries
        var missing: [UInt32] = [0]
        var events: [UInt32] = [0]
        missing.reserveCapacity(entries.count + 1)
        events.reserveCapacity(entries.count + 1)
        var (missingSum, eventSum): (UInt32, UInt32) = (0, 0)
        for entry in entries {
            missingSum += timeline.isMissing[Int(entry)] ? 1 : 0
            eventSum &+= timeline.weight[Int(entry)]
            missing.append(missingSum)
            events.append(eventSum)
        }
        missingBefore = missing
        eventsBefore = events
    }

    /// Missing events.
    var missing: Int { Int(missingBefore[entries.count]) }
    /// Events, the missing ones included.
    var events: Int { Int(eventsBefore[entries.count]) }

    /// Missing events among the entries of a range.
    func missing(_ range: Range<Int>) -> Int {
        Int(missingBefore[range.upperBound]) - Int(missingBefore[range.lowerBound])
    }

    /// Events that the entries of a range stand for.
    func events(_ range: Range<Int>) -> Int {
        Int(eventsBefore[range.upperBound]) - Int(eventsBefore[range.lowerBound])
    }

    /// The first place of a range that is missing; some place of it must be.
    func firstMissing(_ range: Range<Int>) -> Int {
        Self.partition(entries.count) { missingBefore[$0 + 1] > missingBefore[range.lowerBound] }
    }

    /// The place of a missing entry before which so many others are missing; there must be one.
    func firstMissing(atLeast ordinal: Int) -> Int {
        Self.partition(entries.count) { Int(missingBefore[$0 + 1]) > ordinal }
    }

    /// The last place of a range that is missing; some place of it must be.
    func lastMissing(_ range: Range<Int>) -> Int {
        Self.partition(entries.count) { missingBefore[$0 + 1] >= missingBefore[range.upperBound] }
    }

    /// How many entries at the end of a range are missing without a break.
    func trailingMissing(_ range: Range<Int>) -> Int {
        Self.partition(range.count) { missing((range.upperBound - $0 - 1)..<range.upperBound) <= $0 }
    }

    /// How many entries at the beginning of a range are missing without a break.
    func leadingMissing(_ range: Range<Int>) -> Int {
        Self.partition(range.count) { missing(range.lowerBound..<(range.lowerBound + $0 + 1)) <= $0 }
    }

    /// The first place whose entry in the timeline is not below the given one.
    func place(ofEntry entry: UInt32) -> Int {
        Self.partition(entries.count) { entries[$0] >= entry }
    }

    /// The first place whose time is not before the given one.
    func place(at time: Int64, in timeline: Timeline) -> Int {
        Self.partition(entries.count) { timeline.time[Int(entries[$0])] >= time }
    }

    /// The first place whose time is not before the given one, looked for from a place that lies near it.
    func place(at time: Int64, near hint: Int, in timeline: Timeline) -> Int {
        func isBefore(_ place: Int) -> Bool { timeline.time[Int(entries[place])] < time }
        // Bounds whose distance doubles: what lies near is found among few entries.
        var (low, high, step) = (hint, hint, 1)
        if hint < entries.count, isBefore(hint) {
            low = hint + 1
            high = low
            while high < entries.count, isBefore(high) {
                low = high + 1
                high = min(high + step, entries.count)
                step *= 2
            }
        } else {
            while low > 0, !isBefore(low - 1) {
                high = low - 1
                low = max(low - step, 0)
                step *= 2
            }
        }
        return low + Self.partition(high - low) { !isBefore(low + $0) }
    }

    /// The first index below `count` from which on a condition holds; `count` if none.
    private static func partition(_ count: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
