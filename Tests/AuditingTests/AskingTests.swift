import AuditModel
import Simulators
import Testing

/// Commands that ask a service, from the configuration to the report, over loopback.
struct AskingTests {
    private static let week = ["--from", "2026-11-02", "--to", "2026-11-03"]

    @Test func auditOfASourceNamesExactlyWhatItsSIEMLacks() async throws {
        let scene = try await AskingScene(
            "o365-management", collector: [CollectorPlan(defect: "S1")])
        let audit = try await scene.run(["audit", "weekly", "--format", "json"])
        let counts = try #require(audit.output.firstMatch(of: /"missing": (\d+)/)?.1)
        #expect(Int(counts) == scene.truth.missing.count, "\(audit.errors)")
        #expect(audit.status == (scene.truth.missing.isEmpty ? 0 : 1))
        let replay = try await scene.run(["audit", "--replay", audit.folder])
        #expect(replay.report == audit.report && !audit.report.isEmpty, "\(replay.errors)")
        let told = try scene.written() + audit.output + audit.errors
        for secret in scene.secrets { #expect(!told.contains(secret)) }
        try await scene.host.stop()
    }

    @Test func pulledFolderIsAuditedLikeTheSource() async throws {
        let scene = try await AskingScene("graph-sign-ins")
        let pull = try await scene.run(["pull", scene.source] + Self.week)
        #expect(pull.status == 0 && pull.output.contains("pull\twhole\tgraph-sign-ins\trecords="), "\(pull.errors)")
        let audit = try await scene.run(["audit", "--source", pull.folder, "--siem", "lake"] + Self.week)
        #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
        let again = try await scene.run(["pull", scene.source, "--out", pull.folder] + Self.week)
        #expect(again.status != 0 && again.errors.contains(pull.folder))
        try await scene.host.stop()
    }

    @Test func stoppedAuditGoesOn() async throws {
        let scene = try await AskingScene("okta-system-log")
        let stopped = try await scene.run(["audit", "weekly"], stopped: true)
        #expect(stopped.status == 130 && stopped.report.isEmpty)
        let run = try #require(stopped.errors.firstMatch(of: /siemgap audit --resume (\S+)/)?.1)
        let resumed = try await scene.run(["audit", "--resume", String(run), "--format", "json"])
        #expect(resumed.status == 0 && resumed.output.contains(#""verdict": "complete""#), "\(resumed.errors)")
        try await scene.host.stop()
    }

    @Test func pullsThatDifferForbidComplete() async throws {
        let scene = try await AskingScene("graph-sign-ins", faults: [APIFault(.unstableCount, share: 0.2)])
        let audit = try await scene.run(["audit", "weekly", "--pulls", "2", "--format", "json"])
        #expect(audit.status != 0 && audit.output.contains("unstable-authority"), "\(audit.errors)")
        #expect(audit.output.contains(#""jaccard""#))
        try await scene.host.stop()
    }

    @Test func aClockFarOffDecidesNothing() async throws {
        let scene = try await AskingScene("graph-sign-ins", faults: [APIFault(.clockOff, by: 600_000_000_000)])
        let audit = try await scene.run(["audit", "weekly"])
        #expect(audit.status == 2 && audit.errors.contains("E-CLOCK") && audit.report.isEmpty)
        try await scene.host.stop()
    }

    struct Visit: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var type = "o365-management"
        var faults: [APIFault] = []
        var secret: String?
        var roles: [String]?
        let status: Int32
        let says: [String]
    }

    @Test(arguments: [
        Visit(testDescription: "sound", status: 0, says: ["ActivityFeed.Read", "Audit.Exchange\tok", "retention\tok"]),
        Visit(
            testDescription: "wrong secret", secret: "4b7a0000-0000-4000-8000-000000000001", status: 2,
            says: ["login\tfail\tE-AUTH-SECRET", "SIMULATOR_CLIENT_SECRET"]),
        Visit(
            testDescription: "missing role", type: "graph-sign-ins", roles: ["Directory.Read.All"], status: 2,
            says: ["E-AUTH-CONSENT", "roles in the token: Directory.Read.All"]),
        Visit(
            testDescription: "clock", faults: [APIFault(.clockOff, by: 600_000_000_000)], status: 2,
            says: ["clock\tfail\tE-CLOCK: this machine's clock is 600 s behind"]),
        Visit(
            testDescription: "not subscribed", faults: [APIFault(.notSubscribed, scope: "Audit.Exchange")], status: 1,
            says: ["W-NOT-SUBSCRIBED", "siemgap subscribe o365-management Audit.Exchange"]),
    ]) func doctorSeesWhatIsWrong(_ visit: Visit) async throws {
        let scene = try await AskingScene(visit.type, faults: visit.faults, roles: visit.roles)
        let replacing = visit.secret.map { ["SIMULATOR_CLIENT_SECRET": $0] } ?? [:]
        let doctor = try await scene.run(["doctor", "--strict"], replacing: replacing)
        #expect(doctor.status == visit.status, "\(doctor.output)\(doctor.errors)")
        for words in visit.says { #expect(doctor.output.contains(words), "\(doctor.output)") }
        for secret in scene.secrets { #expect(!(doctor.output + doctor.errors).contains(secret)) }
        try await scene.host.stop()
    }

    @Test func subscriptionsAreStartedByCommandOnly() async throws {
        let scene = try await AskingScene("o365-management")
        let started = try await scene.run(["subscribe", scene.source, "Audit.Exchange"])
        #expect(started.status == 0 && started.output == "subscription\tAudit.Exchange\twas on\n", "\(started.errors)")
        let unknown = try await scene.run(["subscribe", scene.source, "Audit.Nothing"])
        #expect(unknown.status == 64 && unknown.errors.contains("E-SUBSCRIPTION"))
        try await scene.host.stop()
    }

    @Test func apiNeedsAWindow() async throws {
        let scene = try await AskingScene("okta-system-log")
        let audit = try await scene.run(["audit", "--source", scene.source, "--siem", "lake"])
        #expect(audit.status == 64 && audit.errors.contains("E-WINDOW"))
        try await scene.host.stop()
    }
}
