import Drift
import Testing

@Suite struct HourBootstrapTests {
    @Test func theSameEventsGiveTheSameLimits() throws {
        let table = DelayTable(DelayScene.lognormal(2_000, window: 86_400, median: 600, seed: 1))
        let limits = (0..<2).map { _ in HourBootstrap(table, draws: 50).limits { $0.quantile(0.9) } }
        #expect(try #require(limits[0]) == #require(limits[1]))
    }

    @Test func eventsThatAreLateTogetherTellLess() throws {
        /// One event in ten is late: one of each hour's ten, or all of every tenth hour.
        func delays(together: Bool) -> [ObservedDelay] {
            (0..<1_000).map { index in
                let isLate = together ? (index / 10) % 10 == 0 : index % 10 == 0
                return DelayScene.delay(Double(index) * 360, isLate ? 5_000 : 60)
            }
        }
        func width(_ delays: [ObservedDelay]) throws -> Double {
            let limits = HourBootstrap(DelayTable(delays)).limits { $0.share(within: 60) }
            return try #require(limits.map { $0.high - $0.low })
        }
        #expect(try width(delays(together: true)) > 5 * width(delays(together: false)))
    }

    @Test func nothingIsDrawnFromNothing() {
        #expect(HourBootstrap(DelayTable([])).limits { _ in 1 } == nil)
    }
}
