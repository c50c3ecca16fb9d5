import Glibc

/// Cumulative chances of the binomial distribution, summed from none upwards.
enum BinomialSum {
    /// The largest count whose chance of being reached but not passed is at most `limit`; nil where that of none is above.
    static func mostBelow(_ limit: Double, trials: Int, rate: Double) -> Int? {
        var found: Int?
        walk(trials: trials, rate: rate) { count, sum in
            guard sum <= limit else { return false }
            found = count
            return true
        }
        return found
    }

    /// The chance of at most `count` successes.
    static func upTo(_ count: Int, trials: Int, rate: Double) -> Double {
        var chance = 0.0
        walk(trials: trials, rate: rate) { reached, sum in
            chance = sum
            return reached < count
        }
        return chance
    }

    /// Goes through the counts from 0 with the chance of at most so many, until told to stop.
    private static func walk(trials: Int, rate: Double, _ visit: (Int, Double) -> Bool) {
        let odds = log(rate) - log1p(-rate)
        var term = Double(trials) * log1p(-rate)
        var sum = exp(term)
        guard visit(0, sum) else { return }
        for count in 1...max(1, trials) where count <= trials {
            term += log(Double(trials - count + 1) / Double(count)) + odds
            sum += exp(term)
            guard visit(count, min(1, sum)) else { return }
        }
    }
}
