import AuditModel
import ByteScan
import EventLedger
import FileAccess
import SIEMStores
import TestKit
import Testing
import Transport

@testable import Backfill

/// What a plan chooses and writes down.
@Suite struct PlanMakerTests {
    private func planned(_ forecast: PlanForecast) throws -> [PlannedEvent] {
        let events = try PlannedEvents(path: forecast.folder.eventsPath)
        var all: [PlannedEvent] = []
        while let placed = try events.next() { all.append(placed.event) }
        return all
    }

    @Test func holdsEveryMissingEventTheOldestFirst() async throws {
        let scene = try BackfillScene(events: 10)
        let forecast = try await scene.plan(ScriptedTarget())
        let events = try planned(forecast)
        #expect(events.map { $0.id[0] } == (0..<10).reversed().map(BackfillScene.id))
        #expect(events.map(\.time) == (0..<10).reversed().map { BackfillScene.event($0).time })
        #expect(
            events.map { String(decoding: $0.record, as: UTF8.self) }
                == (0..<10).reversed().map { BackfillScene.event($0).line })
        let plan = forecast.plan
        #expect(plan.id == "p-7f3a-1" && plan.runID == BackfillScene.runID && plan.alreadyArrived == 0)
        #expect(plan.events.count == 10 && plan.events.bytes == events.reduce(0) { $0 + $1.record.count })
        #expect(plan.validUntil == plan.made + BackfillScene.day && plan.leftOut.isEmpty)
        #expect(plan.audited.isWhole && plan.audited.missing == 10)
        #expect(try forecast.folder.checkedPlan(scene.ledger) == plan)
        #expect(try scene.ledger.plan("p-7f3a-1")?.state == .planned)
    }

    @Test func theIDDigestIsOverSortedNormalForms() async throws {
        let forecast = try await BackfillScene(events: 3).plan(ScriptedTarget())
        let ids = (0..<3).map { BackfillScene.id($0).replacing("-", with: "") }.sorted()
        var digest = FileDigest()
        digest.update(Array(ids.joined(separator: "\n").utf8).span)
        #expect(forecast.plan.events.idsSHA256 == digest.hexadecimal())
    }

    @Test func leavesOutWhatHasArrived() async throws {
        let (scene, target) = (try BackfillScene(events: 10), ScriptedTarget())
        for number in [2, 5] { target.put(BackfillScene.id(number)) }
        let forecast = try await scene.plan(target)
        #expect(forecast.plan.alreadyArrived == 2 && forecast.plan.events.count == 8)
        #expect(!(try planned(forecast)).contains { $0.id[0] == BackfillScene.id(2) })
    }

    @Test func aTargetThatCannotBeAskedGetsEverything() async throws {
        let forecast = try await BackfillScene(events: 4).plan(ScriptedTarget(canBeAsked: false))
        #expect(forecast.plan.alreadyArrived == nil && forecast.plan.events.count == 4)
        #expect(!forecast.plan.target.canBeAsked)
    }

    @Test func listsWhatTheTargetDoesNotTakeWithTheReason() async throws {
        let scene = try BackfillScene(events: 0)
        var large = BackfillScene.event(1)
        large = .init(
            id: large.id, time: large.time,
            line: large.line.replacing("\"Send\"", with: "\"\(String(repeating: "x", count: 5000))\""))
        let day = BackfillScene.day
        let cut = BackfillScene.Event(id: BackfillScene.id(2), time: nil, line: "\"{\\\"Id\\\":\\\"7d3a\"")
        let old = BackfillScene.event(3000)
        let new = BackfillScene.event(-6 * 1440)
        let untimed = BackfillScene.event(5)
        try scene.writeRun([
            BackfillScene.event(0), large, cut, old, new,
            .init(id: untimed.id, time: nil, line: untimed.line),
        ])
        let target = ScriptedTarget(limits: { limits in
            limits.eventBytes = 4000
            limits.oldestSeconds = 5 * day / BackfillScene.second
            limits.futureSeconds = 600
        })
        let forecast = try await scene.plan(target)
        #expect(
            forecast.plan.leftOut == [
                LeftOut(.tooLarge, count: 1), LeftOut(.tooOld, count: 1), LeftOut(.tooNew, count: 1),
                LeftOut(.untimed, count: 1), LeftOut(.cut, count: 1),
            ])
        #expect(forecast.plan.events.count == 1)
        let list = try scene.scratch.text(of: "state/plans/p-7f3a-1/left-out.csv").split(separator: "\r\n")
        #expect(list.count == 6 && list.contains { $0.hasPrefix(large.id) && $0.contains("too-large") })
        let read = BackfillPlan(parsing: try scene.scratch.bytes(of: "state/plans/p-7f3a-1/plan.json"))
        #expect(read?.json == forecast.plan.json)
    }

    @Test func saysWhichEventsLeaveTheAuthorityFirst() async throws {
        let scene = try BackfillScene(events: 10)
        // The window's end is four days ago; each event happened a minute before the one of the number below.
        let forecast = try await scene.plan(
            ScriptedTarget(), retention: 4 * BackfillScene.day + 300 * BackfillScene.second)
        #expect(forecast.expiry.gone == 5 && forecast.expiry.leaving == 5)
        #expect(forecast.expiry.firstLeaves == scene.context.now() + 60 * BackfillScene.second)
        #expect(forecast.expiry.tooOldSoon == 0)
    }

    @Test func saysHowLongSendingTakesAtTheRate() async throws {
        let target = ScriptedTarget(limits: { ($0.eventsPerSecond, $0.bytesPerSecond) = (4, 1_000_000) })
        #expect(try await BackfillScene(events: 10).plan(target).seconds == 3)
        #expect(try await BackfillScene(events: 10).plan(ScriptedTarget()).seconds == nil)
    }

    @Test(arguments: ["report.json", "missing.ndjson", "findings.csv"])
    func aRunThatWasEditedIsRefused(name: String) async throws {
        let scene = try BackfillScene()
        try scene.scratch.write(try scene.scratch.text(of: "run/" + name) + " ", to: "run/" + name)
        let fault = await #expect(throws: BackfillFault.self) { try await scene.plan(ScriptedTarget()) }
        #expect(fault?.problem.code == "E-RUN-EDITED" && fault?.problem.place?.hasSuffix(name) == true)
        #expect(PlanFolder.all(state: scene.state).isEmpty)
    }

    @Test func plansOfOneRunAreNumbered() async throws {
        let scene = try BackfillScene(events: 1)
        _ = try await scene.plan(ScriptedTarget())
        #expect(try await scene.plan(ScriptedTarget()).plan.id == "p-7f3a-2")
        #expect(try PlanFolder.find("7f3a-2", state: scene.state).plan().id == "p-7f3a-2")
        let fault = #expect(throws: BackfillFault.self) { try PlanFolder.find("9", state: scene.state) }
        #expect(fault?.exitCode == 64)
    }

    @Test(arguments: ["plan.json", "events.ndjson"])
    func aPlanThatWasEditedIsRefused(name: String) async throws {
        let scene = try BackfillScene()
        let forecast = try await scene.plan(ScriptedTarget())
        let place = "state/plans/p-7f3a-1/" + name
        try scene.scratch.write(try scene.scratch.text(of: place).replacing("Send", with: "Sent") + "\n", to: place)
        let fault = #expect(throws: BackfillFault.self) { try forecast.folder.checkedPlan(scene.ledger) }
        #expect(fault?.problem.code == "E-PLAN-EDITED")
    }
}
