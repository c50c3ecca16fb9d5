/// Days on which everything beyond about the same number of events is missing, until the same hour.
struct DailyQuota: Sendable {
    private static let hour: Int64 = 3_600_000_000_000
    private static let day = 24 * hour
    private static let fewestDays = 2
    private static let fewestMissing = 3
    /// The share of a day's missing events that lie behind its cut, at least: in the order of their times some of those
    /// before it arrived behind it.
    private static let leastShare = 0.8
    /// The missing rate of so many events before a cut, from which on they belong to its edge.
    private static let edgeRate = 0.1
    private static let edgeStep = 50
    /// The missing rate behind a cut, at least.
    private static let leastRate = 0.9
    /// By what share the kept events of days may differ, by how many days there are: a quota counts bytes, and of few
    /// days any two look alike.
    private static let spreads = [0, 0, 0.1, 0.2]
    private static let spread = 0.3
    /// How much the moments of cuts must vary to be those of a volume, in units of one over the root of its events; and
    /// by how many such units, of a sample's, its number may be wrong.
    private static let leastVariation = 0.3
    private static let blur = 3.0

    /// One day's part behind its cut.
    private struct Cut {
        let range: Range<Int>
        let missing: Double
        let present: Double
        /// Events that were kept before it.
        let kept: Double
        /// Nanoseconds from the day's beginning on.
        let after: Int64
    }

    /// The hour of the day, UTC, at which it begins anew.
    let hour: Int
    /// For each day that was cut: places among the arrivals from its first lost event to its end.
    let cuts: [Range<Int>]
    /// The fewest and the most events that were kept of such a day.
    let kept: ClosedRange<Int>
    /// Events behind the cuts.
    let missing: Double
    let present: Double

    /// Looks for a quota that begins anew at any hour; nil where there is none.
    static func best(_ arrivals: Arrivals) -> DailyQuota? {
        let runs = ArrivalRuns(arrivals)
        return (0..<24).compactMap { DailyQuota(arrivals, runs, hour: $0) }.max { $0.missing < $1.missing }
    }

    private init?(_ arrivals: Arrivals, _ runs: ArrivalRuns, hour: Int) {
        guard let from = arrivals.times.first, let to = arrivals.times.last, to - from > Self.day,
            to - from < 4000 * Self.day
        else { return nil }
        let start = from - Instants.phase(from - Int64(hour) * Self.hour, Self.day)
        var cuts: [Cut] = []
        var largest = 0.0
        for begin in stride(from: start, through: to, by: Int(Self.day)) {
            let range = arrivals.place(at: begin)..<arrivals.place(at: begin + Self.day)
            let parts = runs.parts(range)
            if let cut = Self.cut(arrivals, range, parts, begin: begin) {
                // Of the first day the beginning is not seen.
                if begin >= from || hour == 0 { cuts.append(cut) }
            } else {
                largest = max(largest, parts.reduce(0) { $0 + ($1.isMissing ? 0 : $1.weight) })
            }
        }
        guard cuts.count >= Self.fewestDays, let least = cuts.map(\.kept).min(), let most = cuts.map(\.kept).max(),
            most - least <= (cuts.count < Self.spreads.count ? Self.spreads[cuts.count] : Self.spread) * most,
            largest <= most * (1 + Self.spread),
            Self.isByVolume(cuts, least: least, most: most, weight: arrivals.weights.max() ?? 1)
        else { return nil }
        self.hour = hour
        self.cuts = cuts.map(\.range)
        kept = Int(least.rounded())...Int(most.rounded())
        missing = cuts.reduce(0) { $0 + $1.missing }
        present = cuts.reduce(0) { $0 + $1.present }
    }

    /// Whether days are cut at a volume, rather than at a time of the day.
    ///
    /// A volume is reached earlier on one day than on another, by about one over the root of its events; a clock strikes
    /// at the same moment. Where kept events are a sample, or are not in the order in which they were counted, their
    /// number is known no better than by its root.
    private static func isByVolume(_ cuts: [Cut], least: Double, most: Double, weight: Double) -> Bool {
        let times = cuts.map { Double($0.after) }
        guard let first = times.min(), let last = times.max(), last > 0, most > 0 else { return false }
        let (volumes, moments) = ((most - least) / most, (last - first) / last)
        let isNatural = moments * most.squareRoot() >= leastVariation
        return volumes <= moments || (isNatural && volumes <= moments + blur * (weight / most).squareRoot())
    }

    /// The part of a day from which on nearly all is missing, if before it nearly nothing is.
    private static func cut(
        _ arrivals: Arrivals, _ range: Range<Int>, _ parts: [ArrivalRuns.Part], begin: Int64
    ) -> Cut? {
        // The best end of the day, in which a present event weighs as much as several missing ones.
        var (score, best, first) = (0.0, 0.0, range.upperBound)
        let price = leastRate / (1 - leastRate)
        for part in parts.reversed() {
            score += part.weight * (part.isMissing ? 1 : -price)
            if score > best { (best, first) = (score, part.range.lowerBound) }
        }
        var (missing, present, missingBefore, kept) = (0.0, 0.0, 0.0, 0.0)
        for part in parts {
            switch (part.isMissing, part.range.lowerBound < first) {
            case (true, true): missingBefore += part.weight
            case (true, false): missing += part.weight
            case (false, true): kept += part.weight
            case (false, false): present += part.weight
            }
        }
        guard missing >= Double(fewestMissing), kept > 0, missing >= leastShare * (missing + missingBefore) else {
            return nil
        }
        let edge = Self.edge(of: first, arrivals, from: range.lowerBound)
        for place in edge..<first {
            if arrivals.isMissing[place] {
                missing += arrivals.weights[place]
            } else {
                present += arrivals.weights[place]
            }
        }
        return Cut(
            range: edge..<range.upperBound, missing: missing,
            present: present, kept: kept,
            after: arrivals.times[first] - begin)
    }

    /// Where losses before a cut begin: of events that happened before it and arrived behind it.
    private static func edge(of first: Int, _ arrivals: Arrivals, from start: Int) -> Int {
        var edge = first
        while edge > start {
            let step = max(start, edge - edgeStep)..<edge
            let missing = step.count { arrivals.isMissing[$0] }
            guard Double(missing) >= edgeRate * Double(step.count) else { break }
            edge = step.lowerBound
        }
        return edge
    }
}
