import Glibc

/// What logistic fits of any number of axes have in common.
enum Logistic {
    /// What a determinant, a step or a gain must exceed to tell anything.
    static let enough = 1e-9
    private static let rounds = 40
    /// Odds beyond which nothing can be told.
    private static let farthest = 30.0

    /// The missing rate that log odds stand for.
    static func rate(logOdds: Double) -> Double { 1 / (1 + exp(-max(-farthest, min(farthest, logOdds)))) }

    /// The log-likelihood of so many missing and present events at a rate.
    static func logLikelihood(_ missing: Double, _ present: Double, rate: Double) -> Double {
        missing * log(rate) + present * log1p(-rate)
    }

    /// The likeliest numbers of a model by Newton's method, from one rate for all on, and by how much likelier than that
    /// they make what was seen; nil where all events are missing, or none.
    ///
    /// Numbers are the log odds at 0, and by how much those rise with each axis.
    ///
    /// - Parameter step: Newton's step; nil where the model's bend does not tell one.
    static func fit(
        missing: Double, present: Double, likelihood: (SIMD3<Double>) -> Double,
        step: (SIMD3<Double>) -> SIMD3<Double>?
    ) -> (numbers: SIMD3<Double>, gain: Double)? {
        guard missing > 0, present > 0 else { return nil }
        let flat = RateSplit.logLikelihood(missing, present)
        var (numbers, reached) = (SIMD3(log(missing / present), 0, 0), flat)
        for _ in 0..<rounds {
            guard let step = step(numbers) else { break }
            var (next, scale) = (numbers, 1.0)
            repeat {
                next = numbers + scale * step
                scale /= 2
            } while likelihood(next) < reached && scale > enough
            let better = likelihood(next)
            guard better > reached + enough else { break }
            (numbers, reached) = (next, better)
        }
        return (numbers, max(0, reached - flat))
    }
}
