import Drift
import Testing

@Suite struct ObservedDelayTests {
    @Test func anExactInstantHasNoInterval() {
        let delay = ObservedDelay(event: 10, after: 40, by: 40)
        #expect(delay.after == delay.by)
    }
}
