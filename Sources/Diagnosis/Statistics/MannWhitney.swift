import Glibc

/// The Mann–Whitney test of whether one sample tends to be larger than another, ties taken into account.
enum MannWhitney {
    /// What the test found.
    struct Outcome: Sendable {
        /// The chance that an entry of the first sample is larger than one of the second, a tie counting half.
        let superiority: Double
        /// The one-sided chance of a superiority at least as large, by the normal approximation.
        let tail: Double
    }

    /// Compares two samples; nil where either is empty or all values are one.
    static func compare(_ first: [Int64], _ second: [Int64]) -> Outcome? {
        let all = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
        let (m, n) = (Double(first.count), Double(second.count))
        guard m > 0, n > 0 else { return nil }
        var (ranks, ties, index) = (0.0, 0.0, 0)
        while index < all.count {
            var (end, mine) = (index, 0)
            while end < all.count, all[end].0 == all[index].0 {
                mine += all[end].1 ? 1 : 0
                end += 1
            }
            let size = Double(end - index)
            ranks += Double(mine) * (Double(index) + (size + 1) / 2)
            ties += size * size * size - size
            index = end
        }
        let total = m + n
        let u = ranks - m * (m + 1) / 2
        let variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)))
        guard variance > 0 else { return nil }
        let z = (u - m * n / 2) / variance.squareRoot()
        return Outcome(superiority: u / (m * n), tail: erfc(z / 2.0.squareRoot()) / 2)
    }
}
