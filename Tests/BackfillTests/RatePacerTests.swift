import Testing

@testable import Backfill

@Suite struct RatePacerTests {
    @Test func holdsBatchesToTheSlowerOfBothRates() {
        var pacer = RatePacer(events: 10, bytes: 1000)
        #expect(pacer.delay(events: 5, bytes: 100, at: 0) == 0)
        #expect(pacer.delay(events: 1, bytes: 2000, at: 0) == 0.5)
        #expect(pacer.delay(events: 1, bytes: 0, at: 1_000_000_000) == 1.5)
        // A pause that was longer than needed is not saved up.
        #expect(pacer.delay(events: 1, bytes: 0, at: 60_000_000_000) == 0)
        #expect(pacer.delay(events: 1, bytes: 0, at: 60_000_000_000) == 0.1)
    }

    @Test func withoutARateNothingWaits() {
        var pacer = RatePacer(events: nil, bytes: nil)
        for _ in 0..<3 { #expect(pacer.delay(events: 1000, bytes: 1 << 30, at: 5) == 0) }
    }
}
