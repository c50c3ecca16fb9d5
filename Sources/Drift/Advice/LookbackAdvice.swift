package import AuditModel

/// How far back a collector has to read so as to lose no more than it may.
///
/// An event that becomes visible just after a poll waits for the next one, and for the one after that if a restart takes
/// the place of a poll. So what a look-back loses is what becomes visible later than the look-back less two polls and
/// the error of clocks.
package struct LookbackAdvice: Sendable {
    private let estimate: DelayEstimate
    private let question: DelayQuestion
    /// How many events shares are shares of.
    private let events: Double

    /// - Parameter events: how many events shares are shares of.
    package init(_ estimate: DelayEstimate, _ question: DelayQuestion, events: Double) {
        self.estimate = estimate
        self.question = question
        self.events = events
    }

    /// Seconds that a look-back holds beside the delay.
    private var slack: Double { Double(2 * question.pollSeconds) + question.clockSeconds }

    /// What is lost by human steps, up to the first that loses nothing of what was seen.
    package var table: [DelayReport.Lookback] {
        var rows: [DelayReport.Lookback] = []
        for seconds in HumanSteps.seconds where Double(seconds) <= estimate.curve.support {
            rows.append(row(seconds))
            if rows.last?.lostShare == 0 { break }
        }
        return rows
    }

    /// A row of the table.
    package func row(_ seconds: Int) -> DelayReport.Lookback {
        let later = estimate.later(than: Double(seconds))
        let lost = estimate.later(than: Double(seconds) - slack)
        return DelayReport.Lookback(
            seconds: seconds, later: Int((later.share * events).rounded()), share: later.share,
            lowShare: later.low, highShare: later.high, lostShare: lost.share, highLostShare: lost.high,
            rereads: max(1, Double(seconds) / Double(max(1, question.pollSeconds))))
    }

    /// The smallest step of which it is 95 % certain that it loses no more than it may; where too few events were seen for
    /// that, the smallest whose estimate loses no more; nil where no event was watched for as long as it takes.
    package var recommendation: DelayReport.Recommendation? {
        let rows = HumanSteps.seconds.filter { Double($0) - slack <= estimate.curve.support }.lazy.map(row)
        let certain = rows.first { $0.highLostShare <= question.missShare }
        // What may be unseen counts against an estimate, too.
        let likely = rows.first { 1 - (1 - $0.lostShare) * (1 - estimate.unseenShare) <= question.missShare }
        guard let row = certain ?? likely else { return nil }
        let median = max(0, estimate.curve.quantile(0.5))
        return DelayReport.Recommendation(
            lookbackSeconds: row.seconds, misses: Self.whole(row.lostShare * events),
            mostMisses: Self.whole(row.highLostShare * events), confidence: certain == nil ? nil : 0.95,
            missShare: question.missShare, pollSeconds: question.pollSeconds,
            suitablePollSeconds: min(3_600, HumanSteps.step(atMost: median)),
            parts: [
                .init("delay", Double(row.seconds) - slack), .init("poll", Double(question.pollSeconds)),
                .init("restart", Double(question.pollSeconds)), .init("clocks", question.clockSeconds),
            ], settledSeconds: settledSeconds)
    }

    /// Rounded up, but for what sums of fractions add.
    private static func whole(_ events: Double) -> Int { Int((events - 1e-6).rounded(.up)) }

    /// How long after it happened an event is final: the step above the bound of the delay that all but the share that may
    /// be missed stay within; nil where it cannot be bounded.
    package var settledSeconds: Int? {
        let rows = HumanSteps.seconds.filter { Double($0) <= estimate.curve.support }
        return rows.first { estimate.later(than: Double($0) - question.clockSeconds).high <= question.missShare }
    }
}
