/// How far estimates may be off: drawn anew from whole hours, since what delays one event delays its neighbours.
///
/// The draws come from a fixed key, so that the same events give the same limits.
package struct HourBootstrap: Sendable {
    /// Curves that hours drawn anew give; each hour counts as often as it was drawn.
    let curves: [DelayCurve]

    private static let key: UInt64 = 0x7365_656B_2074_6169

    /// Draws hours and estimates from each draw.
    package init(_ table: DelayTable, draws: Int = 400) {
        var random = FixedRandom(key: Self.key)
        var curves: [DelayCurve] = []
        let count = table.blocks.count
        for _ in 0..<(count > 0 ? draws : 0) {
            var weights = [Double](repeating: 0, count: count)
            for _ in 0..<count { weights[random.below(count)] += 1 }
            guard let curve = DelayCurve(table, weights: weights) else { continue }
            curves.append(curve)
        }
        self.curves = curves
    }

    /// The limits between which a share of the draws has a value, half of the rest on either side; nil without draws.
    package func limits(_ confidence: Double = 0.95, of value: (DelayCurve) -> Double) -> (low: Double, high: Double)? {
        guard !curves.isEmpty else { return nil }
        let values = curves.map(value).sorted()
        let tail = (1 - confidence) / 2
        let low = Int((tail * Double(values.count)).rounded(.down))
        let high = Int(((1 - tail) * Double(values.count)).rounded(.up)) - 1
        return (values[min(low, values.count - 1)], values[min(max(high, 0), values.count - 1)])
    }

    /// The standard deviation of a number that each draw gives.
    func spread(of value: (DelayCurve) -> Double) -> Double {
        guard curves.count > 1 else { return 0 }
        let values = curves.map(value)
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}
