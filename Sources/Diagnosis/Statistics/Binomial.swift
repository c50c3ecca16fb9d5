/// Chances of counts among independent trials.
enum Binomial {
    /// The chance of at least `count` successes among `trials` of the given rate.
    static func atLeast(_ count: Int, of trials: Int, rate: Double) -> Double {
        guard count > 0 else { return 1 }
        guard count <= trials else { return 0 }
        return IncompleteBeta.value(rate, Double(count), Double(trials - count + 1))
    }
}
