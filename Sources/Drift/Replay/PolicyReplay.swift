package import AuditModel

/// What a collector of a certain policy would have made of events whose delays are known.
///
/// The polls begin as the first event happens and go on until each event was out of reach. Failures and jitter come
/// from a fixed key.
package struct PolicyReplay: Sendable {
    /// An event, in seconds from the first one: when it happened, and when it became visible.
    private struct Pair: BitwiseCopyable {
        let event: Double
        let visible: Double
    }

    private static let key: UInt64 = 0x6173_6B20_6167_6169

    /// By event time.
    private let pairs: [Pair]
    /// The longest delay, seconds.
    private let longest: Double
    /// Each event stands for so many.
    private let oneIn: Int

    /// How far from the middle event others are played, and how long one is waited for, in nanoseconds.
    ///
    /// 200 days: a date far away, of a clock that was never set, would make millions of polls of nothing.
    private static let reach: Int64 = 200 * 86_400_000_000_000

    /// Takes events; an early one is visible as it happens.
    package init(_ delays: [ObservedDelay], oneIn: Int = 1) {
        let ordered = delays.sorted { $0.event < $1.event }
        let middle = ordered.isEmpty ? 0 : ordered[ordered.count / 2].event
        let played = ordered.filter { abs(Double($0.event.since(middle))) <= Double(Self.reach) }
        let first = played.first?.event ?? 0
        pairs = played.map { delay in
            let event = Double(delay.event - first) / 1e9
            return Pair(event: event, visible: event + min(max(0, delay.seconds), Double(Self.reach) / 1e9))
        }.sorted { ($0.event, $0.visible) < ($1.event, $1.visible) }
        longest = pairs.map { $0.visible - $0.event }.max() ?? 0
        self.oneIn = oneIn
    }

    /// Plays a policy.
    package func outcome(of policy: CollectorPolicy) -> DelayReport.PolicyOutcome {
        var run = Run(count: pairs.count, policy: policy, oneIn: oneIn)
        let polls = polls(of: policy)
        switch policy.reach {
        case .fromMark(let delay, let includesMark): follow(polls, delay, includesMark, &run)
        case .last(let seconds) where policy.mostEvents == nil: count(polls, seconds, &run)
        case .last(let seconds): walk(polls, seconds, &run)
        }
        return run.outcome(pairs.map(\.event))
    }

    /// Share of events that are lost.
    package func lostShare(of policy: CollectorPolicy) -> Double {
        let outcome = outcome(of: policy)
        return outcome.events > 0 ? Double(outcome.lost) / Double(outcome.events) : 0
    }

    /// The instants of the polls that succeed.
    private func polls(of policy: CollectorPolicy) -> [Double] {
        var random = FixedRandom(key: Self.key)
        let reach = if case .last(let seconds) = policy.reach { seconds } else { 0.0 }
        let end = (pairs.last?.event ?? 0) + max(longest, reach) + 2 * policy.every
        // The phase of the polls is any; half an interval is neither the best nor the worst.
        var (polls, instant) = ([Double](), policy.every / 2)
        while instant <= end {
            let late = policy.jitter > 0 ? random.share() * policy.jitter : 0
            if policy.failures == 0 || random.share() >= policy.failures { polls.append(instant + late) }
            instant += policy.every
        }
        return polls
    }

    // MARK: Ways to read

    /// Reads from the newest time read on.
    private func follow(_ polls: [Double], _ delay: Double, _ includesMark: Bool, _ run: inout Run) {
        var (mark, begin) = (-Double.infinity, 0)
        for poll in polls {
            while begin < pairs.count, includesMark ? pairs[begin].event < mark : pairs[begin].event <= mark {
                begin += 1
            }
            var (index, read, newest) = (begin, 0, mark)
            while index < pairs.count, pairs[index].event <= poll - delay, read < run.mostEvents {
                if pairs[index].visible <= poll {
                    run.read(index, at: poll)
                    newest = max(newest, pairs[index].event)
                    read += 1
                }
                index += 1
            }
            run.ask(for: read)
            mark = newest
        }
    }

    /// Counts, for each event, the polls that reach it.
    private func count(_ polls: [Double], _ reach: Double, _ run: inout Run) {
        var answers = [Int](repeating: 0, count: polls.count + 1)
        for (index, pair) in pairs.enumerated() {
            let first = polls.firstIndex(atLeast: pair.visible)
            let end = polls.firstIndex(above: pair.event + reach)
            guard first < end else { continue }
            answers[first] += 1
            answers[end] -= 1
            run.read(index, at: polls[first], times: end - first)
        }
        var reading = 0
        for answer in answers.dropLast() {
            reading += answer
            run.ask(for: reading)
        }
    }

    /// Reads poll by poll, since answers end at a limit.
    private func walk(_ polls: [Double], _ reach: Double, _ run: inout Run) {
        var begin = 0
        for poll in polls {
            while begin < pairs.count, pairs[begin].event < poll - reach { begin += 1 }
            var (index, read) = (begin, 0)
            while index < pairs.count, pairs[index].event <= poll, read < run.mostEvents {
                if pairs[index].visible <= poll {
                    run.read(index, at: poll)
                    read += 1
                }
                index += 1
            }
            run.ask(for: read)
        }
    }
}

/// What a policy has read so far.
private struct Run {
    private let policy: CollectorPolicy
    private let oneIn: Int
    /// When each event was delivered first; negative for never.
    private var delivered: [Double]
    private var doubled = 0
    private var requests = 0

    init(count: Int, policy: CollectorPolicy, oneIn: Int) {
        self.policy = policy
        self.oneIn = oneIn
        delivered = [Double](repeating: -1, count: count)
    }

    /// The most events of those known that an answer holds.
    var mostEvents: Int { policy.mostEvents.map { max(1, $0 / oneIn) } ?? .max }

    /// A poll brought an event, and so did the next ones.
    mutating func read(_ index: Int, at instant: Double, times: Int = 1) {
        let isFirst = delivered[index] < 0
        if isFirst { delivered[index] = instant }
        // What is read again was read at the poll before, whose ids are remembered if any are.
        if policy.remembered == 0 { doubled += times - (isFirst ? 1 : 0) }
    }

    /// A poll was made, whose answer held so many events.
    mutating func ask(for events: Int) {
        requests += max(1, (events * oneIn + policy.pageSize - 1) / policy.pageSize)
    }

    func outcome(_ events: [Double]) -> DelayReport.PolicyOutcome {
        let taken = zip(delivered, events).filter { $0.0 >= 0 }.map { $0.0 - $0.1 }.sorted()
        func quantile(_ share: Double) -> Double? {
            taken.isEmpty ? nil : taken[min(taken.count - 1, Int(share * Double(taken.count)))]
        }
        return DelayReport.PolicyOutcome(
            policy: policy.words, events: events.count * oneIn, lost: (events.count - taken.count) * oneIn,
            doubled: doubled * oneIn, requests: requests, medianSeconds: quantile(0.5), p99Seconds: quantile(0.99))
    }
}
