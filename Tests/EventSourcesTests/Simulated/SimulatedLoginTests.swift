import AuditModel
import EventSources
import Pulling
import Testing

/// Pulls over TLS of an authority of one's own, with a certificate in the place of a secret.
struct SimulatedLoginTests {
    @Test(arguments: ["algorithm: RS256\nthumbprint: x5t", "algorithm: PS256\nthumbprint: \"x5t#S256\""])
    func certificateLogsIn(_ choice: String) async throws {
        for source in ["o365-management", "aad-graph-sign-ins"] {
            var plan = SimulatedPull.Plan(source: source)
            plan.events = 20
            plan.settings = "certificate: {file: FOLDER/client.pem, key: {file: FOLDER/client.key}}\n" + choice
            let pull = try await SimulatedPull.run(plan, tls: true)
            #expect(pull.outcome.isWhole, "\(pull.reasons)")
            #expect(pull.ids == pull.truth)
        }
    }

    @Test func domainStandsForTheDirectory() async throws {
        var plan = SimulatedPull.Plan(source: "o365-management")
        plan.events = 20
        plan.settings = "tenant: contoso.example"
        let pull = try await SimulatedPull.run(plan)
        #expect(pull.outcome.isWhole, "\(pull.reasons)")
        #expect(pull.ids == pull.truth)
    }

    @Test func unknownCertificateIsRefused() async throws {
        var plan = SimulatedPull.Plan(source: "graph-directory-audits")
        // The authority's own certificate is none that was registered.
        plan.settings = "certificate: {file: FOLDER/ca.pem, key: {file: FOLDER/client.key}}"
        let pull = try await SimulatedPull.run(plan, tls: true)
        #expect(pull.reasons == ["denied"])
        #expect(pull.outcome.problems.contains { $0.code.hasPrefix("E-AUTH") })
        #expect(pull.lines.isEmpty)
    }
}
