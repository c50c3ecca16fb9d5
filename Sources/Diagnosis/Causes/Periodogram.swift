import Glibc

/// Periods at which instants gather, whatever they are: the Rayleigh statistic over all frequencies.
///
/// Of narrow gatherings every multiple of the frequency shows as strongly, so each peak stands for itself and for some
/// of its multiples in time.
struct Periodogram {
    /// Candidate periods, nanoseconds.
    let periods: [Int64]

    private static let mostInstants = 200
    private static let fewestInstants = 16
    /// Frequencies a turn over the whole span, and between two of them where there is a peak.
    private static let fineness = 2.0
    private static let finerSteps = 16
    private static let mostSteps = 40_000
    /// Seconds.
    private static let shortest = 45.0
    private static let longest = 7_200.0
    private static let peaks = 6
    private static let multiples = 6

    /// Looks at the instants of the densest stretch that frequencies can be told in.
    init(_ times: [Int64]) {
        let instants = Self.seconds(times)
        guard let first = instants.first, let last = instants.last, instants.count >= Self.fewestInstants, last > first
        else {
            periods = []
            return
        }
        let span = last - first
        let step = 1 / (Self.fineness * span)
        let from = 1 / Self.longest
        let steps = Int((1 / Self.shortest - from) / step)
        let least = Double(instants.count) * log(Double(max(2, steps)) * 20)
        let seconds = instants.map { $0 - first }
        var powers = Self.powers(seconds, from: from, step: step, steps: steps)
        var found: Set<Int64> = []
        for _ in 0..<Self.peaks {
            guard let top = powers.indices.max(by: { powers[$0] < powers[$1] }), powers[top] >= least else { break }
            let (finer, low) = (step / Double(Self.finerSteps), from + Double(max(0, top - 1)) * step)
            let fine = Self.powers(seconds, from: low, step: finer, steps: 2 * Self.finerSteps + 1)
            let best = fine.indices.max { fine[$0] < fine[$1] } ?? 0
            found.formUnion(Self.multiples(of: 1 / (low + Double(best) * finer), span: span))
            for near in max(0, top - 6)..<min(powers.count, top + 7) { powers[near] = 0 }
        }
        periods = found.sorted()
    }

    /// The period and its multiples, as whole seconds where the span cannot tell them from those.
    private static func multiples(of period: Double, span: Double) -> [Int64] {
        (1...multiples).compactMap { multiple in
            let value = period * Double(multiple)
            guard value <= 2 * longest else { return nil }
            let blur = value * value / (8 * span * Double(multiple))
            let whole = value.rounded()
            return Int64((abs(whole - value) <= blur ? whole : value) * 1e9)
        }
    }

    /// Seconds of a thinned stretch that is short enough for the steps to cover all frequencies.
    private static func seconds(_ times: [Int64]) -> [Double] {
        let sorted = times.sorted()
        guard let first = sorted.first else { return [] }
        let longestSpan = Int64(Double(mostSteps) / fineness * shortest * 1e9)
        var (bestStart, bestCount, end) = (0, 0, 0)
        for start in sorted.indices {
            while end < sorted.count, sorted[end] - sorted[start] < longestSpan { end += 1 }
            if end - start > bestCount { (bestStart, bestCount) = (start, end - start) }
        }
        let step = max(1, bestCount / mostInstants)
        return stride(from: bestStart, to: bestStart + bestCount, by: step).map { Double(sorted[$0] - first) / 1e9 }
    }

    /// The squared length of the sum of directions at each frequency, each reached from the one before by a turn.
    private static func powers(_ seconds: [Double], from: Double, step: Double, steps: Int) -> [Double] {
        var x = [Double](repeating: 0, count: max(0, steps))
        var y = x
        // Several instants at once: each turn waits for the one before, those of other instants need not.
        for first in stride(from: 0, to: seconds.count, by: 4) {
            func turn(_ lane: Int) -> Turn {
                first + lane < seconds.count ? Turn(at: seconds[first + lane], from: from, step: step) : Turn()
            }
            var turns = (turn(0), turn(1), turn(2), turn(3))
            for index in x.indices {
                x[index] += (turns.0.x + turns.1.x) + (turns.2.x + turns.3.x)
                y[index] += (turns.0.y + turns.1.y) + (turns.2.y + turns.3.y)
                turns.0.advance()
                turns.1.advance()
                turns.2.advance()
                turns.3.advance()
            }
        }
        return zip(x, y).map { $0 * $0 + $1 * $1 }
    }

    /// The direction of one instant at a frequency, and by how much it turns to the next one.
    private struct Turn {
        private(set) var x = 0.0
        private(set) var y = 0.0
        private var stepX = 1.0
        private var stepY = 0.0

        /// No instant.
        init() {}

        init(at second: Double, from: Double, step: Double) {
            (x, y) = (cos(2 * Double.pi * from * second), sin(2 * Double.pi * from * second))
            (stepX, stepY) = (cos(2 * Double.pi * step * second), sin(2 * Double.pi * step * second))
        }

        mutating func advance() { (x, y) = (x * stepX - y * stepY, x * stepY + y * stepX) }
    }
}
