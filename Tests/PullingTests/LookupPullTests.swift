import AuditModel
import FileAccess
import Foundation
import Recordings
import Synchronization
import TestKit
import Testing
import Transport

@testable import Pulling

/// Asking by id, batch by batch.
struct LookupPullTests {
    let scene: PullScene
    /// Questions by their ids, in the order asked.
    private let log = QuestionLog()

    init() throws { scene = try PullScene() }

    private final class QuestionLog: Sendable {
        let asked = Mutex<[[String]]>([])
    }

    private static let held = PullScene.events(60).map {
        ScriptedSource.Event(id: $0.id, time: $0.time, scope: nil)
    }.sorted { $0.time < $1.time }

    private static let traits = PullScene.traits {
        $0.scopes = [nil]
        $0.axis = .ids
        $0.side = .siem
        $0.parallel = 1
    }

    /// Every event's id in order of time, `size` in a batch.
    private static func batches(of size: Int) -> [LookupBatch] {
        stride(from: 0, to: held.count, by: size).map { start in
            let part = held[start..<min(start + size, held.count)]
            return LookupBatch(
                ids: part.map { [$0.id] },
                window: TimeWindow(from: part[part.startIndex].time, to: part[part.endIndex - 1].time + 100))
        }
    }

    private func lookUp(
        _ batches: [LookupBatch], holding: Int = 60, resuming: Bool = false, flag: CancelFlag = CancelFlag(),
        step: Int64 = 0, script: @escaping @Sendable ([String]) -> ScriptedSource.Act? = { _ in nil },
        observe: @escaping PullObserver = { _ in }
    ) async throws -> PullOutcome {
        let (start, log, traits) = (scene.now, log, Self.traits)
        let looks = QuestionLog()
        let now = { @Sendable in
            looks.asked.withLock { looks in
                looks.append([])
                return start + Int64(looks.count) * step
            }
        }
        let events = Array(Self.held.prefix(holding))
        let runner = PullRunner(
            source: ScriptedSource(events: [], traits: traits), asking: UnplannedService(), now: now,
            cancelFlag: flag, observe: observe)
        var rest = batches[...]
        return try await LookupPull(runner) { ids in
            let ids = ids.map { $0.joined(separator: "/") }
            log.asked.withLock { $0.append(ids) }
            return ScriptedSource(events: events.filter { ids.contains($0.id) }, traits: traits) { moment in
                moment.page == 0 ? script(ids) : nil
            }
        }.run(scene.order(resuming: resuming), planned: batches.count) { rest.popFirst() }
    }

    @Test func everyBatchIsASliceOfIdsWithTheTimesOfItsEvents() async throws {
        let batches = Self.batches(of: 25)
        let outcome = try await lookUp(batches, holding: 40)
        #expect(outcome.isWhole && outcome.problems.isEmpty)
        #expect(try scene.ids() == Self.held.prefix(40).map(\.id).sorted())
        let slices = outcome.description.slices
        #expect(slices.map(\.records) == [25, 15, 0] && slices.allSatisfy { $0.axis == .ids })
        #expect(slices.map(\.from) == batches.map(\.window?.from))
        // What was asked for is known by its digest.
        #expect(slices.first?.scope == batches[0].scope && Set(slices.map(\.scope)).count == 3)
    }

    @Test(arguments: [TransportFailure.Kind.shrink, .timeout, .tooLarge])
    func aBatchThatIsTooMuchIsHalved(kind: TransportFailure.Kind) async throws {
        let outcome = try await lookUp(Self.batches(of: 30)) { $0.count > 8 ? .fail(kind) : nil }
        #expect(outcome.isWhole)
        #expect(try scene.ids() == Self.held.map(\.id).sorted())
        #expect(outcome.description.slices.count == 8)
    }

    @Test func aBatchThatFailsLeavesTheOthersAlone() async throws {
        let bad = Self.batches(of: 10)[2]
        let outcome = try await lookUp(Self.batches(of: 10)) {
            $0.contains(bad.ids[0][0]) ? .fail(.throttled) : nil
        }
        let broken = outcome.description.slices.filter { !$0.isWhole }
        #expect(broken.map(\.from) == [bad.window?.from] && broken.map(\.reason) == ["throttled"])
        #expect(outcome.problems.map(\.code) == ["W-THROTTLED", "W-NOT-WHOLE"])
        let recording = try #require(try RecordingFolder(scene.path("r")))
        #expect(recording.unknown.map(\.from) == [bad.window?.from] && recording.unknown.first?.scope == nil)
        #expect(recording.unknown.map(\.to) == [bad.window?.to])
    }

