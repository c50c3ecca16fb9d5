import AuditModel
import Drift

/// Whether the advised look-back loses no more than was predicted, on events that the advice has not seen.
struct LookbackTrials: Sendable {
    let law: DelayLaw
    let seeds: Int
    let events: Int
    let missShare: Double

    /// A line of the table.
    func line(jobs: Int) async -> String {
        let results = await Seeds(count: seeds, jobs: jobs).map { seed in trial(seed) }
        return Self.line(law.name, results.compactMap(\.self), of: seeds)
    }

    /// What one seed gave.
    struct Result: Sendable {
        let lookback: Int
        let predicted: Double
        let most: Double
        let lost: Double
    }

    private func trial(_ seed: UInt64) -> Result? {
        let seen = law.events(events, seed: seed, asSeenAtEnd: true)
        let fresh = law.events(10 * events, seed: seed + 1_000_000, asSeenAtEnd: false)
        return Self.result(seen, missShare: missShare) { lookback, every in
            var policy = CollectorPolicy(.last(seconds: lookback), every: every)
            policy.remembered = 1
            return PolicyReplay(fresh).lostShare(of: policy)
        }
    }

    /// Advises on what was seen, and has a collector follow the advice; nil where no advice could be given.
    ///
    /// - Parameter collect: the share that a collector loses with a look-back and an interval, in seconds.
    static func result(
        _ seen: [ObservedDelay], missShare: Double, collect: (Double, Double) -> Double
    ) -> Result? {
        var question = DelayQuestion()
        question.missShare = missShare
        guard let estimate = DelayEstimate(seen) else { return nil }
        let advice = LookbackAdvice(estimate, question, events: Double(seen.count))
        guard let recommended = advice.recommendation else { return nil }
        let row = advice.row(recommended.lookbackSeconds)
        return Result(
            lookback: recommended.lookbackSeconds, predicted: row.lostShare, most: row.highLostShare,
            lost: collect(Double(recommended.lookbackSeconds), Double(question.pollSeconds)))
    }

    /// Results as a line of the table.
    static func line(_ name: String, _ results: [Result], of seeds: Int) -> String {
        let lookbacks = results.map(\.lookback).sorted()
        func mean(_ value: (Result) -> Double) -> String {
            let sum = results.reduce(0) { $0 + value($1) }
            return Figures.perMillion(results.isEmpty ? 0 : sum / Double(results.count))
        }
        let median = lookbacks.isEmpty ? "-" : Figures.minutes(Double(lookbacks[lookbacks.count / 2]))
        return Figures.row([
            name, median, mean(\.predicted), mean(\.most), mean(\.lost),
            Figures.perMillion(results.map(\.lost).max() ?? 0),
            Figures.percent(results.count { $0.lost <= $0.most }, of: results.count), "\(seeds - results.count)",
        ])
    }
}
