import AuditModel
import Drift

/// How far estimated quantiles are from the true ones, and how often their bounds hold.
struct QuantileTrials: Sendable {
    let law: DelayLaw
    let seeds: Int
    let events: Int

    static let shares = [0.5, 0.95, 0.99]
    private static let truthEvents = 2_000_000

    /// What one seed gave for one quantile.
    private struct Result: Sendable {
        let naive: Double
        let estimate: Double
        let upper: Double?
    }

    /// Lines of the table, one a quantile.
    func lines(jobs: Int) async -> [String] {
        let truth = DelayTruth(law, events: Self.truthEvents)
        let results = await Seeds(count: seeds, jobs: jobs).map { seed in trial(seed) }
        return Self.shares.indices.map { index in
            line(Self.shares[index], truth.quantile(Self.shares[index]), results.map { $0[index] })
        }
    }

    private func trial(_ seed: UInt64) -> [Result] {
        let observed = law.events(events, seed: seed, asSeenAtEnd: true)
        guard let estimate = DelayEstimate(observed) else { return [] }
        return Self.shares.map { share in
            let quantile = estimate.quantile(share)
            return Result(naive: quantile.naiveSeconds, estimate: quantile.seconds, upper: quantile.upperSeconds)
        }
    }

    private func line(_ share: Double, _ truth: Double, _ results: [Result]) -> String {
        let bounded = results.compactMap(\.upper)
        let covered = bounded.count { $0 >= truth }
        let cells = [
            law.name, "p\(Int((share * 100).rounded()))", Figures.minutes(truth),
            Figures.bias(results.map(\.naive), truth), Figures.spread(results.map(\.naive), truth),
            Figures.bias(results.map(\.estimate), truth), Figures.spread(results.map(\.estimate), truth),
            Figures.percent(covered, of: bounded.count), "\(results.count - bounded.count)",
        ]
        return Figures.row(cells)
    }
}
