import Drift
import Testing

@Suite struct DelayCurveTests {
    @Test func withoutYoungEventsItIsThePlainShare() throws {
        let delays = (1...100).map { DelayScene.delay(Double($0), Double($0)) }
        let curve = try #require(DelayCurve(DelayTable(delays)))
        for seconds in [0.5, 1, 50, 99, 100, 200] as [Double] {
            let expected: Double = min(1, seconds.rounded(.down) / 100)
            #expect(abs(curve.share(within: seconds) - expected) < 1e-9)
        }
        #expect(curve.quantile(0.5) == 50)
        #expect(curve.quantile(1) == 100)
        #expect(curve.support == .infinity)
    }

    /// Ten events each second for 20 seconds, asked at the end; half of them take 1 second and half 8.
    @Test func whatIsTooYoungToBeSeenIsAllowedFor() throws {
        let delays = (0..<200).compactMap { index -> ObservedDelay? in
            let event = Double(index / 10)
            let delay = index % 2 == 0 ? 1.0 : 8.0
            return event + delay <= 20 ? DelayScene.delay(event, delay, until: 20) : nil
        }
        let short = delays.count { $0.seconds == 1 }
        #expect(Double(short) / Double(delays.count) > 0.58)
        let curve = try #require(DelayCurve(DelayTable(delays)))
        #expect(abs(curve.share(within: 1) - 0.5) < 1e-9)
    }

    @Test func theTruthIsFoundWherePlainQuantilesFallShort() throws {
        let delays = DelayScene.lognormal(20_000, window: 4 * 3_600, median: 1_200, seed: 7)
        let table = DelayTable(delays)
        let curve = try #require(DelayCurve(table))
        let naive = table.delays[table.count / 2]
        #expect(naive < 1_080)
        #expect(abs(curve.quantile(0.5) - 1_200) < 60)
    }

    @Test func nothingIsSaidBeyondWhatTenEventsWereWatchedFor() throws {
        let delays = (0..<100).map { DelayScene.delay(Double($0), 1, until: 100) }
        let curve = try #require(DelayCurve(DelayTable(delays)))
        #expect(curve.support == 91)
    }

    @Test func tooFewEventsGiveNoCurve() {
        #expect(DelayCurve(DelayTable((0..<9).map { DelayScene.delay(Double($0), 1, until: 100) })) == nil)
        #expect(DelayCurve(DelayTable([])) == nil)
    }

    @Test func earlyEventsAreWithinAnyTime() throws {
        let delays = (0..<100).map { DelayScene.delay(Double($0), $0 % 2 == 0 ? -5 : 5) }
        let curve = try #require(DelayCurve(DelayTable(delays)))
        #expect(curve.share(within: 0) == 0.5)
    }

    @Test func aGridForManyDelaysChangesQuantilesByLessThanAHundredth() throws {
        let delays = DelayScene.lognormal(40_000, window: 7 * 86_400, median: 600, seed: 3, isAsked: false)
        let table = DelayTable(delays)
        let curve = try #require(DelayCurve(table))
        for share in [0.01, 0.5, 0.99, 0.999] {
            let exact = table.delays[Int((share * 40_000).rounded(.up)) - 1]
            #expect((exact * 0.999...exact * 1.01).contains(curve.quantile(share)))
        }
    }
}
