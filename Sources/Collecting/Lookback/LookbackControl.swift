import AuditModel
import Drift
import EventLedger

/// Sizes the look-back of a collector from what it saw.
///
/// It grows at once and shrinks a step at a time. Lengths are nanoseconds.
struct LookbackControl {
    /// What a round saw.
    struct Sight {
        /// Records that came, those that had come before among them.
        var records: Int
        /// From the newest event to when it was asked; nil without an event.
        var drift: Int64?
        var isWhole: Bool
    }

    /// A look-back, and why it is another than before.
    struct Decision: Hashable {
        var lookback: Int64
        var reason: String
    }

    static let least: Int64 = 300_000_000_000
    static let most: Int64 = 604_800_000_000_000
    static let first: Int64 = 3_600_000_000_000
    /// So many delays are known before anything is read off them.
    static let leastDelays = 300
    /// Rounds without a change before the look-back shrinks.
    static let calmRounds = 12

    private static let second: Int64 = 1_000_000_000

    /// Seconds between rounds.
    let every: Int

    /// What to do after a round; nil to leave it.
    ///
    /// - Parameter advised: seconds, from the measured delays; nil where they say nothing, 0 where they are longer than
    ///   anything that was watched.
    func decision(_ state: CollectorState, _ sight: Sight, advised: Int?) -> Decision? {
        guard sight.isWhole else { return nil }
        let current = state.lookback
        if sight.records == 0 { return grown(current, "a round came back empty") }
        if let drift = sight.drift, drift > current / 2 {
            return grown(current, "the newest event was \(Self.text(drift)) old")
        }
        guard let advised else {
            return state.calmRounds >= Self.calmRounds && current > Self.first
                ? shrunk(current, to: Self.first, "events come again as usual") : nil
        }
        if advised == 0 { return grown(current, "events take longer than the look-back") }
        let wanted = min(max(Int64(advised) * Self.second, Self.least), Self.most)
        if wanted > current { return Decision(lookback: wanted, reason: "the measured delay asks for it") }
        guard wanted < current, state.calmRounds >= Self.calmRounds else { return nil }
        return shrunk(current, to: wanted, "the measured delay allows it")
    }

    /// Seconds that measured delays ask for; nil with too few, 0 where they are longer than anything that was watched.
    func advised(_ delays: [CollectedDelay], askedThrough: Int64) -> Int? {
        guard delays.count >= Self.leastDelays else { return nil }
        let observed = delays.map { delay in
            ObservedDelay(
                event: delay.event, after: delay.after, by: delay.by,
                until: max(delay.by, min(delay.until, askedThrough)))
        }
        guard let estimate = DelayEstimate(observed, draws: 50) else { return nil }
        var question = DelayQuestion()
        question.missShare = 1e-3
        question.pollSeconds = every
        let advice = LookbackAdvice(estimate, question, events: Double(observed.count))
        return advice.recommendation?.lookbackSeconds ?? 0
    }

    private func grown(_ current: Int64, _ reason: String) -> Decision? {
        let doubled = min(current * 2, Self.most)
        return doubled > current ? Decision(lookback: doubled, reason: reason) : nil
    }

    /// One step down, not below what is wanted.
    private func shrunk(_ current: Int64, to wanted: Int64, _ reason: String) -> Decision? {
        let seconds = Int(current / Self.second)
        let step = HumanSteps.seconds.last { $0 < seconds } ?? seconds
        let next = max(Int64(step) * Self.second, wanted)
        return next < current ? Decision(lookback: next, reason: reason) : nil
    }

    /// `45 s`, `30 m`, `1 h`.
    static func text(_ length: Int64) -> String {
        let seconds = length / second
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) m"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) d"
        }
    }
}
