/// Benjamini and Hochberg's bound on the share of false findings.
enum BenjaminiHochberg {
    /// For each chance, the least share of false findings at which it counts as found.
    static func adjusted(_ chances: [Double]) -> [Double] {
        let order = chances.indices.sorted { (chances[$0], $0) > (chances[$1], $1) }
        var adjusted = [Double](repeating: 1, count: chances.count)
        var least = 1.0
        for (position, index) in order.enumerated() {
            least = min(least, chances[index] * Double(chances.count) / Double(chances.count - position))
            adjusted[index] = least
        }
        return adjusted
    }
}
