import AuditModel
import Diagnosis
import Testing

@Suite struct AttributionTests {
    @Test(arguments: Collector.allCases)
    func namesTheCauseOfASingleFault(_ collector: Collector) {
        let trail = collector.trail(10_000, seed: 2)
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        let explained = findings.causes.first { $0.code == collector.code }?.explains ?? 0
        #expect(findings.causes.reduce(0) { $0 + $1.explains } == trail.missing)
        let wrong = findings.causes.filter { ![collector.code, "unexplained"].contains($0.code) }
        #expect(findings.causes.first?.code == collector.code, "\(findings.causes)")
        #expect(explained * 10 >= trail.missing * 8, "\(explained) of \(trail.missing): \(findings.causes)")
        #expect(wrong.reduce(0) { $0 + $1.explains } * 20 <= trail.missing, "\(wrong)")
    }

    @Test(arguments: [(30_000, 0.001), (3_000, 0.01), (3_000, 0.1), (3_000, 0.5)], [11, 12] as [UInt64])
    func leavesRandomLossUnexplained(of trail: (events: Int, share: Double), seed: UInt64) {
        let share = trail.share
        var trail = SyntheticTrail(trail.events, days: 3, seed: seed)
        trail.lose(share: share)
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        #expect(findings.causes.map(\.code) == ["unexplained"], "\(findings.causes)")
        #expect(findings.gaps.allSatisfy { $0.scattered })
    }

    @Test(arguments: [21, 22] as [UInt64])
    func claimsNothingAboutADozen(seed: UInt64) {
        var trail = SyntheticTrail(3_000, days: 3, seed: seed)
        for _ in 0..<12 { trail.events[Int.random(in: 0..<3_000, using: &trail.random)].isMissing = true }
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        #expect(findings.causes.map(\.code) == ["unexplained"], "\(findings.causes)")
    }

    @Test func unexplainedHasNoConfidence() {
        var trail = SyntheticTrail(5_000, seed: 4)
        trail.lose(share: 0.01)
        let cause = Diagnostician(zones: NoZones()).findings(trail.evidence()).causes.last
        #expect(cause?.confidence == "none")
        #expect(cause?.advice.isEmpty == true)
    }

    @Test(arguments: [31, 32] as [UInt64])
    func tellsTwoCausesApart(seed: UInt64) {
        var trail = SyntheticTrail(6_000, days: 4, seed: seed)
        let from = trail.window.from + 80 * SyntheticTrail.hour
        trail.lose { (from..<(from + 2 * SyntheticTrail.hour)).contains($0.time) }
        trail.lose { $0.size > 65_536 }
        trail.lose(share: 0.001)
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        let codes = Set(findings.causes.map(\.code))
        #expect(codes.isSuperset(of: ["collector-stopped", "size-limit"]), "\(findings.causes)")
        #expect(findings.causes.reduce(0) { $0 + $1.explains } == trail.missing)
        let last = findings.causes.last
        #expect(last?.code == "unexplained" && (last?.explains ?? .max) <= 30)
    }

    @Test func aFewStopsKeepNoRhythm() {
        for seed in 41...46 as ClosedRange<UInt64> {
            var trail = SyntheticTrail(6_000, days: 3, seed: seed)
            for _ in 0..<6 {
                let from =
                    trail.window.from + Int64.random(in: 30...68, using: &trail.random) * 30 * SyntheticTrail.minute
                trail.lose { (from..<(from + 40 * SyntheticTrail.minute)).contains($0.time) }
            }
            let codes = Set(Diagnostician(zones: NoZones()).findings(trail.evidence()).causes.map(\.code))
            #expect(codes.isSubset(of: ["collector-stopped", "unexplained"]), "\(seed): \(codes)")
        }
    }

    @Test func aTypeThatIsOneOperationIsToldBothWays() throws {
        let trail = Collector.lacksScope.trail(3_000, seed: 7)
        var evidence = trail.evidence()
        // The scope's events are all of one operation, and nothing else is.
        for facts in [\Evidence.missing, \.present] {
            evidence[keyPath: facts].fields[0].values.append("DlpRuleMatch")
            let code = UInt32(evidence[keyPath: facts].fields[0].values.count - 1)
            for index in 0..<evidence[keyPath: facts].count where evidence[keyPath: facts].scope[index] == 3 {
                evidence[keyPath: facts].fields[0].codes[index] = code
            }
        }
        let cause = try #require(Diagnostician(zones: NoZones()).findings(evidence).causes.first)
        #expect(cause.code == "type-lost" && cause.explains == trail.missing)
        #expect(cause.evidence.count == 2 && cause.evidence.last?.contains("DlpRuleMatch") == true, "\(cause.evidence)")
    }

    @Test func tellsAPollHoleFromAnOutage() {
        var trail = Collector.losesAtPolls.trail(6_000, seed: 9)
        let from = trail.window.from + 80 * SyntheticTrail.hour
        trail.lose { (from..<(from + 3 * SyntheticTrail.hour)).contains($0.time) }
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        #expect(Set(findings.causes.map(\.code)).isSuperset(of: ["collector-stopped", "poll-boundary"]))
    }

    @Test func attributesEveryMissingEventOnce() {
        let trail = Collector.stopped.trail(3_000, seed: 5)
        let evidence = trail.evidence()
        let findings = Diagnostician(zones: NoZones()).findings(evidence)
        #expect(findings.causeOfMissing.count == evidence.missing.count)
        #expect(findings.causeOfMissing.allSatisfy { Int($0) < findings.causes.count })
    }

    @Test func sampledFactsStandForAllMissingEvents() {
        let trail = Collector.losesOneOperation.trail(3_000, seed: 6)
        var evidence = trail.evidence()
        evidence.missing.population = evidence.missing.count * 3 + 1
        let causes = Diagnostician(zones: NoZones()).findings(evidence).causes
        #expect(causes.reduce(0) { $0 + $1.explains } == evidence.missing.population)
    }
}
