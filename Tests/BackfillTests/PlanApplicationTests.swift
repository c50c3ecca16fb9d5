import AuditModel
import EventLedger
import FileAccess
import SIEMStores
import Synchronization
import TestKit
import Testing

@testable import Backfill

/// Sending a plan's events, whatever happens on the way.
@Suite struct PlanApplicationTests {
    /// A target and what may be expected of it.
    struct Target: Sendable, CustomTestStringConvertible {
        let words: String
        let refusesRepeats: Bool
        let canBeAsked: Bool

        var testDescription: String { words }

        func make(_ script: @escaping @Sendable (Int) -> ScriptedTarget.Act = { _ in .take }) -> ScriptedTarget {
            ScriptedTarget(refusesRepeats: refusesRepeats, canBeAsked: canBeAsked, script: script)
        }

        static let all = [
            Target(words: "refuses repeats", refusesRepeats: true, canBeAsked: true),
            Target(words: "can be asked", refusesRepeats: false, canBeAsked: true),
            Target(words: "can only be sent to", refusesRepeats: false, canBeAsked: false),
        ]
    }

    private struct Killed: Error {}

    private static let everyEvent = Dictionary(uniqueKeysWithValues: (0..<10).map { (BackfillScene.id($0), 1) })

    @Test func aPlanIsFinishedOnceEverythingWasSent() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget()
        let forecast = try await scene.plan(target)
        #expect(try !PlanApplication(scene.setting(forecast, target)).isFinished)
        _ = try await scene.apply(forecast, target)
        #expect(try PlanApplication(scene.setting(forecast, target)).isFinished)
    }

    @Test(arguments: Target.all)
    func sendsEveryEventOnceInBatches(kind: Target) async throws {
        let (scene, target) = (try BackfillScene(), kind.make())
        let outcome = try await scene.apply(try await scene.plan(target), target)
        #expect(target.copies == Self.everyEvent)
        #expect(target.batches.map(\.count) == [1, 3, 3, 3])
        #expect(outcome.taken == 10 && outcome.exitCode == 0 && outcome.possibleRepeats == 0)
    }

    @Test(arguments: Target.all, ApplyStep.allCases)
    func goesOnAfterItEndedAtAnyMoment(kind: Target, step: ApplyStep) async throws {
        for occurrence in 1...5 {
            let (scene, target) = (try BackfillScene(), kind.make())
            let forecast = try await scene.plan(target)
            let seen = Mutex(0)
            var setting = scene.setting(forecast, target)
            setting.observe = { met in
                guard met == step else { return }
                let count = seen.withLock { seen in
                    seen += 1
                    return seen
                }
                if count == occurrence { throw Killed() }
            }
            do {
                var application = try PlanApplication(setting)
                _ = try await application.run()
            } catch is Killed {}
            let outcome = try await scene.apply(forecast, target)
            #expect(target.copies.count == 10, "occurrence \(occurrence)")
            let repeats = target.copies.values.reduce(0) { $0 + $1 - 1 }
            // Whoever can neither be asked nor refuse may get a batch twice, and it is said.
            #expect(repeats == 0 || !kind.canBeAsked && repeats <= outcome.possibleRepeats)
            #expect(outcome.taken + outcome.present + outcome.arrived == 10, "occurrence \(occurrence)")
            let again = try await scene.apply(forecast, target)
            #expect(again == outcome)
        }
    }

    @Test(arguments: Target.all)
    func aBatchWhoseAnswerIsLostIsNotSentTwiceWhereThatCanBeKnown(kind: Target) async throws {
        let scene = try BackfillScene()
        let target = kind.make { $0 == 1 ? .storeInDoubt : .take }
        let outcome = try await scene.apply(try await scene.plan(target), target)
        let repeats = target.copies.values.reduce(0) { $0 + $1 - 1 }
        #expect(target.copies.count == 10)
        #expect(repeats == (kind.refusesRepeats || kind.canBeAsked ? 0 : 3))
        #expect(outcome.possibleRepeats == (kind.refusesRepeats || kind.canBeAsked ? 0 : 3))
    }

    @Test(arguments: Target.all)
    func aBatchThatWasLostIsSentAgain(kind: Target) async throws {
        let scene = try BackfillScene()
        let target = kind.make { $0 == 2 ? .dropInDoubt : .take }
        let outcome = try await scene.apply(try await scene.plan(target), target)
        #expect(target.copies == Self.everyEvent)
        #expect(outcome.possibleRepeats == (kind.refusesRepeats ? 0 : 3) && outcome.unsettled == 0)
    }

    @Test func whatIsInDoubtTwiceAndCannotBeAskedForStaysInDoubt() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(canBeAsked: false, script: { (1...2).contains($0) ? .dropInDoubt : .take })
        let outcome = try await scene.apply(try await scene.plan(target), target)
        #expect(outcome.unsettled == 3 && outcome.taken == 7 && outcome.exitCode == 1)
    }

    @Test(arguments: [true, false])
    func whatABrokenConnectionLostEarlierIsSentAgain(canBeAsked: Bool) async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(
            canBeAsked: canBeAsked, acknowledgement: .none, lostAtEnd: 2,
            script: { $0 == 2 ? .breakEarlier(2) : .take })
        let outcome = try await scene.apply(try await scene.plan(target), target)
        #expect(target.copies == Self.everyEvent)
        #expect(outcome.taken == 10 && outcome.possibleRepeats == 4)
    }

    @Test func whatWasHandedOverAndNotKnownToBeReadIsNotSentWhenTheProcessEnds() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(canBeAsked: false, acknowledgement: .none)
        let forecast = try await scene.plan(target)
        let seen = Mutex(0)
        var setting = scene.setting(forecast, target)
        setting.observe = { step in
            guard step == .afterJournal else { return }
            if seen.withLock({
                $0 += 1; return $0
            }) == 3 {
                throw Killed()
            }
        }
        var application = try PlanApplication(setting)
        await #expect(throws: Killed.self) { _ = try await application.run() }
        let status = try PlanStatus(forecast.folder, scene.ledger)
        #expect(status.applied?.taken == 0 && status.applied?.unsettled == 7 && status.left == 3)
        let outcome = try await scene.apply(forecast, target)
        #expect(outcome.taken == 10 && outcome.possibleRepeats == 7 && target.copies.count == 10)
        #expect(try await scene.apply(forecast, target) == outcome)
    }

    @Test func whatAStoppedRunHandedOverIsAskedForAtItsEnd() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(canBeAsked: false, acknowledgement: .none, script: { $0 == 2 ? .stop : .take })
        let forecast = try await scene.plan(target)
        await #expect(throws: BackfillFault.self) { try await scene.apply(forecast, target) }
        let status = try PlanStatus(forecast.folder, scene.ledger)
        #expect(status.applied?.taken == 4 && status.applied?.unsettled == 0)
        let outcome = try await scene.apply(forecast, target)
        #expect(outcome.taken == 10 && outcome.possibleRepeats == 0 && target.copies == Self.everyEvent)
    }

    @Test(arguments: [true, false])
    func aTargetThatNeverTellsWhatItReadIsNotSentEverythingTwice(canBeAsked: Bool) async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(canBeAsked: canBeAsked, acknowledgement: .none, confirmsReading: false)
        let forecast = try await scene.plan(target)
        let outcome = try await scene.apply(forecast, target)
        #expect(target.copies == Self.everyEvent)
        #expect(outcome.taken == (canBeAsked ? 10 : 0) && outcome.unsettled == (canBeAsked ? 0 : 10))
        #expect(try await scene.apply(forecast, target) == outcome && target.copies == Self.everyEvent)
    }

    @Test(arguments: ApplyStep.allCases)
    func batchesSideBySideEndInDoubtTogether(step: ApplyStep) async throws {
        for occurrence in 1...4 {
            let scene = try BackfillScene()
            let target = ScriptedTarget(batchesAtOnce: 2, script: { $0 == 2 ? .storeInDoubt : .take })
            let forecast = try await scene.plan(target)
            let seen = Mutex(0)
            var setting = scene.setting(forecast, target)
            setting.observe = { met in
                guard met == step else { return }
                if seen.withLock({
                    $0 += 1; return $0
                }) == occurrence {
                    throw Killed()
                }
            }
            do {
                var application = try PlanApplication(setting)
                _ = try await application.run()
            } catch is Killed {}
            let outcome = try await scene.apply(forecast, target)
            #expect(target.copies == Self.everyEvent && outcome.taken + outcome.arrived == 10)
            #expect(Set(target.batches.prefix(3).map(\.count)) == [1, 3])
        }
    }

    @Test func aBusyTargetIsAskedAgainAndGivenUpInTheEnd() async throws {
        let scene = try BackfillScene()
        let patient = ScriptedTarget(script: { (1...2).contains($0) ? .busy : .take })
        #expect(try await scene.apply(try await scene.plan(patient), patient).taken == 10)
        let second = try BackfillScene()
        let never = ScriptedTarget(script: { $0 == 0 ? .take : .busy })
        let forecast = try await second.plan(never)
        let fault = await #expect(throws: BackfillFault.self) { try await second.apply(forecast, never) }
        #expect(fault?.problem.code == "E-DOUBT" && second.waits.reduce(0, +) > 10)
    }

    @Test func refusalsAreListedWithTheTargetsWords() async throws {
        let scene = try BackfillScene()
        let refused = Set([BackfillScene.id(4), BackfillScene.id(9)])
        let target = ScriptedTarget(script: { _ in .refuse(refused) })
        let forecast = try await scene.plan(target)
        let outcome = try await scene.apply(forecast, target)
        #expect(outcome.refused == 2 && outcome.taken == 8 && outcome.exitCode == 1)
        let rows = try scene.scratch.text(of: "state/plans/p-7f3a-1/refused.csv").split(separator: "\r\n")
        #expect(rows.count == 3 && rows[1].hasPrefix(BackfillScene.id(9)))
        #expect(rows[1].hasSuffix(#",6,"'=no, ""never""""#))
    }

    @Test func aStoppedTargetLeavesTheRestForLater() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(script: { $0 == 2 ? .stop : .take })
        let forecast = try await scene.plan(target)
        let fault = await #expect(throws: BackfillFault.self) { try await scene.apply(forecast, target) }
        #expect(fault?.problem.code == "E-AUTH-SECRET" && fault?.exitCode == 2)
        #expect(try await scene.apply(forecast, target).taken == 10)
        #expect(target.copies == Self.everyEvent)
    }

    @Test func theFirstEventMustBeFoundBeforeTheOthersAreSent() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(script: { _ in .loseQuietly })
        let forecast = try await scene.plan(target)
        let fault = await #expect(throws: BackfillFault.self) { try await scene.apply(forecast, target) }
        #expect(fault?.problem.code == "E-CANARY" && target.batches.map(\.count) == [1])
        #expect(scene.waits.reduce(0, +) == 60)
        // It is looked for again, not sent again.
        target.put(BackfillScene.id(9))
        _ = try? await scene.apply(forecast, target)
        #expect(target.batches.filter { $0 == [BackfillScene.id(9)] }.count == 1)
    }

    @Test func aTargetThatRefusesTheFirstEventsGetsNoMore() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(script: { _ in .refuse(Set((0..<10).map(BackfillScene.id))) })
        let forecast = try await scene.plan(target)
        let fault = await #expect(throws: BackfillFault.self) { try await scene.apply(forecast, target) }
        #expect(fault?.problem.code == "E-CANARY" && target.batches.map(\.count) == [1, 1, 1, 1, 1])
        #expect(fault?.problem.said == "6: =no, \"never\"")
    }

    @Test func eventsThatArriveMeanwhileAreNotSent() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget()
        let forecast = try await scene.plan(target)
        target.put(BackfillScene.id(3))
        let outcome = try await scene.apply(forecast, target)
        #expect(outcome.arrived == 1 && outcome.taken == 9 && target.copies[BackfillScene.id(3)] == nil)
    }

    @Test func keepsToTheRate() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(limits: { $0.eventsPerSecond = 2 })
        _ = try await scene.apply(try await scene.plan(target), target)
        // One event and two batches of three come before the last batch.
        #expect(abs(scene.waits.reduce(0, +) - 3.5) < 0.01)
    }

    @Test func stopsAfterTheBatchAtHand() async throws {
        let scene = try BackfillScene()
        let flag = scene.cancelFlag
        let target = ScriptedTarget(script: { number in
            if number == 1 { flag.set() }
            return .take
        })
        let forecast = try await scene.plan(target)
        let fault = await #expect(throws: BackfillFault.self) { try await scene.apply(forecast, target) }
        #expect(fault?.problem.code == "E-INTERRUPTED" && fault?.exitCode == 130)
        #expect(target.copies.count == 4 && fault?.problem.fix?.contains("backfill apply p-7f3a-1") == true)
        let status = try PlanStatus(forecast.folder, scene.ledger)
        #expect(status.left == 6 && status.applied?.taken == 4)
    }

    @Test func nothingIsSentThatTheJournalCannotHold() async throws {
        let scene = try BackfillScene(events: 3000)
        let target = ScriptedTarget(limits: { $0.batchEvents = 1 })
        let forecast = try await scene.plan(target)
        let journal = try DeliveryJournal(folder: forecast.folder.path, mostPages: 14)
        var application = try PlanApplication(scene.setting(forecast, target), journal: journal)
        let failure = await #expect(throws: LedgerFailure.self) { _ = try await application.run() }
        #expect(failure?.reason == .diskFull)
        let sent = target.copies.count
        #expect(sent > 10 && sent < 3000)
        let outcome = try await scene.apply(forecast, target)
        #expect(outcome.taken == 3000 && target.copies.values.allSatisfy { $0 == 1 } && target.copies.count == 3000)
    }

    @Test func whatCanBeReadAgainIsSentOnce() async throws {
        let scene = try BackfillScene()
        let target = ScriptedTarget(
            canBeAsked: false, script: { $0 == 2 ? .storeInDoubt : $0 == 3 ? .dropInDoubt : .take })
        let forecast = try await scene.plan(target)
        var application = try PlanApplication(
            PlanApplication.Setting(
                folder: forecast.folder, plan: forecast.plan, delivery: RereadableTarget(target: target), asking: nil,
                context: scene.context, progress: { _ in }))
        let outcome = try await application.run()
        #expect(target.copies == Self.everyEvent)
        #expect(outcome.taken == 10 && outcome.possibleRepeats == 3 && outcome.unsettled == 0)
    }

    @Test func aFailureWhileItStopsIsToldWithTheFirst() async throws {
        let scene = try BackfillScene()
        let refused = BackfillScene.id(7)
        let target = ScriptedTarget(script: { $0 == 1 ? .refuse([refused]) : $0 == 2 ? .stop : .take })
        let forecast = try await scene.plan(target)
        // A folder of this name cannot be replaced by the list.
        try FileSystem.makeFolders(forecast.folder.refusedPath + "/in-the-way")
        let fault = await #expect(throws: BackfillFault.self) { try await scene.apply(forecast, target) }
        let problem = try #require(fault?.problem)
        #expect(problem.code == "E-AUTH-SECRET" && problem.what == "the token was refused")
        #expect(problem.means?.contains("then E-") == true && problem.means?.contains("refused.csv") == true)
    }

    @Test func anEmptyPlanIsDoneAtOnce() async throws {
        let (scene, target) = (try BackfillScene(events: 0), ScriptedTarget())
        #expect(try await scene.apply(try await scene.plan(target), target).taken == 0)
        #expect(target.batches.isEmpty)
    }
}
