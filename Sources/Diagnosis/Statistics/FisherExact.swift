import Glibc

/// Fisher's exact test of a table of two rows and two columns.
enum FisherExact {
    private static let mostTerms = 100_000

    /// The chance of at least `inside` hits among `insideTotal`, given `hits` hits among `total`.
    static func atLeast(_ inside: Int, of insideTotal: Int, hits: Int, total: Int) -> Double {
        let most = min(hits, insideTotal)
        guard inside > max(0, hits + insideTotal - total) else { return 1 }
        guard inside <= most else { return 0 }
        let (a, n, k) = (Double(insideTotal), Double(total), Double(hits))
        let start = Double(inside)
        var term = exp(
            LogGamma.choose(a, start) + LogGamma.choose(n - a, k - start) - LogGamma.choose(n, k))
        var sum = term
        for count in inside..<min(most, inside + mostTerms) {
            let x = Double(count)
            term *= (a - x) * (k - x) / ((x + 1) * (n - a - k + x + 1))
            sum += term
            if term < sum * 1e-12 { break }
        }
        return min(1, sum)
    }
}
