import AuditModel
import Drift
import Testing

@Suite struct LookbackAdviceTests {
    /// 20,000 events over a week: all within 100 seconds, but for one in 500, which takes two hours.
    private static let delays = (0..<20_000).map { index -> ObservedDelay in
        let seconds: Double = index % 500 == 250 ? 7_200 : Double(index % 100)
        return DelayScene.delay(Double(index) * 30, seconds, until: 700_000)
    }

    private static func advice(miss: Double, poll: Int = 300) throws -> LookbackAdvice {
        var question = DelayQuestion()
        (question.missShare, question.pollSeconds) = (miss, poll)
        return LookbackAdvice(try #require(DelayEstimate(delays)), question, events: 20_000)
    }

    @Test func theSmallestStepThatIsCertainToLoseNoMore() throws {
        // 100 s of delay and two polls of 5 minutes are less than 15 minutes.
        let loose = try #require(try Self.advice(miss: 0.01).recommendation)
        #expect(loose.lookbackSeconds == 900)
        #expect(loose.confidence == 0.95)
        #expect(loose.misses == 40)
        #expect(loose.mostMisses > 40)
        // Two hours of delay and two polls.
        let strict = try #require(try Self.advice(miss: 0.001).recommendation)
        #expect(strict.lookbackSeconds == 3 * 3_600)
        #expect(strict.misses == 0)
    }

    @Test func withoutCertaintyItRestsOnWhatWasSeen() throws {
        let advice = try #require(try Self.advice(miss: 1e-5).recommendation)
        #expect(advice.confidence == nil)
        #expect(advice.lookbackSeconds == 3 * 3_600)
        #expect(advice.settledSeconds == nil)
    }

    @Test func thePartsAddUpToTheLookback() throws {
        let advice = try #require(try Self.advice(miss: 0.01, poll: 60).recommendation)
        #expect(advice.parts.map(\.seconds).reduce(0, +) == Double(advice.lookbackSeconds))
        #expect(advice.suitablePollSeconds == 60)
    }

    @Test func theTableEndsWhereNothingIsLost() throws {
        let rows = try Self.advice(miss: 0.01).table
        #expect(rows.map(\.seconds) == rows.map(\.seconds).sorted())
        #expect(rows.last?.lostShare == 0)
        #expect(rows.dropLast().allSatisfy { $0.lostShare > 0 })
        #expect(rows.allSatisfy { $0.lowShare <= $0.share && $0.share <= $0.highShare })
        #expect(rows.first { $0.seconds == 3_600 }?.later == 40)
        #expect(rows.first { $0.seconds == 3_600 }?.rereads == 12)
    }

    @Test func eventsAreFinalAfterTheLongestDelay() throws {
        #expect(try Self.advice(miss: 0.01).settledSeconds == 120)
        #expect(try Self.advice(miss: 0.001).settledSeconds == 7_200)
    }

    @Test func whereLongDelaysCannotBeSeenNothingIsAdvised() throws {
        let young = DelayScene.lognormal(20_000, window: 4 * 3_600, median: 1_200, seed: 2)
        let estimate = try #require(DelayEstimate(young))
        #expect(estimate.unseenShare > 0.01)
        #expect(estimate.upper(0.99) == nil)
        #expect(LookbackAdvice(estimate, DelayQuestion(), events: 20_000).recommendation == nil)
    }
}
