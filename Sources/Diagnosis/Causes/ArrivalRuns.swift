/// Arrivals as runs of missing and of present ones by turns, so that stretches of them are weighed without a look at each.
struct ArrivalRuns {
    /// A run, or the part of one that lies in a stretch.
    struct Part {
        let range: Range<Int>
        let isMissing: Bool
        /// Events it stands for.
        let weight: Double
    }

    private let arrivals: Arrivals
    /// The first place of each run.
    private var starts: [Int] = []
    private var weights: [Double] = []

    /// Divides arrivals.
    init(_ arrivals: Arrivals) {
        self.arrivals = arrivals
        var weight = 0.0
        for place in arrivals.times.indices {
            if place == 0 || arrivals.isMissing[place] != arrivals.isMissing[place - 1] {
                if place > 0 { weights.append(weight) }
                starts.append(place)
                weight = 0
            }
            weight += arrivals.weights[place]
        }
        weights.append(weight)
    }

    /// The runs of a stretch, cut to it, in order.
    func parts(_ range: Range<Int>) -> [Part] {
        guard !range.isEmpty else { return [] }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var parts: [Part] = []
        var run = low - 1
        while run < starts.count, starts[run] < range.upperBound {
            let whole = starts[run]..<(run + 1 < starts.count ? starts[run + 1] : arrivals.times.count)
            let part = whole.clamped(to: range)
            let weight = part == whole ? weights[run] : part.reduce(0) { $0 + arrivals.weights[$1] }
            parts.append(Part(range: part, isMissing: arrivals.isMissing[whole.lowerBound], weight: weight))
            run += 1
        }
        return parts
    }
}
