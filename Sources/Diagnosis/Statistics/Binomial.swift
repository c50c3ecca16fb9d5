/// Chances of counts among independent trials, and what counts say about a rate.
enum Binomial {
    /// The chance of at least `count` successes among `trials` of the given rate.
    static func atLeast(_ count: Int, of trials: Int, rate: Double) -> Double {
        guard count > 0 else { return 1 }
        guard count <= trials else { return 0 }
        return IncompleteBeta.value(rate, Double(count), Double(trials - count + 1))
    }

    /// The two-sided Clopper–Pearson limits of a rate of which `count` of `trials` were seen.
    static func limits(_ count: Int, of trials: Int, confidence: Double) -> (low: Double, high: Double) {
        guard trials > 0 else { return (0, 1) }
        let tail = (1 - confidence) / 2
        let low = count == 0 ? 0 : root { atLeast(count, of: trials, rate: $0) - tail }
        let high = count == trials ? 1 : root { tail - (1 - atLeast(count + 1, of: trials, rate: $0)) }
        return (low, high)
    }

    /// Where an increasing function of a rate is 0.
    private static func root(_ function: (Double) -> Double) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if function(middle) < 0 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
