import AuditModel
import Diagnosis
import TestKit
import Testing

@Suite struct ScopeDifferenceTests {
    @Test func aScopeThatNeverArrivesIsADifferenceAndTypeLost() {
        let trail = Collector.lacksScope.trail(3_000, seed: 1)
        let findings = Diagnostician(zones: NoZones()).findings(trail.evidence())
        let difference = findings.scopeDifferences.first
        #expect(difference?.scope.value == "AzureActiveDirectory" && difference?.lacking == .siem)
        #expect(difference?.events == trail.missing)
        #expect(difference?.likely.contains("not subscribed") == true)
        #expect(findings.causes.first?.code == "type-lost")
        #expect(findings.scopeDifferences.count == 1)
    }

    @Test func aScopeOnlyTheSIEMHasIsTheAuthoritysLack() {
        var evidence = SyntheticTrail(2_000, seed: 2).evidence()
        evidence.scopes.append(Scope(field: "category", value: "NonInteractiveUserSignInLogs"))
        evidence.presence.append(ScopePresence(scope: 4, authority: 0, missing: 0, extra: 812))
        let differences = Diagnostician(zones: NoZones()).findings(evidence).scopeDifferences
        #expect(differences.map(\.lacking) == [.authority])
        #expect(differences.first?.events == 812)
    }

    @Test func randomLossIsNoDifference() {
        var trail = SyntheticTrail(3_000, days: 3, seed: 3)
        trail.lose(share: 0.3)
        #expect(Diagnostician(zones: NoZones()).findings(trail.evidence()).scopeDifferences.isEmpty)
    }
}
