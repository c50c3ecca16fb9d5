import Drift
import Testing

@Suite struct YoungEventsTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func theNumberStillToComeIsFoundWithinItsError(_ seed: UInt64) throws {
        let all = DelayScene.lognormal(20_000, window: 86_400, median: 600, sigma: 0.8, seed: seed, isAsked: false)
        let seen = DelayScene.lognormal(20_000, window: 86_400, median: 600, sigma: 0.8, seed: seed)
        let table = DelayTable(seen)
        let young = YoungEvents(table, try #require(DelayCurve(table)), HourBootstrap(table, draws: 100))
        let hidden = all.count { delay in
            Double(delay.by) / 1e9 > 86_400 && Double(delay.event) / 1e9 < 86_400 - young.leastAge
        }
        #expect(hidden > 50)
        #expect(abs(young.count - Double(hidden)) < 4 * young.deviation + 1)
        #expect(young.deviation < Double(hidden) / 2)
    }

    @Test func nothingIsToComeOfEventsThatWereWatchedForLong() throws {
        let table = DelayTable((0..<100).map { DelayScene.delay(Double($0), 1) })
        let young = YoungEvents(table, try #require(DelayCurve(table)), HourBootstrap(table, draws: 10))
        #expect(young.count == 0)
        #expect(young.deviation == 0)
    }
}
