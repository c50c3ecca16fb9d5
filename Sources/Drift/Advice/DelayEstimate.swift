package import AuditModel

/// What can be said of the delays of one set of events, with its limits.
package struct DelayEstimate: Sendable {
    package let table: DelayTable
    package let curve: DelayCurve
    package let bootstrap: HourBootstrap
    /// The most that may be later than any event was watched: as much as was seen in the longer half of that.
    ///
    /// Holds where the distribution thins out at least as fast as the inverse of the delay.
    package let unseenShare: Double

    /// Shares for which quantiles are stated, and how many events each takes.
    private static let quantiles: [(share: Double, least: Int)] = [(0.5, 20), (0.9, 100), (0.99, 100), (0.999, 1_000)]

    /// Estimates; nil where too few events are known.
    package init?(_ delays: [ObservedDelay], draws: Int = 400) {
        table = DelayTable(delays)
        guard let curve = DelayCurve(table) else { return nil }
        self.curve = curve
        bootstrap = HourBootstrap(table, draws: draws)
        unseenShare = curve.support.isFinite ? 1 - curve.share(within: curve.support / 2) : 0
    }

    /// The quantiles that the number of events allows.
    package var quantiles: [DelayReport.Quantile] {
        Self.quantiles.filter { table.count >= $0.least }.map { quantile($0.share) }
    }

    /// A quantile as observed, as estimated, and its upper bound.
    package func quantile(_ share: Double) -> DelayReport.Quantile {
        let naive = table.delays[min(table.count - 1, Int((share * Double(table.count)).rounded(.up)) - 1)]
        return DelayReport.Quantile(
            share: share, seconds: curve.quantile(share), naiveSeconds: naive, upperSeconds: upper(share))
    }

    /// Above the quantile with 95 % confidence.
    ///
    /// The larger of what ranks say, which know no outages, and what hours drawn
    /// anew say, which know nothing rarer than was seen. Both allow for what nobody watched for long enough to see.
    ///
    /// Nil where there are too few events for the ranks, or too much may be unseen.
    package func upper(_ quantile: Double) -> Double? {
        let share = quantile / (1 - unseenShare)
        guard share < 1, let rank = OrderBound.rank(of: share, among: table.mature.count),
            let limits = bootstrap.limits(of: { $0.quantile(share) })
        else { return nil }
        return max(table.mature[rank - 1], limits.high, curve.quantile(share))
    }

    /// The share of events later than so many seconds, with limits at 95 %, of which the upper one allows for what nobody
    /// watched for long enough to see.
    package func later(than seconds: Double) -> (share: Double, low: Double, high: Double) {
        let share = 1 - curve.share(within: seconds)
        let limits = bootstrap.limits { 1 - $0.share(within: seconds) } ?? (share, share)
        let mature = table.mature
        let hits = mature.count - mature.firstIndex(above: seconds)
        let bound = ShareBound.upper(hits, of: mature.count, confidence: 0.975)
        let high = max(limits.high, bound, share)
        return (share, min(limits.low, share), 1 - (1 - high) * (1 - unseenShare))
    }
}
