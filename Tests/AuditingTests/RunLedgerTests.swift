import AuditModel
import EventLedger
import FileAccess
import TestKit
import Testing

/// Finished audits in the ledger of the state folder.
struct RunLedgerTests {
    private static func event(_ number: Int) -> String {
        """
        {"Id":"7d3a0000-0000-4000-8000-00000000000\(number)","CreationTime":"2026-11-14T02:00:0\(number)",\
        "RecordType":15,"Operation":"UserLoggedIn","Workload":"Exchange","OrganizationId":"o","UserId":"u"}\n
        """
    }

    private static func scene() throws -> AuditScene {
        let scene = try AuditScene()
        try scene.folder.write((0..<4).map(event).joined(), to: "authority.ndjson")
        try scene.folder.write((0..<3).map(event).joined(), to: "siem.ndjson")
        return scene
    }

    private static func sides(_ scene: AuditScene) -> [String] {
        ["--source", scene.path("authority.ndjson"), "--siem", scene.path("siem.ndjson")]
    }

    @Test func aFinishedAuditIsNoted() async throws {
        let scene = try Self.scene()
        let audit = try await scene.audit(Self.sides(scene))
        #expect(audit.status == 1, "\(audit.errors)")
        let run = try #require(try Ledger(state: scene.path("state")).runs().first)
        let report = audit.folder + "/report.json"
        #expect(run.folder == audit.folder && run.verdict == "gaps" && run.counts.missing == 1)
        #expect(run.counts.events == 4 && run.counts.matched == 3)
        #expect(try InputDigests().finish([report])[report]?.sha256 == run.reportSHA256)
    }

    @Test func aLedgerThatCannotBeWrittenSpoilsNothing() async throws {
        let scene = try Self.scene()
        try scene.folder.write("no folder", to: "state")
        let audit = try await scene.audit(Self.sides(scene))
        #expect(audit.status == 1 && audit.errors.contains("W-LEDGER"), "\(audit.errors)")
        #expect(audit.ids("missing").count == 1)
    }
}
