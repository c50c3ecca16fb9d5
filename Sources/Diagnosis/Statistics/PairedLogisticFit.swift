import Glibc

/// The likeliest logistic surface through missing rates of bins of two axes: the logarithm of the odds is a plane.
///
/// Tells which of two axes a rate rises with where they rise together.
struct PairedLogisticFit: Sendable {
    /// Events at one place of both axes.
    typealias Bin = (x: Double, y: Double, missing: Double, present: Double)

    private static let rounds = 40
    private static let enough = 1e-9
    /// Odds beyond which nothing can be told.
    private static let farthest = 30.0

    /// The log odds at 0, and by how much they rise with each axis.
    private(set) var intercept = 0.0
    private(set) var slopes = (x: 0.0, y: 0.0)
    /// How much likelier the plane makes what was seen than one rate does: a difference of log-likelihoods.
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
                next.intercept = intercept + scale * step.0
                next.slopes = (slopes.x + scale * step.1, slopes.y + scale * step.2)
                scale /= 2
            } while next.likelihood(bins) < likelihood && scale > Self.enough
            let better = next.likelihood(bins)
            guard better > likelihood + Self.enough else { break }
            (intercept, slopes, likelihood) = (next.intercept, next.slopes, better)
        }
        gain = max(0, likelihood - flat)
    }

    /// The missing rate at a place of both axes.
    func rate(_ x: Double, _ y: Double) -> Double {
        1 / (1 + exp(-max(-Self.farthest, min(Self.farthest, intercept + slopes.x * x + slopes.y * y))))
    }

    private func likelihood(_ bins: [Bin]) -> Double {
        bins.reduce(0) { sum, bin in
            let rate = rate(bin.x, bin.y)
            return sum + bin.missing * log(rate) + bin.present * log1p(-rate)
        }
    }

    /// Newton's step; nil where the surface's bend does not tell one.
    private func step(_ bins: [Bin]) -> (Double, Double, Double)? {
        var (g0, g1, g2) = (0.0, 0.0, 0.0)
        var (a, b, c, d, e, f) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for bin in bins {
            let rate = rate(bin.x, bin.y)
            let rest = bin.missing - (bin.missing + bin.present) * rate
            let weight = (bin.missing + bin.present) * rate * (1 - rate)
            (g0, g1, g2) = (g0 + rest, g1 + rest * bin.x, g2 + rest * bin.y)
            (a, b, c) = (a + weight, b + weight * bin.x, c + weight * bin.y)
            (d, e, f) = (d + weight * bin.x * bin.x, e + weight * bin.x * bin.y, f + weight * bin.y * bin.y)
        }
        // Cramer's rule for the symmetric matrix [a b c; b d e; c e f].
        let (m00, m01, m02) = (d * f - e * e, c * e - b * f, b * e - c * d)
        let (m11, m12, m22) = (a * f - c * c, b * c - a * e, a * d - b * b)
        let determinant = a * m00 + b * m01 + c * m02
        guard determinant > Self.enough * a * d * f, determinant > 0 else { return nil }
        return (
            (m00 * g0 + m01 * g1 + m02 * g2) / determinant, (m01 * g0 + m11 * g1 + m12 * g2) / determinant,
            (m02 * g0 + m12 * g1 + m22 * g2) / determinant
        )
    }
}
