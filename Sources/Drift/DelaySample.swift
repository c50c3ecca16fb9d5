package import AuditModel

/// Distinct events with their delays, in bounded memory: each at its earliest sighting, since services list events again.
///
/// Beyond its capacity it keeps a share of the events that depends on their ids alone, so that the order in which they
/// come, and who saw them, makes no difference. Memory: 128 bytes for each event of the capacity.
package struct DelaySample: Sendable {
    private struct Sighting: BitwiseCopyable {
        let id: IDHash
        let delay: ObservedDelay
    }

    private let capacity: Int
    private var sightings: [Sighting] = []
    private var level: UInt64 = 0

    /// - Parameters:
    ///   - capacity: the most events that are kept, at least 1.
    ///   - oneIn: a power of two; fewer events are kept from the beginning.
    package init(capacity: Int, oneIn: Int = 1) {
        self.capacity = max(1, capacity)
        level = UInt64(oneIn.trailingZeroBitCount)
    }

    /// One event in so many is kept.
    package var oneIn: Int { 1 << Int(level) }

    /// Whether an event of that id is among those that are kept.
    package func wants(_ id: IDHash) -> Bool { id.low & (1 << level - 1) == 0 }

    /// Takes note of a sighting; the same key must have hashed all ids.
    package mutating func observe(_ id: IDHash, _ delay: ObservedDelay) {
        guard wants(id) else { return }
        sightings.append(Sighting(id: id, delay: delay))
        if sightings.count >= 2 * capacity { compact() }
    }

    /// Adds the sightings of another sample of the same capacity.
    package mutating func add(_ other: DelaySample) {
        level = max(level, other.level)
        for sighting in other.sightings { observe(sighting.id, sighting.delay) }
    }

    /// The delay of each event that was kept, in an order that depends on ids alone.
    package mutating func delays() -> [ObservedDelay] { events().map(\.delay) }

    /// Each event that was kept with its delay, in an order that depends on ids alone.
    package mutating func events() -> [(id: IDHash, delay: ObservedDelay)] {
        compact()
        return sightings.map { ($0.id, $0.delay) }
    }

    /// Leaves each event its earliest sighting, and no more events than the capacity.
    private mutating func compact() {
        thin()
        sightings.sort { Self.isBefore($0, $1) }
        var kept = 0
        for index in sightings.indices where kept == 0 || sightings[index].id != sightings[kept - 1].id {
            sightings[kept] = sightings[index]
            kept += 1
        }
        sightings.removeSubrange(kept...)
        while sightings.count > capacity, level < 40 {
            level += 1
            thin()
        }
    }

    /// Leaves out events that are no longer wanted.
    private mutating func thin() {
        let mask: UInt64 = 1 << level - 1
        sightings.removeAll { $0.id.low & mask != 0 }
    }

    private static func isBefore(_ left: Sighting, _ right: Sighting) -> Bool {
        if left.id != right.id { return (left.id.high, left.id.low) < (right.id.high, right.id.low) }
        let (one, other) = (left.delay, right.delay)
        return (one.by, one.after, one.event, one.until) < (other.by, other.after, other.event, other.until)
    }
}
