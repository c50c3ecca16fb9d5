import AuditModel
import Simulators
import TestKit
import Testing

/// Every built-in shape of loss, audited as a person would, against what was planted.
struct LossShapeTests {
    /// Without ids nothing can be compared unless a person names other fields.
    private static let refused = "no-ids"
    private static let scenarios = Scenario.builtIn.dropFirst(Scenario.usual.count).map(\.name)

    @Test(arguments: scenarios) func auditsSayWhatWasPlanted(name: String) async throws {
        let scenario = try #require(Scenario.builtIn(name))
        let entry = try #require(scenario.tenant.sources.first.flatMap { ServiceCatalogue.entry($0) })
        let scene = try AuditScene()
        let tenant = Tenant(of: scenario, shape: entry.shape, now: scene.now)
        scene.now = scenario.tenant.now.map { tenant.span.from + $0 } ?? scene.now
        let simulated = try SimulatedAudit(of: scenario, tenant: tenant, at: scene.now)
        let sides = scene.path("sides")
        let authority = try simulated.write(to: sides, recorded: true)
        let truth = simulated.truth
        let finished = try await scene.audit([
            "--source", sides + "/" + authority, "--siem", sides + "/" + simulated.export.kind.fileName,
        ])
        #expect(finished.status == Int32(truth.verdict.exitCode), "\(finished.errors)")
        guard name != Self.refused else { return #expect(finished.text("report.json") == nil) }
        let report = try finished.report()
        #expect(finished.ids("missing").sorted() == truth.missing.sorted())
        #expect(finished.ids("extra").sorted() == truth.extra.sorted())
        #expect(report.counts.matched == truth.matched && report.counts.unknown == truth.unknown)
        #expect(report.counts.timeDiffers == truth.timeDiffers && report.counts.truncated == truth.truncated)
        #expect(report.counts.unsettled == truth.unsettled)
        #expect(report.verdict == truth.verdict.rawValue)
        #expect(report.reasons.map(\.code) == truth.reasons.map(\.rawValue))
        #expect(truth.causes.values.reduce(0, +) == truth.missing.count)
    }
}
