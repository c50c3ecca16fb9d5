import AuditModel
import Testing

@testable import Simulators

struct SIEMExportTests {
    @Test(arguments: [
        SIEMPlan(kind: "papyrus"), SIEMPlan(kind: "ndjson", zone: "Moon/Base"),
        SIEMPlan(kind: "ndjson", precision: "fortnights"), SIEMPlan(kind: "elasticsearch", faults: ["cut"]),
    ])
    func whatCannotBeExportedIsRefused(siem: SIEMPlan) throws {
        let tenant = try CollectorScene([], events: 10).tenant
        #expect(throws: ScenarioFault.self) { _ = try SIEMExport(of: siem, tenant: tenant) }
    }

    @Test func auditLogsOfMicrosoft365StayInTheirOwnForms() {
        #expect(ExportKind.purviewCSV.holds("o365-management") && !ExportKind.purviewCSV.holds("okta-system-log"))
        #expect(ExportKind.logAnalyticsCSV.holds("github-audit"))
        #expect(!ExportKind.logAnalyticsCSV.holds("google-workspace-reports"))
    }

    @Test func guidsAreTheSameInAnyDress() {
        let guid = "7d0c2b6e-1b6f-4a0e-8e5a-00000000a001"
        #expect(GUIDForm.digits(guid) == GUIDForm.digits("{\(guid.uppercased())}"))
        #expect(GUIDForm.digits("42") == nil && GUIDForm.digits(guid + "0") == nil)
    }

    @Test func splitRecordsHaveGUIDsOfTheirOwn() throws {
        let tenant = try CollectorScene([], events: 10).tenant
        let maker = SIEMRecordMaker(tenant: tenant)
        let ids = (1...3).map { part in
            var document = StoredDocument(index: 4, time: 0, received: 0)
            document.idForm = .part(part)
            return maker.id(document)
        }
        #expect(Set(ids).count == 3 && ids.allSatisfy { $0.flatMap(GUIDForm.digits) != nil })
        #expect(!ids.contains(tenant.id(of: tenant.records[4])))
    }

    @Test func cutTextEndsAtAWholeCharacter() throws {
        let maker = SIEMRecordMaker(tenant: try CollectorScene([], events: 10).tenant)
        var document = StoredDocument(index: 0, time: 0, received: 0)
        document.keptBytes = 3
        #expect(maker.keptText("aéé", of: document) == "aé")
        document.keptBytes = 4
        #expect(maker.keptText("aéé", of: document) == "aé")
        #expect(maker.keptText("abc", of: document) == "abc")
    }
}
