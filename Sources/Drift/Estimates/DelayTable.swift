import AuditModel
import Glibc

/// Delays of events on a grid, apart by the hour in which the events happened: what estimates and their errors need.
///
/// Of less than a day the hours are shorter: a 24th of the whole.
///
/// The grid holds each delay itself as long as there are few different ones, else about 180 points for each doubling, to
/// which delays are rounded up. Memory: 16 bytes for each pair of hour and point that occurs.
package struct DelayTable: Sendable {
    /// How many events of one hour have their delay, or cease to be watched, at a point.
    struct Cell: Sendable {
        let point: Int32
        let events: Int32
    }

    /// Events of one hour.
    struct Block: Sendable {
        fileprivate(set) var delays: [Cell] = []
        /// By the first point that is longer than the event was watched.
        fileprivate(set) var ends: [Cell] = []
    }

    private static let mostExact = 4_096
    private static let cellsPerDoubling = 180.0
    /// An estimate rests on at least so many events that were watched for as long.
    private static let leastWatched = 10
    private static let hour: Int64 = 3_600_000_000_000

    /// Seconds, ascending.
    let points: [Double]
    let blocks: [Block]
    package let count: Int
    /// Seconds, beyond which nothing can be said; nil where nothing can be said at all.
    package let support: Double?
    /// Delays of the events that were watched for the middle of all lengths at least; ascending, seconds.
    let mature: [Double]
    /// Observed delays, ascending, seconds.
    package let delays: [Double]

    /// Arranges delays; their order makes no difference.
    package init(_ observed: [ObservedDelay]) {
        let delays = observed.map(\.seconds).sorted()
        let ages = observed.map(\.age).sorted()
        (self.delays, count) = (delays, delays.count)
        support = ages.count >= Self.leastWatched ? ages[ages.count - Self.leastWatched] : nil
        let points = Self.grid(delays)
        self.points = points
        let middle = ages.isEmpty ? 0 : ages[ages.count / 2]
        mature = observed.filter { $0.age >= middle }.map(\.seconds).sorted()
        blocks = Self.blocks(observed, points)
    }

    /// The points, each the largest delay of its cell.
    private static func grid(_ delays: [Double]) -> [Double] {
        var distinct: [Double] = []
        for delay in delays where distinct.last != delay { distinct.append(delay) }
        guard distinct.count > mostExact else { return distinct }
        var points: [Double] = []
        var last = Int.min
        for delay in distinct {
            let cell = cell(delay)
            if cell == last { points[points.count - 1] = delay } else { points.append(delay) }
            last = cell
        }
        return points
    }

    private static func cell(_ delay: Double) -> Int {
        let cell = Int(log2(1 + abs(delay) * 1000) * cellsPerDoubling)
        return delay < 0 ? -cell - 1 : cell
    }

    private static func blocks(_ observed: [ObservedDelay], _ points: [Double]) -> [Block] {
        var hours: [Int64: (delays: [Int32: Int32], ends: [Int32: Int32])] = [:]
        let first = observed.map(\.event).min() ?? 0
        let span = (observed.map(\.event).max() ?? 0).since(first)
        let length = max(1_000_000_000, min(Self.hour, span / 24))
        for delay in observed {
            let point = points.firstIndex(atLeast: delay.seconds)
            // Rounding up must not leave an event unwatched at its own delay.
            let end = delay.age.isInfinite ? points.count : points.firstIndex(above: max(delay.age, points[point]))
            let hour = delay.event.since(first) / length
            hours[hour, default: ([:], [:])].delays[Int32(point), default: 0] += 1
            if end < points.count { hours[hour, default: ([:], [:])].ends[Int32(end), default: 0] += 1 }
        }
        return hours.keys.sorted().compactMap { hours[$0] }.map { hour in
            Block(delays: cells(hour.delays), ends: cells(hour.ends))
        }
    }

    private static func cells(_ counts: [Int32: Int32]) -> [Cell] {
        counts.keys.sorted().map { Cell(point: $0, events: counts[$0] ?? 0) }
    }

    /// Events by the last point they were watched at.
    func watched(_ weights: [Double]? = nil) -> [Double] {
        var counts = [Double](repeating: 0, count: points.count + 1)
        for (index, block) in blocks.enumerated() {
            let weight = weights?[index] ?? 1
            guard weight > 0 else { continue }
            for cell in block.ends { counts[Int(cell.point)] += weight * Double(cell.events) }
        }
        return counts
    }

    /// Events by the point of their delay.
    func occurred(_ weights: [Double]? = nil) -> [Double] {
        var counts = [Double](repeating: 0, count: points.count)
        for (index, block) in blocks.enumerated() {
            let weight = weights?[index] ?? 1
            guard weight > 0 else { continue }
            for cell in block.delays { counts[Int(cell.point)] += weight * Double(cell.events) }
        }
        return counts
    }
}

extension Array where Element == Double {
    /// The index of the first element that is at least a value, in ascending order; the count if there is none.
    func firstIndex(atLeast value: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The index of the first element above a value, in ascending order; the count if there is none.
    func firstIndex(above value: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
