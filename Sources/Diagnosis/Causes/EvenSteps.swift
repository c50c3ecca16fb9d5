import Glibc

/// Missing events that lie further apart than chance would let them: somebody counts.
///
/// Whatever loses events by chance leaves steps between them that vary as much as they are long, and whatever loses them
/// together more. Steps that vary less are those of a counter. Where the order is not quite the counter's, or some of
/// what it counted cannot be seen, single steps blur and sums of many do not.
struct EvenSteps: Sendable {
    /// Steps that are summed up, from single ones on.
    private static let sums = [1, 4, 16, 64, 256, 1024, 4096]
    /// Sums of steps, at least, whose spread is judged.
    private static let fewest = 8
    /// How sharply steps may gather about their mean: powers of two, in units of one over its square.
    private static let sharpness = -6...10
    /// Steps longer than this many means are too rare to count.
    private static let longest = 30.0

    /// The mean step.
    let mean: Double
    /// Whether the kept events are the rare ones that are counted, and not the missing ones.
    let keepsOne: Bool
    /// How much likelier a counter makes the steps than chance does: a difference of log-likelihoods.
    let gain: Double
    /// The share of steps that are exactly the most frequent length, and that length; nil where single ones are not seen.
    let usual: (step: Int, share: Double)?
    /// Orders and sums that were looked at.
    static let hypotheses = Double(3 * sums.count)

    /// Looks at a sequence of events; nil where it has too few of either kind.
    init?(_ isMissing: [Bool]) {
        let missing = isMissing.count { $0 }
        let keepsOne = missing * 2 > isMissing.count
        let places = isMissing.indices.filter { isMissing[$0] != keepsOne }
        guard places.count > Self.fewest, places.count < isMissing.count else { return nil }
        let steps = zip(places, places.dropFirst()).map { $1 - $0 }
        let counts = steps.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        guard let top = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        self.keepsOne = keepsOne
        usual = (top.key, Double(top.value) / Double(steps.count))
        let mean = Double(steps.reduce(0, +)) / Double(steps.count)
        self.mean = mean
        guard mean > 1 else { return nil }
        let spread = Self.sums.dropFirst().map { Self.gain(steps, sum: $0, mean: mean) }
        gain = max(Self.gain(counts, mean: mean), spread.max() ?? 0)
    }

    /// Looks at pieces in order of availability, whose own order does not matter: a counter takes of each its share and
    /// carries less than one event over; nil where there are too few.
    init?(_ pieces: [Piece]) {
        let missing = pieces.reduce(0) { $0 + $1.missing }
        let events = pieces.reduce(0) { $0 + $1.events }
        guard missing > Self.fewest, missing < events else { return nil }
        keepsOne = missing * 2 > events
        let rare = Double(min(missing, events - missing))
        mean = Double(events) / rare
        usual = nil
        let order = pieces.sorted { ($0.available, $0.scope) < ($1.available, $1.scope) }
        let share = Double(missing) / Double(events)
        gain = Self.sums.map { Self.gain(order, sum: Double($0) * Double(events) / rare, share: share) }.max() ?? 0
    }

    /// By how much the missing events of pieces vary, taken together until they hold so many events.
    private static func gain(_ order: [Piece], sum: Double, share: Double) -> Double {
        var (groups, spread, expected) = (0.0, 0.0, 0.0)
        var (events, missing) = (0.0, 0.0)
        for piece in order {
            events += Double(piece.events)
            missing += Double(piece.missing)
            guard events >= sum else { continue }
            spread += (missing - events * share) * (missing - events * share)
            expected += events * share * (1 - share)
            groups += 1
            (events, missing) = (0, 0)
        }
        guard groups >= Double(fewest) else { return 0 }
        let ratio = max(spread / expected, 0.01)
        return ratio < 1 ? groups / 2 * (ratio - 1 - log(ratio)) : 0
    }

    /// By the spread of sums of steps, which chance makes nearly normal.
    private static func gain(_ steps: [Int], sum: Int, mean: Double) -> Double {
        let sums = stride(from: 0, through: steps.count - sum, by: sum).map { start in
            Double(steps[start..<(start + sum)].reduce(0, +))
        }
        guard sums.count >= fewest else { return 0 }
        let centre = Double(sum) * mean
        let spread = sums.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(sums.count)
        let ratio = max(spread / (Double(sum) * mean * (mean - 1)), 0.01)
        return ratio < 1 ? Double(sums.count) / 2 * (ratio - 1 - log(ratio)) : 0
    }

    /// By single steps: those of chance, drawn towards their mean.
    private static func gain(_ counts: [Int: Int], mean: Double) -> Double {
        let total = Double(counts.values.reduce(0, +))
        let most = Int(longest * mean)
        var best = 0.0
        for power in sharpness {
            let pull = exp2(Double(power)) / (mean * mean)
            var (sum, chance) = (0.0, 1 / mean)
            for step in 1...max(2, most) {
                sum += chance * exp(-pull * (Double(step) - mean) * (Double(step) - mean))
                chance *= 1 - 1 / mean
            }
            let pulls = counts.reduce(0.0) { result, count in
                result + Double(count.value) * pull * (Double(count.key) - mean) * (Double(count.key) - mean)
            }
            best = max(best, -pulls - total * log(sum))
        }
        return best
    }
}
