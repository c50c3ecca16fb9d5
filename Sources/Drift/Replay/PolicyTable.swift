package import AuditModel

/// The ways of collecting that are met most, played on the same events.
package struct PolicyTable: Sendable {
    private static let mostEvents = 200_000

    /// A row a policy: those that lose first, the advised one last.
    ///
    /// Only events that were watched for the longer half are played, so that late ones are among them.
    ///
    /// - Parameters:
    ///   - lookback: the advised one, seconds; nil where there is none.
    ///   - every: seconds between polls.
    package static func rows(
        _ measurement: DelayMeasurement, lookback: Int?, every: Int
    ) -> [DelayReport.PolicyOutcome] {
        let ages = measurement.delays.map(\.age).sorted()
        guard !ages.isEmpty else { return [] }
        let mature = measurement.delays.filter { $0.age >= ages[ages.count / 2] }
        // The sample is in the order of ids, so that its beginning is one, too.
        let factor = (mature.count + mostEvents - 1) / mostEvents
        let played = mature.enumerated().filter { $0.offset % factor == 0 }.map(\.element)
        let replay = PolicyReplay(played, oneIn: measurement.oneIn * factor)
        return policies(lookback: lookback, every: Double(every)).map(replay.outcome)
    }

    private static func policies(lookback: Int?, every: Double) -> [CollectorPolicy] {
        var policies = [
            CollectorPolicy(.fromMark(delay: 0, includesMark: false), every: every),
            CollectorPolicy(.fromMark(delay: 0, includesMark: true), every: every),
            CollectorPolicy(.fromMark(delay: 1_200, includesMark: true), every: every),
            CollectorPolicy(.last(seconds: every), every: every),
            CollectorPolicy(.last(seconds: 2 * every), every: every),
            CollectorPolicy(.last(seconds: 3_600), every: every),
        ]
        policies[3].jitter = 10
        policies[4].failures = 0.01
        policies[5].remembered = 1
        guard let lookback else { return policies }
        for limit in [5_000, nil] {
            var advised = CollectorPolicy(.last(seconds: Double(lookback)), every: every)
            advised.remembered = 1
            advised.mostEvents = limit
            policies.append(advised)
        }
        return policies
    }
}
