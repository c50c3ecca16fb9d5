import Glibc

/// The regularised upper incomplete gamma function, by which χ² has its tail.
enum IncompleteGamma {
    private static let mostTerms = 10_000

    /// Q(a, x) = Γ(a, x) / Γ(a) for a above 0 and x at least 0.
    static func upper(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 1 }
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x)
    }

    /// P(a, x), which converges fast below a + 1.
    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1 / a
        var sum = term
        for step in 1...mostTerms {
            term *= x / (a + Double(step))
            sum += term
            if term < sum * 1e-15 { break }
        }
        return sum * exp(a * log(x) - x - LogGamma.of(a))
    }

    /// Q(a, x) as Lentz's continued fraction, which converges fast above a + 1.
    private static func fraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var value = d
        for step in 1...mostTerms {
            let numerator = -Double(step) * (Double(step) - a)
            b += 2
            d = 1 / nonzero(numerator * d + b, tiny)
            c = nonzero(b + numerator / c, tiny)
            value *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return value * exp(a * log(x) - x - LogGamma.of(a))
    }

    private static func nonzero(_ value: Double, _ tiny: Double) -> Double { abs(value) < tiny ? tiny : value }
}
