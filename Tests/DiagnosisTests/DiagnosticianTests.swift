import AuditModel
import Diagnosis
import Testing

@Suite struct DiagnosticianTests {
    @Test func noEventsGiveNoFindings() {
        let evidence = Evidence(window: TimeWindow(from: 0, to: 1), observed: 1, scopes: [nil])
        let findings = Diagnostician(zones: NoZones()).findings(evidence)
        #expect(findings.gaps.isEmpty && findings.causes.isEmpty && findings.timeFaults.isEmpty)
    }
}
