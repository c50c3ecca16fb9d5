import Glibc

/// Quantiles of the normal distribution.
enum NormalQuantile {
    /// The value that a standard normal variable stays below with that chance, which lies between 0.5 and 1.
    static func value(_ chance: Double) -> Double {
        var (low, high) = (0.0, 10.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if erfc(-middle / 2.0.squareRoot()) / 2 < chance { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
