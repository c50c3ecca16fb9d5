/// Instants that stand for events.
struct Instants: Sendable {
    /// Nanoseconds since the Unix epoch.
    let times: [Int64]
    /// Events that each stands for.
    let weights: [Double]

    /// Instants of equal weight.
    init(_ times: [Int64], weight: Double) {
        self.init(times, weights: [Double](repeating: weight, count: times.count))
    }

    /// Instants with a weight each.
    init(_ times: [Int64], weights: [Double]) {
        self.times = times
        self.weights = weights
    }

    /// About so many of them, evenly taken, of the same weight together.
    func thinned(to count: Int) -> Instants {
        let step = max(1, times.count / max(1, count))
        guard step > 1 else { return self }
        let kept = stride(from: 0, to: times.count, by: step)
        return Instants(kept.map { times[$0] }, weights: kept.map { weights[$0] * Double(step) })
    }

    /// Their weights by part of a period, of which there are `bins`.
    func folded(_ period: Int64, bins: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: bins)
        let scale = Double(bins) / Double(period)
        // The period that holds the instant before mostly holds this one: a division is dearer than that look.
        var turn: Int64 = 0
        for index in times.indices {
            var phase = times[index] &- turn
            if phase < 0 || phase >= period {
                phase = Self.phase(times[index], period)
                turn = times[index] - phase
            }
            sums[min(bins - 1, Int(Double(phase) * scale))] += weights[index]
        }
        return sums
    }

    /// The weight of those whose phase lies in an arc that begins at `start`.
    func weight(in arc: PhaseArc) -> Double {
        var sum = 0.0
        for index in times.indices where arc.contains(times[index]) { sum += weights[index] }
        return sum
    }

    /// Nanoseconds since the last multiple of a period, counted from the Unix epoch.
    static func phase(_ time: Int64, _ period: Int64) -> Int64 {
        let rest = time % period
        return rest < 0 ? rest + period : rest
    }
}

extension Timeline {
    /// All present events, in order.
    var present: Instants {
        let held = (0..<count).filter { !isMissing[$0] }
        return Instants(held.map { time[$0] }, weights: held.map { Double(weight[$0]) })
    }
}
