import AuditModel
import EventLedger
import FileAccess
import SIEMStores
import Testing

@testable import Backfill

@Suite struct PlanCheckTests {
    @Test func findsWhatWasSentAndClosesTheRun() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        let forecast = try await scene.plan(target)
        _ = try await scene.apply(forecast, target)
        let outcome = try await scene.check(forecast, target)
        #expect(outcome.found == 10 && outcome.absent == 0 && outcome.list == nil)
        #expect(outcome.isComplete && outcome.restored == 10 && outcome.exitCode == 0)
        let noted = try #require(try scene.ledger.lastCheck(ofRun: BackfillScene.runID))
        #expect(noted.restored == 10 && noted.stillMissing == 0 && noted.missing == 10)
        #expect(try scene.ledger.plan("p-7f3a-1")?.state == .verified)
    }

    @Test func countsArrivedRefusedAndLeftOutEvents() async throws {
        let scene = try BackfillScene()
        let refused = BackfillScene.id(4)
        let target = ScriptedTarget(
            limits: { $0.oldestSeconds = 4 * 86_400 + 8 * 60 }, script: { _ in .refuse([refused]) })
        target.put(BackfillScene.id(2))
        let forecast = try await scene.plan(target)
        #expect(forecast.plan.leftOut == [LeftOut(.tooOld, count: 1)] && forecast.plan.alreadyArrived == 1)
        _ = try await scene.apply(forecast, target)
        let outcome = try await scene.check(forecast, target)
        #expect(outcome.found == 7 && outcome.absent == 1 && outcome.refused == 1)
        #expect(outcome.restored == 8 && outcome.stillMissing == 2 && !outcome.isComplete && outcome.exitCode == 1)
        let list = try #require(outcome.list)
        #expect(list.contains("check-"))
    }

    @Test func namesWhatIsCutMistimedOrTwice() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        let forecast = try await scene.plan(target)
        for number in 0..<10 {
            target.put(BackfillScene.id(number)) { held in
                held.time = EventTime(nanoseconds: BackfillScene.event(number).time ?? 0, precision: .second)
                if number == 1 { held.isCut = true }
                if number == 2 { held.length = 10 }
                // The record has one character of two bytes.
                held.length = held.length ?? BackfillScene.event(number).line.utf8.count - 1
                if number == 3 { held.time = EventTime(nanoseconds: 0, precision: .second) }
                if number == 4 { held.count = 2 }
            }
        }
        let outcome = try await scene.check(forecast, target)
        #expect(outcome.found == 10 && outcome.cut == 2 && outcome.otherTime == 1 && outcome.twice == 1)
        #expect(!outcome.isComplete && outcome.exitCode == 1)
    }

    @Test func aDamagedPayloadIsNamedAndKeepsTheRunOpen() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        let forecast = try await scene.plan(target)
        for number in 0..<10 {
            target.put(BackfillScene.id(number)) { held in
                let line = BackfillScene.event(number).line
                held.texts = [Array(line.utf8)]
                if number == 1 { held.texts = [Array(line.dropLast(4).utf8)] }
                if number == 2 { held.texts = [Array(line.replacing("Send", with: "Read").utf8)] }
                if number == 3 { held.texts = [Array(#"{"event":{"id":"x"},"o365":{}}"#.utf8)] }
                if number == 4 { held.texts = [] }
                // A length in other units than the text's own says nothing beside the text.
                held.length = 1_000
                if number == 5 { held.length = 1 }
            }
        }
        let outcome = try await scene.check(forecast, target)
        #expect(outcome.found == 10 && outcome.compared == 8 && outcome.cut == 1 && outcome.changed == 1)
        #expect(!outcome.isComplete && outcome.exitCode == 1 && outcome.stillMissing == 0)
        let list = try String(decoding: FileText.read(try #require(outcome.list), most: 1 << 20), as: UTF8.self)
        #expect(list.contains(BackfillScene.id(1)) && list.contains(",cut\r\n"))
        #expect(list.contains(BackfillScene.id(2)) && list.contains(",changed\r\n"))
        #expect(try scene.ledger.lastCheck(ofRun: BackfillScene.runID)?.damaged == 2)
    }

    @Test func checksOfTheSameSecondKeepTheirOwnFiles() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        let forecast = try await scene.plan(target)
        let lists = [try await scene.check(forecast, target).list, try await scene.check(forecast, target).list]
        #expect(lists[0] != nil && lists[1]?.hasSuffix("-2.csv") == true)
    }

    @Test func looksAgainForAsLongAsItIsTold() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        let forecast = try await scene.plan(target)
        let outcome = try await scene.check(forecast, target, wait: 30)
        #expect(outcome.absent == 10 && abs(scene.waits.reduce(0, +) - 30) < 0.001)
    }

    @Test func aPlanOfWhichNothingWasSentStaysPlanned() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        let forecast = try await scene.plan(target)
        #expect(try await !scene.check(forecast, target).isBegun)
        #expect(try scene.ledger.plan("p-7f3a-1")?.state == .planned)
        _ = try await scene.apply(forecast, target)
        scene.advance(seconds: 1)
        #expect(try await scene.check(forecast, target).isBegun)
    }

    @Test(arguments: [("lake", true), ("elastic", false), ("lake.csv", true)])
    func anotherSIEMIsNotCalledRestored(audited: String, isSame: Bool) async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        try scene.writeRun((0..<3).map(BackfillScene.event), siem: audited)
        let forecast = try await scene.plan(target)
        #expect(forecast.plan.audited.otherSIEM == (isSame ? nil : audited))
        #expect(try forecast.folder.plan().audited == forecast.plan.audited)
        _ = try await scene.apply(forecast, target)
        let outcome = try await scene.check(forecast, target)
        #expect(outcome.found == 3 && outcome.isComplete == isSame && outcome.exitCode == 0)
        #expect(try scene.ledger.lastCheck(ofRun: BackfillScene.runID)?.restored == (isSame ? 3 : nil))
    }

    @Test func anUnknownWindowIsNotCalledComplete() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget())
        try scene.writeRun((0..<3).map(BackfillScene.event), whole: false)
        let forecast = try await scene.plan(target)
        _ = try await scene.apply(forecast, target)
        let outcome = try await scene.check(forecast, target)
        #expect(outcome.stillMissing == 0 && !outcome.isComplete && outcome.exitCode == 0)
    }

    @Test func aTargetThatCannotBeAskedIsNotCalledEmpty() async throws {
        let (scene, target) = (try BackfillScene(), ScriptedTarget(canBeAsked: false))
        let forecast = try await scene.plan(target)
        let fault = await #expect(throws: BackfillFault.self) { try await scene.check(forecast, target) }
        #expect(fault?.problem.code == "E-NOT-READABLE" && fault?.exitCode == 2)
    }
}
