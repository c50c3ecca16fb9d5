import AuditModel
import Diagnosis
import TestKit
import Testing

@Suite struct GapTests {
    private let hour = SyntheticTrail.hour

    private func gaps(_ trail: SyntheticTrail) -> [Gap] {
        Diagnostician(zones: NoZones()).findings(trail.evidence()).gaps
    }

    @Test(arguments: [1, 2] as [UInt64])
    func anOutageOfAllScopesIsOneGapWithoutScope(seed: UInt64) throws {
        var trail = SyntheticTrail(5_000, days: 3, seed: seed)
        let outage = (trail.window.from + 34 * hour)..<(trail.window.from + 36 * hour)
        trail.lose { outage.contains($0.time) }
        let lost = trail.events.filter { outage.contains($0.time) }
        let gaps = gaps(trail)
        let gap = try #require(gaps.first)
        #expect(gaps.count == 1)
        #expect(gap.scope.isEmpty && !gap.scattered)
        #expect(gap.from == lost.first?.time)
        #expect(gap.to == lost.last.map { $0.time + 1_000_000 }, "one unit of the times, a millisecond, after the last")
        #expect(gap.missing == lost.count && gap.of == lost.count)
        #expect(gap.cause?.code == "collector-stopped" && gap.cause?.explains == lost.count)
    }

    @Test func anOutageOfTwoScopesNamesBoth() throws {
        var trail = SyntheticTrail(10_000, seed: 4)
        let outage = (trail.window.from + 34 * hour)..<(trail.window.from + 37 * hour)
        trail.lose { $0.scope != 1 && outage.contains($0.time) }
        let gap = try #require(gaps(trail).first)
        #expect(gap.scope.map(\.value) == ["SharePoint", "AzureActiveDirectory"])
        #expect(gap.missing == trail.missing && gap.of == trail.missing)
    }

    @Test(arguments: [5, 6] as [UInt64])
    func aQuietNightIsNoGap(seed: UInt64) {
        var trail = SyntheticTrail(5_000, days: 3, seed: seed)
        let night = (trail.window.from + 20 * hour)..<(trail.window.from + 31 * hour)
        trail.events.removeAll { night.contains($0.time) }
        trail.events[trail.events.count / 2].isMissing = true
        let gaps = gaps(trail)
        #expect(gaps.count == 1 && gaps[0].scattered)
    }

    @Test(arguments: [0.0, 0.004, 0.15, 0.6])
    func whatIsMissingToTheEndIsOneGap(after share: Double) throws {
        var trail = SyntheticTrail(1_000, days: 1, seed: 12)
        let first = trail.events[Int(share * 1_000)].time
        trail.lose { $0.time >= first }
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        let gap = try #require(findings.gaps.first)
        #expect(findings.gaps.count == 1 && !gap.scattered)
        #expect(gap.missing == trail.missing)
    }

    @Test func aStopThatNothingFollowsMayBeTheExportsEnd() throws {
        var trail = SyntheticTrail(3_000, days: 2, seed: 13)
        let from = trail.window.from + 34 * hour
        trail.lose { $0.time >= from }
        let cause = try #require(Diagnostician(zones: NoZones()).findings(trail.evidence()).causes.first)
        #expect(cause.code == "collector-stopped" && cause.confidence == "medium")
        #expect(cause.evidence.contains { $0.contains("its export may end there") }, "\(cause.evidence)")
    }

    @Test func scatteredLossesMakeARowADay() {
        var trail = SyntheticTrail(3_000, days: 3, seed: 8)
        trail.lose(share: 0.01)
        let gaps = gaps(trail)
        #expect(gaps.map(\.id) == [1, 2, 3])
        #expect(gaps.allSatisfy { $0.scattered && $0.cause == nil })
        #expect(gaps.map(\.of).reduce(0, +) == 3_000)
        #expect(gaps.map(\.missing).reduce(0, +) == trail.missing)
    }

    @Test func everyMissingEntryHasItsGap() {
        var trail = Collector.tokenExpires.trail(4_000, seed: 9)
        trail.lose(share: 0.005)
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        var counts: [UInt32: Int] = [:]
        for gap in findings.gapOfMissing { counts[gap, default: 0] += 1 }
        for gap in findings.gaps { #expect(counts[UInt32(gap.id)] == gap.missing) }
        #expect(findings.gapOfMissing.count == trail.missing)
        #expect(findings.gaps.map { $0.from ?? .max } == findings.gaps.map { $0.from ?? .max }.sorted())
    }

    @Test func missingEventsWithoutATimeMakeTheLastRow() throws {
        let trail = Collector.stopped.trail(3_000, seed: 10)
        var evidence = trail.evidence()
        evidence.missing.time.append(EventFacts.unknown)
        evidence.missing.entry.append(EventFacts.noEntry)
        evidence.missing.available.append(EventFacts.unknown)
        evidence.missing.scope.append(0)
        evidence.missing.size.append(700)
        evidence.missing.shape.append([])
        evidence.missing.position.append(.max)
        for index in evidence.missing.fields.indices { evidence.missing.fields[index].codes.append(0) }
        evidence.missing.population += 1
        let findings = Diagnostician(zones: NoZones()).findings(evidence)
        let last = try #require(findings.gaps.last)
        #expect(last.from == nil && last.missing == 1 && last.scattered)
        #expect(findings.causes.reduce(0) { $0 + $1.explains } == evidence.missing.population)
    }
}
