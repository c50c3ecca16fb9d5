package import AuditModel
import Histogram

/// Counts of observed delays, late and early ones apart, to a thousandth of each.
package struct DelayHistogram: Sendable {
    private static let minute = 60
    private static let hour = 3_600
    private static let day = 86_400

    /// Ends of bins on the late side, seconds: three to five for each tenfold.
    private static let edges: [Int] =
        [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45]
        + [1, 2, 3, 5, 7, 10, 15, 20, 30, 45].map { $0 * minute }
        + [1, 2, 3, 4, 6, 9, 12, 18].map { $0 * hour } + [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30].map { $0 * day }
    /// Ends of bins on the early side, seconds before the event.
    private static let earlyEdges = [60, 3_600, 86_400]

    // Thousandths of a second.
    private var late = Histogram<UInt64>(numberOfSignificantValueDigits: .three)
    private var early = Histogram<UInt64>(numberOfSignificantValueDigits: .three)

    /// No delays yet.
    package init() {}

    /// Counts a delay in seconds; early when negative.
    package mutating func record(_ seconds: Double) {
        let thousandths = UInt64(min(abs(seconds) * 1000, 1e15))
        if seconds < 0 { early.record(max(1, thousandths)) } else { late.record(thousandths) }
    }

    /// Counts of the delays between human times, from the first to the last that has any.
    ///
    /// - Parameter factor: how many events each recorded one stands for.
    package func bins(times factor: Int = 1) -> [DelayReport.Bin] {
        let before = counts(early, below: Self.earlyEdges)
        let after = counts(late, below: Array(Self.edges.dropFirst()))
        var bins: [DelayReport.Bin] = []
        for index in before.indices.reversed() {
            let from = index < Self.earlyEdges.count ? -Self.earlyEdges[index] : nil
            let to = index == 0 ? 0 : -Self.earlyEdges[index - 1]
            bins.append(.init(from: from, to: to, count: before[index] * factor))
        }
        for (index, count) in after.enumerated() {
            let to = index + 1 < Self.edges.count ? Self.edges[index + 1] : nil
            bins.append(.init(from: Self.edges[index], to: to, count: count * factor))
        }
        guard let first = bins.firstIndex(where: { $0.count > 0 }), let last = bins.lastIndex(where: { $0.count > 0 })
        else { return [] }
        return Array(bins[first...last])
    }

    /// How many values lie below each edge and not below the one before it; the rest behind the last one.
    private func counts(_ histogram: Histogram<UInt64>, below edges: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: edges.count + 1)
        var edge = 0
        for value in histogram.recordedValues() {
            let seconds = Double(histogram.lowestEquivalentForValue(value.value)) / 1000
            while edge < edges.count, seconds >= Double(edges[edge]) { edge += 1 }
            counts[edge] += Int(value.count)
        }
        return counts
    }
}
