import AuditModel
import ByteScan
import Simulators
import Testing

struct EventShapeTests {
    private static let faults: [APIFault] = [
        APIFault(.changedRecord, share: 0.2), APIFault(.republished, share: 0.2), APIFault(.oddTimes, share: 0.3),
        APIFault(.schemaDrift, share: 0.3), APIFault(.missingIDs, share: 0.1), APIFault(.negativeIDs, share: 0.2),
        APIFault(.nestedEvents, share: 0.2),
    ]

    @Test(arguments: ServiceCatalogue.entries.map(\.source))
    func everyRecordIsJSONOnOneLine(_ source: String) throws {
        let entry = try #require(ServiceCatalogue.entry(source))
        let scenario = TestTenants.scenario(
            source, events: 300, api: Self.faults.filter { entry.faults.contains($0.fault) })
        let tenant = TestTenants.tenant(scenario, entry.shape)
        for record in tenant.records {
            let body = tenant.body(of: record)
            #expect(throws: Never.self) { try JSONTree(parsing: body) }
            #expect(!body.contains(0x0A))
        }
    }

    @Test(arguments: [
        ("o365-management", "Id", "CreationTime"), ("graph-sign-ins", "id", "createdDateTime"),
        ("graph-directory-audits", "id", "activityDateTime"), ("graph-risk-detections", "id", "activityDateTime"),
        ("graph-identity-risk-events", "id", "riskEventDateTime"), ("aad-graph-sign-ins", "id", "signinDateTime"),
        ("purview-audit", "id", "createdDateTime"),
    ])
    func idAndTimeStandWhereTheServiceHasThem(_ source: String, _ id: String, _ time: String) throws {
        let entry = try #require(ServiceCatalogue.entry(source))
        let tenant = TestTenants.tenant(
            TestTenants.scenario(source, events: 200, api: [APIFault(.oddTimes, share: 0.5)]), entry.shape)
        let reader = TimestampReader(zone: .utc)
        for record in tenant.records {
            let tree = try TestTenants.json(tenant.body(of: record))
            #expect(tree[id]?.text == tenant.id(of: record))
            let written = try #require(tree[time]?.scalarBytes)
            #expect(reader.read(written.span)?.nanoseconds == record.time)
        }
    }

    @Test func bodiesAreAboutAsLongAsRealOnes() throws {
        for (source, range) in [("graph-sign-ins", 1200...2000), ("o365-management", 400...1200)] {
            let entry = try #require(ServiceCatalogue.entry(source))
            let tenant = TestTenants.tenant(TestTenants.scenario(source, events: 100), entry.shape)
            for record in tenant.records { #expect(range.contains(tenant.body(of: record).count)) }
        }
    }
}
