import Glibc

/// Bounds of a quantile that hold for any distribution: the values of independent observations by rank.
package enum OrderBound {
    /// The rank, counted from 1, of the smallest observation that is at least the quantile with that confidence.
    ///
    /// Nil where even the largest is not, since there are too few.
    package static func rank(of share: Double, among count: Int, confidence: Double = 0.95) -> Int? {
        guard count > 0, share > 0, share < 1 else { return nil }
        // As many observations may lie above the bound as are improbable to be all that lie above the quantile.
        let above = BinomialSum.mostBelow(1 - confidence, trials: count, rate: 1 - share)
        return above.map { count - $0 }
    }

    /// How many observations it takes before ``rank(of:among:confidence:)`` has an answer.
    package static func needed(for share: Double, confidence: Double = 0.95) -> Int {
        Int((log(1 - confidence) / log(share)).rounded(.up))
    }
}
