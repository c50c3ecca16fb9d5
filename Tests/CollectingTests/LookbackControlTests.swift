import AuditModel
import EventLedger
import Testing

@testable import Collecting

struct LookbackControlTests {
    private static let minute: Int64 = 60_000_000_000
    private static let hour = 60 * minute
    private static let control = LookbackControl(every: 300)

    private static func state(_ lookback: Int64, calm: Int = 0) -> CollectorState {
        var state = CollectorState(
            key: IDHash(low: 1, high: 2), lookback: lookback, known: ArchivePosition(day: "", offset: 0))
        state.calmRounds = calm
        return state
    }

    private static func sight(_ records: Int, drift: Int64? = 0, isWhole: Bool = true) -> LookbackControl.Sight {
        LookbackControl.Sight(records: records, drift: drift, isWhole: isWhole)
    }

    @Test func growsWhenARoundIsEmptyOrItsNewestEventOld() {
        let state = Self.state(Self.hour)
        #expect(Self.control.decision(state, Self.sight(0, drift: nil), advised: nil)?.lookback == 2 * Self.hour)
        let old = Self.sight(5, drift: 31 * Self.minute)
        #expect(Self.control.decision(state, old, advised: nil)?.lookback == 2 * Self.hour)
        #expect(Self.control.decision(state, Self.sight(0, drift: nil, isWhole: false), advised: nil) == nil)
    }

    @Test func staysWithinItsBounds() {
        let widest = Self.state(LookbackControl.most, calm: 50)
        #expect(Self.control.decision(widest, Self.sight(0, drift: nil), advised: nil) == nil)
        let narrow = Self.state(6 * Self.minute, calm: 50)
        #expect(Self.control.decision(narrow, Self.sight(9), advised: 60)?.lookback == 5 * Self.minute)
    }

    @Test func followsTheMeasuredDelayUpAtOnceAndDownByStepsWhenCalm() {
        let up = Self.control.decision(Self.state(Self.hour), Self.sight(9), advised: 21_600)
        #expect(up?.lookback == 6 * Self.hour)
        #expect(Self.control.decision(Self.state(6 * Self.hour, calm: 3), Self.sight(9), advised: 600) == nil)
        let down = Self.control.decision(Self.state(6 * Self.hour, calm: 12), Self.sight(9), advised: 600)
        #expect(down?.lookback == 4 * Self.hour)
        let unwatched = Self.control.decision(Self.state(Self.hour), Self.sight(9), advised: 0)
        #expect(unwatched?.lookback == 2 * Self.hour)
    }

    @Test func saysNothingOfTooFewDelaysAndAdvisesFromEnough() throws {
        let delays = (0..<2_000).map { number in
            let event = Int64(number) * Self.minute
            let seen = event + Int64(number % 10) * Self.minute
            return CollectedDelay(event: event, after: seen, by: seen, until: event + 6 * Self.hour)
        }
        #expect(Self.control.advised(Array(delays.prefix(299)), askedThrough: 3_000 * Self.minute) == nil)
        let advised = try #require(Self.control.advised(delays, askedThrough: 3_000 * Self.minute))
        #expect((1_080...1_800).contains(advised), "\(advised)")
    }
}
