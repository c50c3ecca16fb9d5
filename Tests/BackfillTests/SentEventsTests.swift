import SIEMStores
import TestKit
import Testing
import Transport

@testable import Backfill

@Suite struct SentEventsTests {
    @Test func namesThePlanOfWhatWasSentAndOfNothingElse() async throws {
        let scene = try BackfillScene()
        let refused = BackfillScene.id(4)
        let target = ScriptedTarget(script: { _ in .refuse([refused]) })
        target.put(BackfillScene.id(2))
        let ids = Set((0..<10).map(BackfillScene.id))
        let forecast = try await scene.plan(target)
        #expect(try SentEvents.plans(of: ids, state: scene.state).isEmpty)
        _ = try await scene.apply(forecast, target)
        let plans = try SentEvents.plans(of: ids.union(["another"]), state: scene.state)
        #expect(Set(plans.keys) == ids.subtracting([refused, BackfillScene.id(2)]))
        #expect(Set(plans.values) == ["p-7f3a-1"])
        #expect(try SentEvents.plans(of: ids, state: scene.scratch.path).isEmpty)
    }

    @Test func ofTwoPlansTheLastOnePutItBack() async throws {
        let scene = try BackfillScene()
        let ids = Set((0..<10).map(BackfillScene.id))
        _ = try await scene.apply(try await scene.plan(ScriptedTarget()), ScriptedTarget())
        let between = scene.context.now()
        scene.advance(seconds: 600)
        // What the first had sent is gone.
        let second = ScriptedTarget()
        _ = try await scene.apply(try await scene.plan(second), second)
        #expect(Set(try SentEvents.plans(of: ids, state: scene.state).values) == ["p-7f3a-2"])
        #expect(Set(try SentEvents.plans(of: ids, state: scene.state, before: between).values) == ["p-7f3a-1"])
    }
}
