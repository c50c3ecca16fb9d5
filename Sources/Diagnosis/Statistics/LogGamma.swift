import Glibc

/// The logarithm of the gamma function and of binomial coefficients.
enum LogGamma {
    /// Lanczos' coefficients for g = 7, nine terms: about 15 digits.
    private static let coefficients = [
        0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
        -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
        1.505_632_735_149_311_6e-7,
    ]

    /// ln Γ(x) for x above 0.
    static func of(_ x: Double) -> Double {
        guard x >= 0.5 else { return log(Double.pi / sin(Double.pi * x)) - of(1 - x) }
        let shifted = x - 1
        let base = shifted + 7.5
        var sum = coefficients[0]
        for (index, coefficient) in coefficients.enumerated().dropFirst() {
            sum += coefficient / (shifted + Double(index))
        }
        return 0.5 * log(2 * Double.pi) + (shifted + 0.5) * log(base) - base + log(sum)
    }

    /// ln of the number of ways to choose `count` of `total`.
    static func choose(_ total: Double, _ count: Double) -> Double {
        of(total + 1) - of(count + 1) - of(total - count + 1)
    }
}
