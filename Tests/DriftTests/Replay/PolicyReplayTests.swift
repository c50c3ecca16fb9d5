import AuditModel
import Drift
import Testing

@Suite struct PolicyReplayTests {
    /// An event each minute for ten hours; every tenth takes 20 minutes, the others 30 seconds.
    private static let replay = PolicyReplay(
        (0..<600).map { DelayScene.delay(Double($0) * 60, $0 % 10 == 5 ? 1_200 : 30) })

    @Test func aMarkThatMovesOnLosesWhatIsLate() {
        let outcome = Self.replay.outcome(of: CollectorPolicy(.fromMark(delay: 0, includesMark: true), every: 300))
        #expect(outcome.events == 600)
        #expect(outcome.lost >= 55)
        #expect(outcome.lost <= 60)
        #expect(outcome.doubled > 0)
    }

    @Test func aMarkThatKeepsBackLosesLess() {
        let outcome = Self.replay.outcome(of: CollectorPolicy(.fromMark(delay: 1_500, includesMark: false), every: 300))
        #expect(outcome.lost == 0)
        #expect(outcome.doubled == 0)
        #expect((outcome.medianSeconds ?? 0) >= 1_500)
    }

    @Test func anExclusiveMarkLosesTies() {
        let ties = PolicyReplay([
            DelayScene.delay(0, 10), DelayScene.delay(100, 10), DelayScene.delay(100, 400), DelayScene.delay(700, 10),
        ])
        let strict = ties.outcome(of: CollectorPolicy(.fromMark(delay: 0, includesMark: false), every: 300))
        let inclusive = ties.outcome(of: CollectorPolicy(.fromMark(delay: 0, includesMark: true), every: 300))
        #expect(strict.lost == 1)
        #expect(inclusive.lost == 0)
    }

    @Test func overlapWithRememberedIdsLosesAndDoublesNothing() {
        var policy = CollectorPolicy(.last(seconds: 1_800), every: 300)
        policy.remembered = 1
        let outcome = Self.replay.outcome(of: policy)
        #expect(outcome.lost == 0)
        #expect(outcome.doubled == 0)
        policy.remembered = 0
        #expect(Self.replay.outcome(of: policy).doubled > 2_000)
    }

    @Test func windowsWithoutOverlapLoseWhatIsNotThereYet() {
        let outcome = Self.replay.outcome(of: CollectorPolicy(.last(seconds: 300), every: 300))
        #expect(outcome.lost == 60)
    }

    @Test func failedAndLatePollsLeaveHoles() {
        var policy = CollectorPolicy(.last(seconds: 330), every: 300)
        let calm = Self.replay.lostShare(of: policy)
        policy.failures = 0.2
        let failing = Self.replay.lostShare(of: policy)
        policy.failures = 0
        policy.jitter = 120
        let late = Self.replay.lostShare(of: policy)
        #expect(calm < failing && calm < late)
    }

    @Test func anAnswerThatIsCappedLosesTheRest() {
        let burst = PolicyReplay((0..<1_000).map { DelayScene.delay(Double($0) / 10, 1) })
        var policy = CollectorPolicy(.last(seconds: 300), every: 300)
        policy.remembered = 1
        policy.mostEvents = 400
        #expect(burst.outcome(of: policy).lost >= 500)
        policy.mostEvents = nil
        #expect(burst.outcome(of: policy).lost == 0)
    }

    @Test func countingAndReadingPollByPollAgree() {
        for reach in [300.0, 700, 1_300, 3_600] {
            var policy = CollectorPolicy(.last(seconds: reach), every: 300)
            let counted = Self.replay.outcome(of: policy)
            policy.mostEvents = 1_000_000
            let walked = Self.replay.outcome(of: policy)
            #expect(counted.lost == walked.lost && counted.doubled == walked.doubled)
            #expect(counted.requests == walked.requests && counted.medianSeconds == walked.medianSeconds)
        }
    }

    @Test func noEventsAreNoLoss() {
        #expect(PolicyReplay([]).lostShare(of: CollectorPolicy(.last(seconds: 60), every: 60)) == 0)
    }
}
