import Glibc

/// Stops that come at the rhythm of a token's life: some time after the collector was started again.
struct TokenRhythm: CauseTest {
    /// Shorter rhythms from stop to stop are those of polls, nanoseconds: tokens live an hour and longer, and each stop
    /// takes its time.
    static let shortest: Int64 = 61 * 60_000_000_000
    /// The shortest time from a restart to the next stop, as the events around it show it, nanoseconds.
    private static let shortestLife: Int64 = 50 * 60_000_000_000
    /// Shorter stops are boundaries of polls, nanoseconds.
    static let shortestStop: Int64 = 150_000_000_000
    /// Longer rhythms are those of days, nanoseconds.
    private static let longest: Int64 = 8 * 3_600_000_000_000
    /// How far a spacing may lie from the usual one, as a share of it.
    private static let slack = 0.06
    private static let fewestStops = 5
    private static let leastRegular = 0.75

    /// The share of a period by which a spacing may be uncertain, since no event says when a stop began.
    private static let mostDoubt = 0.25

    /// When a stop began and ended as far as events show it, nanoseconds since the Unix epoch, and how much earlier it
    /// may have begun.
    private struct Stop {
        let first: Int64
        let last: Int64
        let doubt: Int64
    }

    /// The spacing of stops.
    private struct Rhythm {
        let period: Int64
        /// Spacings that keep it, and all of them.
        let regular: Int
        let spacings: Int
        let isSinceRestart: Bool
    }

    private let file: CaseFile

    init?(_ file: CaseFile) {
        guard file.stretches.count >= Self.fewestStops else { return nil }
        self.file = file
    }

    func claims(on open: [Int]) -> [Claim] {
        let inside = StretchFacts(open, in: file).facts
        // What another cause explains of a stretch for the most part is no stop by its rest.
        let whole = file.stretches.indices.filter { index in
            !inside[index].isEmpty && inside[index].count * 2 >= file.facts(in: file.stretches[index])
        }
        let sets = Dictionary(grouping: whole) { file.stretches[$0].scopes }
        return sets.sorted { $0.value[0] < $1.value[0] }.compactMap { claim($0.value, among: whole, inside, open) }
    }

    private func claim(_ indices: [Int], among whole: [Int], _ inside: [[Int]], _ open: [Int]) -> Claim? {
        let long = indices.filter {
            let times = file.times(of: file.stretches[$0])
            return times.last - times.first >= Self.shortestStop
        }
        guard long.count >= Self.fewestStops, let rhythm = rhythm(of: long) else { return nil }
        let others = whole.filter { !long.contains($0) && keeps(rhythm, $0, beside: long) }
        let stops = long + others
        let facts = stops.flatMap { inside[$0] }.sorted()
        let present = stops.reduce(0) { $0 + file.stretches[$1].of - file.stretches[$1].missing }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: Double(present))
        let since = rhythm.isSinceRestart ? "after the end of the stop before" : "after the one before"
        return Claim(
            .tokenRhythm, facts: facts, split: split, parameters: 3 + Double(long.count),
            evidence: [
                "\(Wording.count(long.count)) stops; \(rhythm.regular) of \(rhythm.spacings) begin"
                    + " \(Wording.duration(rhythm.period)), or a multiple of it, \(since)"
            ],
            advice: Self.advice)
    }

    /// Whether a shorter stop, or one that few scopes show, begins as the others do.
    private func keeps(_ rhythm: Rhythm, _ index: Int, beside long: [Int]) -> Bool {
        let (own, stops) = (stop(index), long.map { stop($0) })
        guard let near = stops.min(by: { abs($0.first - own.first) < abs($1.first - own.first) }) else { return false }
        let spacing = rhythm.isSinceRestart ? own.first - near.last : own.first - near.first
        let turns = (Double(spacing) / Double(rhythm.period)).rounded()
        let doubt = min(Double(own.doubt + near.doubt) / Double(rhythm.period), Self.mostDoubt)
        return abs(Double(spacing) / Double(rhythm.period) - turns) <= Self.slack + doubt
    }

    private func stop(_ index: Int) -> Stop {
        let stretch = file.stretches[index]
        let times = file.times(of: stretch)
        let first = Int(stretch.entries.lowerBound)
        let before = first > 0 ? file.evidence.timeline.time[first - 1] : times.first
        return Stop(first: times.first, last: times.last, doubt: times.first - before)
    }

    /// What to change, whichever test found the rhythm.
    static let advice =
        "let the collector renew its token before it expires, and ask again with a new one when it is refused (401)"

    /// The spacing that most stops keep, from start to start or from end to start; nil where it could be chance.
    private func rhythm(of indices: [Int]) -> Rhythm? {
        let stops = indices.map { stop($0) }
        let pairs = zip(stops, stops.dropFirst())
        let starts = pairs.map { $1.first - $0.first }
        // A quiet night hides stops, so long spacings are multiples; the lower quartile is not among them.
        guard starts.sorted()[starts.count / 4] >= Self.shortest else { return nil }
        let candidates = [
            Self.rhythm(starts, doubts: pairs.map { $0.doubt + $1.doubt }, sinceRestart: false),
            Self.rhythm(pairs.map { $1.first - $0.last }, doubts: pairs.map(\.1.doubt), sinceRestart: true),
        ]
        return candidates.compactMap { $0 }.max { ($0.regular, $1.period) < ($1.regular, $0.period) }
    }

    /// The usual spacing: the mean of those near the shorter ones, or near a multiple of them, by turns.
    ///
    /// A stop begins at the first poll after the token's end, so that spacings vary by up to a poll's period.
    private static func period(of spacings: [Int64]) -> Int64 {
        let short = spacings.sorted()[spacings.count / 4]
        let turns = spacings.compactMap { spacing -> Double? in
            let ratio = Double(spacing) / Double(max(1, short))
            let count = max(1, ratio.rounded())
            return abs(ratio - count) <= 2 * slack * count.squareRoot() ? Double(spacing) / count : nil
        }
        return turns.isEmpty ? short : Int64(turns.reduce(0, +) / Double(turns.count))
    }

    private static func rhythm(_ spacings: [Int64], doubts: [Int64], sinceRestart: Bool) -> Rhythm? {
        let period = period(of: spacings)
        guard (shortestLife...longest).contains(period) else { return nil }
        // How far each may lie from a multiple: what is allowed of each turn adds up as chance does.
        let slacks = zip(spacings, doubts).map { spacing, doubt in
            slack * max(1, (Double(spacing) / Double(period)).rounded().squareRoot())
                + min(mostDoubt, Double(doubt) / Double(period)) / 2
        }
        let regular = zip(spacings, slacks).count { spacing, slack in
            let ratio = Double(spacing) / Double(period)
            return ratio > 0.5 && abs(ratio - ratio.rounded()) <= slack
        }
        let rate = 2 * slacks.reduce(0, +) / Double(slacks.count)
        // The spacing that sets the period keeps it anyway, and two kinds of spacings are looked at.
        let chance = 2 * Binomial.atLeast(regular - 1, of: spacings.count - 1, rate: min(1, rate))
        guard Double(regular) >= leastRegular * Double(spacings.count), chance < Attribution.largestChance else {
            return nil
        }
        return Rhythm(period: period, regular: regular, spacings: spacings.count, isSinceRestart: sinceRestart)
    }
}
