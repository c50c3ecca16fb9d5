/// Events that happened and were not visible yet when the source was last asked.
package struct YoungEvents: Sendable {
    /// How many are expected yet, and the standard deviation of that number.
    package let count: Double
    package let deviation: Double
    /// Seconds: nothing is said of events that were watched for less.
    package let leastAge: Double

    /// Of events too young to have been seen with this chance, too few are known to infer the rest from.
    private static let leastChance = 0.2

    /// Infers them from the events of each age that were seen, and the share that is seen at that age.
    package init(_ table: DelayTable, _ curve: DelayCurve, _ bootstrap: HourBootstrap) {
        let watched = table.watched()
        count = Self.expected(curve, watched)
        var variance = 0.0
        for (point, events) in watched.enumerated() where point > 0 && events > 0 {
            let seen = Self.seen(curve, point)
            if seen >= Self.leastChance { variance += events * (1 - seen) / (seen * seen) }
        }
        // Who is young is known; how many of them are seen is not.
        let spread = bootstrap.spread { Self.expected($0, watched) }
        deviation = (variance + spread * spread).squareRoot()
        leastAge = max(0, curve.quantile(Self.leastChance))
    }

    /// Each event that was seen stands for those of its age that were not.
    private static func expected(_ curve: DelayCurve, _ watched: [Double]) -> Double {
        var expected = 0.0
        for (point, events) in watched.enumerated() where point > 0 && events > 0 {
            let seen = seen(curve, point)
            if seen >= leastChance { expected += events * (1 / seen - 1) }
        }
        return expected
    }

    /// The share that is seen of events that were last watched at the point before this one.
    private static func seen(_ curve: DelayCurve, _ point: Int) -> Double {
        curve.shares[min(point - 1, curve.shares.count - 1)]
    }
}
