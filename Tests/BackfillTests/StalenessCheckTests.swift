import AuditModel
import SIEMStores
import Settings
import TestKit
import Testing
import Transport

@testable import Backfill

@Suite struct StalenessCheckTests {
    private func fault(
        _ scene: BackfillScene, _ forecast: PlanForecast, _ traits: DeliveryTraits? = nil
    ) -> BackfillFault? {
        do {
            try StalenessCheck(forecast.plan, forecast.folder, progress: { _ in })
                .check(traits ?? forecast.traits, at: scene.context.now())
            return nil
        } catch {
            return error as? BackfillFault
        }
    }

    @Test func aFreshPlanHolds() async throws {
        let scene = try BackfillScene()
        #expect(fault(scene, try await scene.plan(ScriptedTarget())) == nil)
    }

    @Test func aPlanOfYesterdayDoesNot() async throws {
        let scene = try BackfillScene()
        let forecast = try await scene.plan(ScriptedTarget())
        scene.advance(seconds: 86_399)
        #expect(fault(scene, forecast) == nil)
        scene.advance(seconds: 1)
        let refusal = try #require(fault(scene, forecast))
        #expect(refusal.problem.code == "E-PLAN-STALE" && refusal.exitCode == 2)
        #expect(refusal.problem.fix == "siemgap backfill plan \(BackfillScene.runID) --into lake")
    }

    @Test(arguments: [
        DeliveryTraits(kind: .hec, address: "https://other:8088", index: "main", acknowledgement: .received),
        DeliveryTraits(kind: .hec, address: "https://lake.example:8088", index: "test", acknowledgement: .received),
        DeliveryTraits(kind: .http, address: "https://lake.example:8088", index: "main", acknowledgement: .received),
    ])
    func anotherTargetIsRefused(traits: DeliveryTraits) async throws {
        let scene = try BackfillScene()
        let refusal = fault(scene, try await scene.plan(ScriptedTarget()), traits)
        #expect(refusal?.problem.what.contains("another target") == true)
    }

    @Test func aChangedReportIsRefused() async throws {
        let scene = try BackfillScene()
        let forecast = try await scene.plan(ScriptedTarget())
        try scene.scratch.write("{}", to: "run/report.json")
        #expect(fault(scene, forecast)?.problem.what.contains("report.json") == true)
    }

    @Test func arrivalsAreCounted() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        let forecast = try await scene.plan(target)
        let check = StalenessCheck(forecast.plan, forecast.folder, progress: { _ in })
        try await check.checkArrivals(target)
        for number in [1, 6, 7] { target.put(BackfillScene.id(number)) }
        let refusal = await #expect(throws: BackfillFault.self) { try await check.checkArrivals(target) }
        #expect(
            refusal?.problem.what == "plan p-7f3a-1 no longer holds: 3 of its 10 events have arrived since it was made")
    }
}