    @Test func aSingleIdThatIsTooMuchEndsPartial() async throws {
        let bad = Self.held[3].id
        let outcome = try await lookUp(Self.batches(of: 10)) { $0.contains(bad) ? .fail(.shrink) : nil }
        let broken = outcome.description.slices.filter { !$0.isWhole }
        #expect(broken.count == 1 && broken.first?.reason == "result-cap")
        #expect(try scene.ids().count == 59)
    }

    @Test(arguments: [TransportFailure.Kind.forbidden, .unreachable])
    func whatWillNotAnswerIsNotAskedOn(kind: TransportFailure.Kind) async throws {
        let outcome = try await lookUp(Self.batches(of: 5)) { _ in .fail(kind) }
        #expect(log.asked.withLock { $0.count } == (kind == .forbidden ? 1 : 3))
        let rest = try #require(outcome.description.slices.last)
        #expect(
            rest.to == Self.batches(of: 60)[0].window?.to && rest.reason == (kind == .forbidden ? "denied" : "timeout"))
        #expect(rest.detail?.contains(kind == .forbidden ? "55 ids" : "45 ids") == true && !outcome.isWhole)
    }

    @Test func afterAnHourTheRestIsLeftUnknown() async throws {
        let outcome = try await lookUp(Self.batches(of: 5), step: PullScene.hour / 10)
        let asked = log.asked.withLock { $0.count }
        #expect(asked > 0 && asked < 12)
        let rest = try #require(outcome.description.slices.last)
        #expect(rest.reason == "timeout" && rest.to == Self.batches(of: 60)[0].window?.to)
        #expect(rest.detail?.hasPrefix("\(60 - 5 * asked) ids not asked for") == true && !outcome.isWhole)
        #expect(outcome.problems.map(\.code) == ["W-NOT-WHOLE"])
    }

    @Test func questionsAreCountedHalvesAmongThem() async throws {
        let seen = Mutex<[PullProgress]>([])
        _ = try await lookUp(Self.batches(of: 30), script: { $0.count > 20 ? .fail(.shrink) : nil }) { progress in
            seen.withLock { $0.append(progress) }
        }
        let told = seen.withLock { $0 }
        #expect(told.first?.slicesPlanned == 2 && told.first?.slicesDone == 0)
        #expect(told.last?.slicesPlanned == 4 && told.last?.slicesDone == 4)
    }

    @Test func anInterruptedLookUpGoesOn() async throws {
        let flag = CancelFlag()
        let third = Self.batches(of: 10)[2].ids[0][0]
        let stopped = try await lookUp(Self.batches(of: 10), flag: flag) { ids in
            if ids.contains(third) { flag.set() }
            return nil
        }
        #expect(stopped.wasCancelled && !stopped.isWhole)
        let before = log.asked.withLock { $0.count }
        let outcome = try await lookUp(Self.batches(of: 10), resuming: true)
        #expect(outcome.isWhole && outcome.description.slices.count == 6)
        #expect(try scene.ids() == Self.held.map(\.id).sorted())
        #expect(log.asked.withLock { $0.count } - before < 6)
    }

    @Test func otherIdsAreAskedForAnew() async throws {
        _ = try await lookUp(Self.batches(of: 10))
        log.asked.withLock { $0 = [] }
        let outcome = try await lookUp(Array(Self.batches(of: 12).prefix(2)), resuming: true)
        #expect(log.asked.withLock { $0.count } == 2)
        #expect(outcome.description.slices.count == 2 && outcome.records == 24)
    }

    @Test func idsWithoutATimeLeaveEverythingUnknown() async throws {
        let batch = LookupBatch(ids: [["a"], ["b"]], window: nil)
        let outcome = try await lookUp([batch]) { _ in .fail(.throttled) }
        #expect(!outcome.isWhole && outcome.description.slices.first?.from == nil)
        let recording = try #require(try RecordingFolder(scene.path("r")))
        #expect(recording.unknown.map(\.to) == [nil])
    }
}
