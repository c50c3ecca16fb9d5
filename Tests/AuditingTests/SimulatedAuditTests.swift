import AuditModel
import Foundation
import Simulators
import TestKit
import Testing

/// What a simulated SIEM exports, audited as a person would, against what the simulator planted.
struct SimulatedAuditTests {
    struct Case: CustomTestStringConvertible {
        let kind: String
        let source: String
        var defects: [String] = ["S1", "S10", "S13", "S17"]
        var zone = "Europe/Berlin"
        var faults: [String] = []
        var repeated = true

        var testDescription: String { ([kind, source] + defects + faults).joined(separator: " ") }
    }

    private static let hour: Int64 = 3_600_000_000_000
    private static let start: Int64 = 1_794_182_400_000_000_000
    private static let mixed = ["S1", "S5", "S9", "S10", "S11", "S12"]

    private static let perfect = Case(kind: "elasticsearch", source: "o365-management", defects: [])

    private static let everyKind: [Case] = ExportKind.allCases.flatMap { kind in
        [
            Case(kind: kind.rawValue, source: "o365-management"),
            Case(kind: kind.rawValue, source: "o365-management", defects: mixed),
            Case(kind: kind.rawValue, source: "o365-management", defects: ["S11", "S14", "S15", "S16"], zone: "UTC"),
            Case(kind: kind.rawValue, source: "o365-management", faults: ["sample=0.1", "fold", "blank-id=0.02"]),
        ]
    }

    private static let dropped = ["elasticdump", "purview-csv"].map { kind in
        Case(
            kind: kind, source: "o365-management", defects: [],
            faults: ["framing", "address", "datagrams", "oversize=700"])
    }

    private static let otherSources: [Case] = ["elasticsearch", "splunk-csv", "splunk-json", "la-csv", "ndjson"].flatMap
    {
        [
            Case(kind: $0, source: "graph-sign-ins", defects: ["S4", "S14", "S16"]),
            Case(kind: $0, source: "graph-directory-audits", defects: ["S2", "S12"]),
        ]
    }

    private static let empty: [Case] = ["elasticsearch", "splunk-csv", "purview-csv"].map {
        Case(kind: $0, source: "o365-management", defects: ["S9 all"])
    }

    private static let cut: [Case] = ["splunk-csv", "ndjson"].map {
        Case(kind: $0, source: "o365-management", defects: ["S1"], faults: ["cut=700"], repeated: false)
    }

    @Test(arguments: [perfect] + everyKind + dropped + otherSources + empty + cut) func auditsNameExactlyWhatWasPlanted(
        _ test: Case
    ) async throws {
        let scenario = Self.scenario(test)
        let shape: any EventShape =
            switch test.source {
            case "graph-sign-ins": SignInShape()
            case "graph-directory-audits": DirectoryAuditShape()
            default: OfficeShape()
            }
        let scene = try AuditScene()
        let simulated = try SimulatedAudit(
            of: scenario, tenant: Tenant(of: scenario, shape: shape, now: scene.now), at: scene.now)
        let sides = scene.path("sides")
        try simulated.write(to: sides)
        let truth = simulated.truth
        let finished = try await scene.audit([
            "--source", sides + "/authority.ndjson", "--siem", sides + "/" + simulated.export.kind.fileName,
        ])
        #expect(finished.status == Int32(truth.verdict.exitCode), "\(finished.errors)")
        let report = try finished.report()
        #expect(finished.ids("missing").sorted() == truth.missing.sorted())
        #expect(finished.ids("extra").sorted() == truth.extra.sorted())
        #expect(report.counts.matched == truth.matched && report.counts.unknown == truth.unknown)
        #expect(report.counts.timeDiffers == truth.timeDiffers)
        #expect(report.counts.truncated == truth.truncated)
        #expect(report.verdict == truth.verdict.rawValue)
        #expect(report.reasons.map(\.code) == truth.reasons.map(\.rawValue))
        #expect(truth.causes.values.reduce(0, +) == truth.missing.count && truth.causes["unexplained"] == nil)
        expect(report.authority, truth.authority)
        expect(report.siem, truth.siem)
    }

    private func expect(_ side: ReportView.Side, _ truth: AuditTruth.Side) {
        #expect(side.records == truth.records && side.events == truth.events && side.repeats == truth.repeats)
        #expect(side.unidentified == truth.unidentified && side.outsideWindow == truth.outsideWindow)
    }

    private static func scenario(_ test: Case) -> Scenario {
        let tenant = TenantPlan(
            sources: [test.source], from: .at(start), length: 48 * hour, events: 300,
            delay: DelayPlan(law: .lognormal, median: hour / 12, lateShare: 0.02, lateBy: 6 * hour))
        let plans = test.defects.map { defect in
            var plan = CollectorPlan(defect: String(defect.prefix { $0 != " " }))
            plan.every = hour / 12
            switch defect {
            case "S5": plan.scope = "SharePoint"
            case "S9": (plan.from, plan.to) = (20 * hour, 23 * hour)
            case "S10": plan.lookback = hour / 4
            case "S11": plan.share = 0.05
            case "S15": plan.share = 0.02
            case "S16": plan.share = 0.5
            case "S17": plan.size = 2
            default: break
            }
            return plan
        }
        return Scenario(
            name: "test", seed: 11, tenant: tenant,
            api: test.repeated ? [APIFault(.repeatedRecord, share: 0.03), APIFault(.changedRecord, share: 0.02)] : [],
            collector: plans,
            siem: SIEMPlan(kind: test.kind, zone: test.zone, precision: "ms", faults: test.faults))
    }
}
