import Glibc

/// The likeliest logistic curve through missing rates of bins: the logarithm of the odds is a line.
struct LogisticFit: Sendable {
    /// Events at one place of the axis.
    typealias Bin = (x: Double, missing: Double, present: Double)

    private static let rounds = 40
    private static let enough = 1e-9
    /// Odds beyond which nothing can be told.
    private static let farthest = 30.0

    /// The log odds at 0.
    private(set) var intercept = 0.0
    private(set) var slope = 0.0
    /// How much likelier the curve makes what was seen than one rate does: a difference of log-likelihoods.
    private(set) var gain = 0.0

    /// Fits bins by Newton's method, from one rate for all on; nil where all events are missing, or none.
    init?(_ bins: [Bin]) {
        let missing = bins.reduce(0) { $0 + $1.missing }
        let present = bins.reduce(0) { $0 + $1.present }
        guard missing > 0, present > 0 else { return nil }
        intercept = log(missing / present)
        let flat = RateSplit.logLikelihood(missing, present)
        var likelihood = flat
        for _ in 0..<Self.rounds {
            guard let step = step(bins) else { break }
            var (next, scale) = (self, 1.0)
            repeat {
                next.intercept = intercept + scale * step.intercept
                next.slope = slope + scale * step.slope
                scale /= 2
            } while next.likelihood(bins) < likelihood && scale > Self.enough
            let better = next.likelihood(bins)
            guard better > likelihood + Self.enough else { break }
            (intercept, slope, likelihood) = (next.intercept, next.slope, better)
        }
        gain = max(0, likelihood - flat)
    }

    /// The missing rate at a place of the axis.
    func rate(_ x: Double) -> Double {
        1 / (1 + exp(-max(-Self.farthest, min(Self.farthest, intercept + slope * x))))
    }

    private func likelihood(_ bins: [Bin]) -> Double {
        bins.reduce(0) { sum, bin in
            let rate = rate(bin.x)
            return sum + bin.missing * log(rate) + bin.present * log1p(-rate)
        }
    }

    /// Newton's step; nil where the curve's bend does not tell one.
    private func step(_ bins: [Bin]) -> (intercept: Double, slope: Double)? {
        var (g0, g1, h00, h01, h11) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for bin in bins where bin.missing + bin.present > 0 {
            let rate = rate(bin.x)
            let rest = bin.missing - (bin.missing + bin.present) * rate
            let weight = (bin.missing + bin.present) * rate * (1 - rate)
            g0 += rest
            g1 += rest * bin.x
            h00 += weight
            h01 += weight * bin.x
            h11 += weight * bin.x * bin.x
        }
        let determinant = h00 * h11 - h01 * h01
        guard determinant > Self.enough * h00 * h11, determinant > 0 else { return nil }
        return ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant)
    }
}
