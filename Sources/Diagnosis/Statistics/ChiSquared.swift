/// The χ² distribution and its test of equal rates.
enum ChiSquared {
    /// The chance of a value at least as large.
    static func tail(_ value: Double, degrees: Int) -> Double {
        IncompleteGamma.upper(Double(degrees) / 2, value / 2)
    }

    /// The chance of rates as uneven as these if all were one; strata that expect fewer than 5 hits are left out.
    static func homogeneity(_ strata: [(hits: Double, total: Double)]) -> Double {
        let hits = strata.reduce(0) { $0 + $1.hits }
        let total = strata.reduce(0) { $0 + $1.total }
        guard hits > 0, hits < total else { return 1 }
        let rate = hits / total
        let used = strata.filter { $0.total * min(rate, 1 - rate) >= 5 }
        guard used.count > 1 else { return 1 }
        let statistic = used.reduce(0) { sum, stratum in
            let expected = stratum.total * rate
            return sum + (stratum.hits - expected) * (stratum.hits - expected) / (expected * (1 - rate))
        }
        return tail(statistic, degrees: used.count - 1)
    }
}
