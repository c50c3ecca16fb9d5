import AuditModel
import Drift
import TestKit
import Testing

@Suite struct DelaySampleTests {
    private static func id(_ number: UInt64) -> IDHash {
        var random = SplitMix(seed: number)
        return IDHash(low: random.next(), high: random.next())
    }

    @Test func anEventListedAgainHasItsEarliestSighting() {
        var sample = DelaySample(capacity: 10)
        for days in [5.0, 0, 3] { sample.observe(Self.id(1), DelayScene.delay(0, 60 + days * 86_400)) }
        #expect(sample.delays().map(\.seconds) == [60])
    }

    @Test func orderAndWorkersMakeNoDifference() {
        let events = (0..<5_000).map { (Self.id(UInt64($0)), DelayScene.delay(Double($0), Double($0 % 97))) }
        var forward = DelaySample(capacity: 300)
        for (id, delay) in events { forward.observe(id, delay) }
        var (one, other) = (DelaySample(capacity: 300), DelaySample(capacity: 300))
        for (index, (id, delay)) in events.reversed().enumerated() {
            if index % 3 == 0 { one.observe(id, delay) } else { other.observe(id, delay) }
        }
        one.add(other)
        #expect(forward.delays() == one.delays())
        #expect(forward.oneIn == one.oneIn)
    }

    @Test func keepsNoMoreThanItsCapacityAndSaysForHowManyEachStands() {
        var sample = DelaySample(capacity: 1_000)
        for number in 0..<20_000 { sample.observe(Self.id(UInt64(number)), DelayScene.delay(0, 1)) }
        let kept = sample.delays().count
        #expect(kept <= 1_000)
        #expect(sample.oneIn == 32)
        #expect((18_000...22_000).contains(kept * sample.oneIn))
    }
}
