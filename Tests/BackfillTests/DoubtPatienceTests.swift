import Testing

@testable import Backfill

@Suite struct DoubtPatienceTests {
    @Test(arguments: [
        (Int64?.none, false, 30.0), (1_000_000, false, 10), (20_000_000_000, false, 80), (600_000_000_000, false, 120),
        (20_000_000_000, true, 0),
    ])
    func followsHowLongTheFirstEventTook(canary: Int64?, isImmediate: Bool, seconds: Double) {
        #expect(DoubtPatience(canary: canary, isImmediate: isImmediate).seconds == seconds)
    }

    @Test(arguments: [0, 0.1, 1, 60, 3600] as [Double])
    func pausesGrowAndAddUp(seconds: Double) {
        let pauses = DoubtPatience.pauses(seconds)
        #expect(abs(pauses.reduce(0, +) - seconds) < 1e-9 && pauses.allSatisfy { $0 <= 30 })
        #expect(zip(pauses.dropLast(), pauses.dropLast().dropFirst()).allSatisfy { $0 <= $1 })
    }
}
