/// The likeliest logistic surface through missing rates of bins of two axes: the logarithm of the odds is a plane.
///
/// Tells which of two axes a rate rises with where they rise together.
struct PairedLogisticFit: Sendable {
    /// Events at one place of both axes.
    typealias Bin = (x: Double, y: Double, missing: Double, present: Double)

    /// The log odds at 0, and by how much they rise with each axis.
    private let numbers: SIMD3<Double>
    /// How much likelier the plane makes what was seen than one rate does: a difference of log-likelihoods.
    let gain: Double

    /// By how much the log odds rise with each axis.
    var slopes: (x: Double, y: Double) { (numbers.y, numbers.z) }

    /// Fits bins; nil where all events are missing, or none.
    init?(_ bins: [Bin]) {
        let fit = Logistic.fit(
            missing: bins.reduce(0) { $0 + $1.missing }, present: bins.reduce(0) { $0 + $1.present },
            likelihood: { numbers in
                bins.reduce(0) {
                    $0 + Logistic.logLikelihood($1.missing, $1.present, rate: Self.rate($1.x, $1.y, numbers))
                }
            }, step: { Self.step(bins, $0) })
        guard let fit else { return nil }
        (numbers, gain) = fit
    }

    /// The missing rate at a place of both axes.
    func rate(_ x: Double, _ y: Double) -> Double { Self.rate(x, y, numbers) }

    private static func rate(_ x: Double, _ y: Double, _ numbers: SIMD3<Double>) -> Double {
        Logistic.rate(logOdds: numbers.x + numbers.y * x + numbers.z * y)
    }

    private static func step(_ bins: [Bin], _ numbers: SIMD3<Double>) -> SIMD3<Double>? {
        var (g0, g1, g2) = (0.0, 0.0, 0.0)
        var (a, b, c, d, e, f) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for bin in bins {
            let rate = rate(bin.x, bin.y, numbers)
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
        guard determinant > Logistic.enough * a * d * f, determinant > 0 else { return nil }
        return SIMD3(
            (m00 * g0 + m01 * g1 + m02 * g2) / determinant, (m01 * g0 + m11 * g1 + m12 * g2) / determinant,
            (m02 * g0 + m12 * g1 + m22 * g2) / determinant)
    }
}
