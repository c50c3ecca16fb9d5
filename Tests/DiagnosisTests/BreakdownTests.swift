import AuditModel
import Diagnosis
import TestKit
import Testing

@Suite struct BreakdownTests {
    @Test func aValueThatIsLostMoreOftenHasItsRiskRatio() throws {
        var trail = SyntheticTrail(8_000, days: 2, seed: 1)
        trail.lose(share: 0.01)
        for index in trail.events.indices where trail.events[index].operation == 3 && trail.random.once(in: 10) {
            trail.events[index].isMissing = true
        }
        let rows = Diagnostician(zones: NoZones()).findings(trail.evidence()).breakdown
        let first = try #require(rows.first)
        #expect(first.field == "operation" && first.value == "File.Operation3")
        let ratio = try #require(first.riskRatio)
        #expect((7.0...15.0).contains(ratio), "\(ratio)")
        #expect(first.authority == trail.events.count { $0.operation == 3 })
    }

    @Test func eventsOfNamedGapsAreLeftOutOfTheRatio() throws {
        var trail = SyntheticTrail(4_000, days: 3, seed: 2)
        let from = trail.window.from + 34 * SyntheticTrail.hour
        trail.lose { (from..<(from + 2 * SyntheticTrail.hour)).contains($0.time) }
        let rows = Diagnostician(zones: NoZones()).findings(trail.evidence()).breakdown
        #expect(rows.allSatisfy { $0.riskRatio == nil })
        #expect(rows.filter { $0.field == "operation" }.reduce(0) { $0 + $1.missing } <= trail.missing)
    }

    @Test func rowsAreBounded() {
        var trail = SyntheticTrail(3_000, days: 2, seed: 3)
        trail.lose(share: 0.2)
        #expect(Diagnostician(zones: NoZones()).findings(trail.evidence()).breakdown.count <= 200)
    }
}
