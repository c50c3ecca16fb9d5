/// The distribution of delays, estimated from events of which only those are known that were visible in time.
///
/// An event whose delay is longer than it was watched is not in the data, so that plain shares are too short. This is the
/// product-limit estimate in reverse time (Lagakos, Barraj and De Gruttola 1988): going down from the longest delay, each
/// delay's events are counted against those that would have been seen at that delay and were no longer. What it
/// estimates is the distribution of delays up to ``support``.
package struct DelayCurve: Sendable {
    /// Seconds, ascending.
    private let points: [Double]
    /// The share of events whose delay is at most each point.
    let shares: [Double]
    /// Seconds; delays beyond are left out of account.
    package let support: Double

    /// Estimates from a table; nil where too few events were watched for any length.
    package init?(_ table: DelayTable) { self.init(table, weights: nil) }

    /// - Parameter weights: how often each hour's events count; nil for once.
    init?(_ table: DelayTable, weights: [Double]?) {
        guard let support = table.support, !table.points.isEmpty else { return nil }
        let occurred = table.occurred(weights)
        let ended = table.watched(weights)
        var last = table.points.firstIndex(above: support) - 1
        var factors = [Double](repeating: 1, count: max(0, last + 1))
        var (atRisk, below) = (0.0, 0.0)
        for index in factors.indices {
            atRisk += occurred[index] - ended[index]
            let events = occurred[index]
            if events > 0, below > 0, atRisk - events < 0.5, weights == nil {
                // Nobody watched as long saw a shorter delay: what lies below cannot be weighed against it.
                last = index - 1
                break
            }
            factors[index] = atRisk > 0 && events > 0 ? max(0, 1 - events / atRisk) : 1
            below += events
        }
        guard last >= 0 else { return nil }
        var shares = [Double](repeating: 1, count: last + 1)
        for index in stride(from: last, to: 0, by: -1) { shares[index - 1] = shares[index] * factors[index] }
        self.shares = shares
        points = table.points
        self.support = last + 1 < factors.count ? table.points[last] : support
    }

    /// The share of events whose delay is at most so many seconds.
    package func share(within seconds: Double) -> Double {
        let index = points.firstIndex(above: seconds) - 1
        return index < 0 ? 0 : shares[min(index, shares.count - 1)]
    }

    /// The delay in seconds that this share of events stays within.
    package func quantile(_ share: Double) -> Double {
        points[min(shares.firstIndex(atLeast: share - 1e-12), shares.count - 1)]
    }
}
