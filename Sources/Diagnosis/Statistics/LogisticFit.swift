/// The likeliest logistic curve through missing rates of bins: the logarithm of the odds is a line.
struct LogisticFit: Sendable {
    /// Events at one place of the axis.
    typealias Bin = (x: Double, missing: Double, present: Double)

    /// The log odds at 0, and by how much they rise with the axis.
    private let numbers: SIMD3<Double>
    /// How much likelier the curve makes what was seen than one rate does: a difference of log-likelihoods.
    let gain: Double

    /// By how much the log odds rise with the axis.
    var slope: Double { numbers.y }

    /// Fits bins; nil where all events are missing, or none.
    init?(_ bins: [Bin]) {
        let fit = Logistic.fit(
            missing: bins.reduce(0) { $0 + $1.missing }, present: bins.reduce(0) { $0 + $1.present },
            likelihood: { numbers in
                bins.reduce(0) {
                    $0 + Logistic.logLikelihood($1.missing, $1.present, rate: Self.rate($1.x, numbers))
                }
            }, step: { Self.step(bins, $0) })
        guard let fit else { return nil }
        (numbers, gain) = fit
    }

    /// The missing rate at a place of the axis.
    func rate(_ x: Double) -> Double { Self.rate(x, numbers) }

    private static func rate(_ x: Double, _ numbers: SIMD3<Double>) -> Double {
        Logistic.rate(logOdds: numbers.x + numbers.y * x)
    }

    private static func step(_ bins: [Bin], _ numbers: SIMD3<Double>) -> SIMD3<Double>? {
        var (g0, g1, h00, h01, h11) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for bin in bins where bin.missing + bin.present > 0 {
            let rate = rate(bin.x, numbers)
            let rest = bin.missing - (bin.missing + bin.present) * rate
            let weight = (bin.missing + bin.present) * rate * (1 - rate)
            g0 += rest
            g1 += rest * bin.x
            h00 += weight
            h01 += weight * bin.x
            h11 += weight * bin.x * bin.x
        }
        let determinant = h00 * h11 - h01 * h01
        guard determinant > Logistic.enough * h00 * h11, determinant > 0 else { return nil }
        return SIMD3((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant, 0)
    }
}
