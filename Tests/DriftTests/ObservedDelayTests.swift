import Drift
import Testing

@Suite struct ObservedDelayTests {
    private static let second: Int64 = 1_000_000_000

    @Test func anExactInstantHasNoInterval() {
        let delay = ObservedDelay(event: 10 * Self.second, after: 40 * Self.second, by: 40 * Self.second)
        #expect(delay.seconds == 30)
        #expect(delay.uncertainty == 0)
        #expect(delay.age == .infinity)
    }

    @Test func anIntervalIsKnownToHalfItsLength() {
        let delay = ObservedDelay(
            event: 0, after: 60 * Self.second, by: 120 * Self.second, until: 300 * Self.second)
        #expect(delay.seconds == 90)
        #expect(delay.uncertainty == 30)
        #expect(delay.age == 300)
    }

    @Test func whatWasNotVisibleBeforeItHappenedSaysNothing() {
        let delay = ObservedDelay(event: 100 * Self.second, after: 0, by: 160 * Self.second)
        #expect(delay.seconds == 30)
    }

    @Test func earlyEventsHaveNegativeDelays() {
        #expect(ObservedDelay(event: 10 * Self.second, after: 4 * Self.second, by: 4 * Self.second).seconds == -6)
    }
}
