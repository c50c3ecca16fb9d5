import Glibc

/// Finds the period at which missing events gather in one part, with the present events' own phases as the null.
///
/// Of a period's divisors each also shows the pattern, weaker; the likeliest arc is that of the period itself, which is
/// the longest that shows it. Time: some ten thousand events a candidate, then all events for the best ones.
struct PhaseFold {
    /// The best arc and what lies in it.
    struct Found {
        let arc: PhaseArc
        let missingInside: Double
        let presentInside: Double
        let gain: Double
        /// Arcs and periods that were looked at.
        let hypotheses: Double
    }

    private static let bins = 240
    /// The widest arc, in bins: a quarter of the period.
    private static let widest = 60
    /// Fine bins a bin, for the arc's edges.
    private static let fine = 16
    private static let ranked = 6
    private static let minute: Int64 = 60_000_000_000
    /// Periods that schedulers are given, nanoseconds.
    static let usual: [Int64] =
        ((1...60).map { $0 } + [65, 70, 75, 80, 85, 90, 95, 100, 105, 110, 120, 150, 180, 240]).map { $0 * minute }

    private let present: Instants
    private let ranking: Instants
    private let search: Instants

    /// Prepares the null.
    init(present: Instants) {
        self.present = present
        ranking = present.thinned(to: 8_000)
        search = present.thinned(to: 30_000)
    }

    /// The best arc of any period; nil where missing events gather nowhere.
    func best(_ missing: Instants) -> Found? {
        let candidates = Set(Self.usual + Periodogram(missing.times).periods).sorted()
        let few = missing.thinned(to: 4_000)
        let ranks = candidates.map {
            Self.unevenness(few.folded($0, bins: Self.bins), ranking.folded($0, bins: Self.bins))
        }
        let best = candidates.indices.sorted { (ranks[$1], $0) < (ranks[$0], $1) }.prefix(Self.ranked)
        let some = missing.thinned(to: 20_000)
        let arcs = best.compactMap { coarse(some, candidates[$0]) }.sorted { $0.gain > $1.gain }
        let hypotheses = Double(candidates.count * Self.bins * Self.widest)
        return arcs.prefix(3).compactMap { refined(missing, $0.arc, hypotheses) }.max { $0.gain < $1.gain }
    }

    /// How far missing events' phases are from present ones', as a log-likelihood ratio.
    private static func unevenness(_ missing: [Double], _ present: [Double]) -> Double {
        let (all, null) = (missing.reduce(0, +), present.reduce(0, +) + Double(bins))
        return zip(missing, present).reduce(0) { sum, bin in
            bin.0 > 0 ? sum + bin.0 * log(bin.0 / all * null / (bin.1 + 1)) : sum
        }
    }

    private func coarse(_ missing: Instants, _ period: Int64) -> (arc: PhaseArc, gain: Double)? {
        let lost = Self.sums(missing.folded(period, bins: Self.bins))
        let held = Self.sums(search.folded(period, bins: Self.bins))
        var best: (start: Int, width: Int, gain: Double)?
        for start in 0..<Self.bins where lost[start + 1] > lost[start] {
            for width in 1...Self.widest where lost[start + width] > lost[start + width - 1] {
                let split = RateSplit(
                    missingInside: lost[start + width] - lost[start], presentInside: held[start + width] - held[start],
                    missing: lost[Self.bins], present: held[Self.bins])
                guard split.rateInside > split.rateOutside, split.gain > best?.gain ?? 0 else { continue }
                best = (start, width, split.gain)
            }
        }
        return best.map { found in
            let bin = period / Int64(Self.bins)
            return (
                PhaseArc(period: period, start: Int64(found.start) * bin, width: Int64(found.width) * bin), found.gain
            )
        }
    }

    /// Moves the arc's edges by less than two bins to where they fit best, on all events.
    private func refined(_ missing: Instants, _ arc: PhaseArc, _ hypotheses: Double) -> Found? {
        let count = Self.bins * Self.fine
        let lost = Self.sums(missing.folded(arc.period, bins: count))
        let held = Self.sums(present.folded(arc.period, bins: count))
        let bin = Double(arc.period) / Double(count)
        let (start, width) = (Int((Double(arc.start) / bin).rounded()), Int((Double(arc.width) / bin).rounded()))
        var best: Found?
        for from in (start - Self.fine)...(start + Self.fine) {
            let first = (from + count) % count
            for to in max(from + 1, start + width - 2 * Self.fine)...(start + width + Self.fine) {
                let last = first + to - from
                guard last < lost.count else { continue }
                let split = RateSplit(
                    missingInside: lost[last] - lost[first], presentInside: held[last] - held[first],
                    missing: lost[count], present: held[count])
                guard split.rateInside > split.rateOutside, split.gain > best?.gain ?? 0 else { continue }
                let arc = PhaseArc(
                    period: arc.period, start: Int64((Double(first) * bin).rounded(.down)),
                    width: Int64((Double(to - from) * bin).rounded(.up)))
                best = Found(
                    arc: arc, missingInside: split.missingInside, presentInside: split.presentInside, gain: split.gain,
                    hypotheses: hypotheses)
            }
        }
        return best
    }

    /// Sums before each of the bins, going round the circle twice.
    private static func sums(_ bins: [Double]) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(2 * bins.count + 1)
        for value in bins + bins { sums.append(sums[sums.count - 1] + value) }
        return sums
    }
}
