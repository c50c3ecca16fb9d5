import AuditModel
import Pulling
import Recordings
import Synchronization
import TestKit
import Testing
import Transport

/// What becomes of a window that is pulled.
struct PullRunnerTests {
    let scene: PullScene

    init() throws { scene = try PullScene() }

    @Test func everyEventOfEveryScopeComesOnceAndEverySliceIsWhole() async throws {
        let source = ScriptedSource(events: PullScene.events(500), traits: PullScene.traits())
        let outcome = try await scene.pull(source)
        #expect(outcome.isWhole && outcome.problems.isEmpty)
        #expect(try scene.ids() == source.events.map(\.id).sorted())
        #expect(outcome.description.slices.count == 8)
        #expect(Set(outcome.description.slices.map(\.scope)) == Set(PullScene.scopes))
    }

    @Test func slicesOfAnyParallelismGiveTheSameRecords() async throws {
        for parallel in [1, 2, 7] {
            let source = ScriptedSource(
                events: PullScene.events(300), traits: PullScene.traits { $0.parallel = parallel })
            #expect(try await scene.pull(source, scene.order("r\(parallel)")).isWhole)
            #expect(try scene.ids("r\(parallel)") == source.events.map(\.id).sorted())
        }
    }

    struct Failing: Sendable, CustomTestStringConvertible {
        let kind: TransportFailure.Kind
        let outcome: RecordingDescription.Slice.Outcome
        let reason: String
        /// Slices of scope A that are whole all the same.
        let wholeOfA: Int

        var testDescription: String { kind.rawValue }
    }

    @Test(arguments: [
        Failing(kind: .unauthorized, outcome: .refused, reason: "denied", wholeOfA: 0),
        Failing(kind: .forbidden, outcome: .refused, reason: "denied", wholeOfA: 0),
        Failing(kind: .rejected, outcome: .refused, reason: "denied", wholeOfA: 0),
        Failing(kind: .clock, outcome: .refused, reason: "denied", wholeOfA: 0),
        Failing(kind: .notSubscribed, outcome: .notSubscribed, reason: "not-subscribed", wholeOfA: 0),
        Failing(kind: .throttled, outcome: .partial, reason: "throttled", wholeOfA: 0),
        Failing(kind: .unreachable, outcome: .partial, reason: "timeout", wholeOfA: 0),
        Failing(kind: .cutAnswer, outcome: .partial, reason: "cut-answer", wholeOfA: 0),
        Failing(kind: .foreignHost, outcome: .partial, reason: "foreign-link", wholeOfA: 0),
        Failing(kind: .gone, outcome: .partial, reason: "retention", wholeOfA: 0),
    ])
    func aScopeThatFailsNeitherStopsNorHidesTheOther(_ test: Failing) async throws {
        let source = ScriptedSource(
            events: PullScene.events(400), traits: PullScene.traits { $0.parallel = 1 }
        ) { $0.question.scope == PullScene.scopes[0] ? .fail(test.kind) : nil }
        let outcome = try await scene.pull(source)
        let slices = outcome.description.slices
        #expect(slices.filter { $0.scope == PullScene.scopes[1] }.allSatisfy { $0.isWhole })
        let failed = slices.filter { $0.scope == PullScene.scopes[0] }
        #expect(failed.count(where: \.isWhole) == test.wholeOfA)
        #expect(failed.contains { $0.outcome == test.outcome })
        #expect(Set(failed.map(\.reason)) == [test.reason])
        #expect(failed.reduce(0) { $0 + (($1.to ?? 0) - ($1.from ?? 0)) } == 24 * PullScene.hour)
        #expect(outcome.problems.count >= 1)
    }

    @Test(arguments: [nil, TransportFailure.Kind.timeout])
    func arrivalsDatedElsewhereAreAskedForBesideTheWindow(_ failure: TransportFailure.Kind?) async throws {
        let hour = PullScene.hour
        let traits = PullScene.traits {
            $0.side = .siem
            $0.scopes = [nil]
            $0.widening = hour
            $0.asksArrivals = true
        }
        let source = ScriptedSource(events: [], traits: traits) { moment in
            moment.question.outside == nil ? nil : failure.map { .fail($0) }
        }
        let outcome = try await scene.pull(source)
        let served = PullScene.day.widened(by: hour)
        let extra = source.asked.filter { $0.outside != nil }
        #expect(extra.allSatisfy { $0.outside == served })
        let slices = outcome.description.slices.filter { $0.axis == .availability }
        #expect(slices.compactMap(\.from).min() == PullScene.day.from && slices.compactMap(\.to).max() == served.to)
        #expect(slices.reduce(0) { $0 + (($1.to ?? 0) - ($1.from ?? 0)) } == 25 * hour)
        #expect(outcome.isWhole == (failure == nil))
        #expect(outcome.description.judgingSlices.allSatisfy { $0.isWhole && $0.axis == .event })
        // What takes too long over all event times is not asked for in ever smaller parts.
        #expect(failure == nil || extra.count <= traits.parallel)
        let codes = outcome.problems.map(\.code)
        #expect(codes.contains("W-ARRIVALS") == (failure != nil) && !codes.contains("W-NOT-WHOLE"))
    }

    @Test func afterThreeFailuresInARowTheRestOfTheScopeIsNotAsked() async throws {
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.parallel = 1
            $0.longest = PullScene.hour
        }
        let source = ScriptedSource(events: [], traits: traits) { _ in .fail(.throttled) }
        let outcome = try await scene.pull(source)
        #expect(source.asked.count == 3)
        #expect(outcome.description.slices.map(\.outcome) == [.partial, .partial, .partial, .unasked])
    }

    @Test func slicesHalveWhileTheAnswerIsTooLargeAndGrowBack() async throws {
        // The service answers questions of at most 45 minutes in the first six hours, and any later.
        let traits = PullScene.traits {
            $0.parallel = 1
            $0.scopes = [PullScene.scopes[0]]
        }
        let source = ScriptedSource(events: PullScene.events(300), traits: traits) { moment in
            let window = moment.question.window
            let isEarly = window.from < PullScene.start + 6 * PullScene.hour
            return isEarly && window.length > 45 * 60 * PullScene.second ? .fail(.timeout) : nil
        }
        let outcome = try await scene.pull(source)
        #expect(outcome.isWhole && outcome.problems.isEmpty)
        #expect(try scene.ids() == source.events.filter { $0.scope == PullScene.scopes[0] }.map(\.id).sorted())
        let lengths = source.asked.map { $0.window.length / (60 * PullScene.second) }
        #expect(lengths.prefix(4) == [360, 180, 90, 45])
        #expect(lengths.max { $0 < $1 } == 360 && lengths.suffix(3).contains { $0 >= 180 })
    }

    @Test func aCapStillHitByTheShortestSliceIsPartialAndKeepsItsRecords() async throws {
        let busy = PullScene.start + 5 * PullScene.hour
        let events =
            (0..<50).map { ScriptedSource.Event(id: "busy-\($0)", time: busy, scope: nil) }
            + (0..<20).map {
                ScriptedSource.Event(id: "calm-\($0)", time: PullScene.start + Int64($0) * PullScene.hour, scope: nil)
            }
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.resultCap = 20
            $0.shortest = 60 * PullScene.second
        }
        let source = ScriptedSource(events: events, traits: traits)
        let outcome = try await scene.pull(source)
        let broken = outcome.description.slices.filter { !$0.isWhole }
        #expect(broken.count == 1 && broken.first?.reason == "result-cap" && broken.first?.outcome == .partial)
        #expect(broken.first.map { TimeWindow(from: $0.from ?? 0, to: $0.to ?? 0).contains(busy) } == true)
        #expect(broken.first.map { ($0.to ?? 0) - ($0.from ?? 0) < 120 * PullScene.second } == true)
        #expect(try scene.ids() == events.map(\.id).sorted())
    }

    @Test func anEmptyAnswerCountsOnceASecondQuestionConfirmsIt() async throws {
        let traits = PullScene.traits { $0.scopes = [nil] }
        let source = ScriptedSource(events: [], traits: traits)
        #expect(try await scene.pull(source).isWhole)
        // Four slices, each asked again by halves.
        #expect(source.asked.count == 12)
    }

    @Test func anotherPageSizeConfirmsWhereThereIsOne() async throws {
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.pageSizes = [10, 7]
        }
        let source = ScriptedSource(events: [], traits: traits)
        #expect(try await scene.pull(source).isWhole)
        #expect(source.asked.map(\.pageSize).sorted() == [7, 7, 7, 7, 10, 10, 10, 10])
    }

    @Test func anEmptyAnswerThatASecondContradictsIsNotWholeAndKeepsWhatTheSecondBrought() async throws {
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.pageSizes = [10, 7]
            $0.longest = 24 * PullScene.hour
        }
        let events = (0..<20).map {
            ScriptedSource.Event(id: "e-\($0)", time: PullScene.start + Int64($0) * PullScene.second, scope: nil)
        }
        let source = ScriptedSource(events: events, traits: traits) { $0.number == 1 ? .noEvents : nil }
        let slices = try await scene.pull(source).description.slices
        #expect(slices.map(\.reason) == ["empty-unconfirmed"])
        #expect(slices.first?.detail == "the first answer was empty, the second had 20 records")
        #expect(try scene.ids().count == 20)
    }

    @Test func aSecondQuestionThatFailsConfirmsNothing() async throws {
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.longest = 24 * PullScene.hour
        }
        let source = ScriptedSource(events: [], traits: traits) { $0.number > 1 ? .fail(.throttled) : nil }
        #expect(try await scene.pull(source).description.slices.map(\.reason) == ["empty-unconfirmed"])
    }

    @Test func aSourceThatCannotBeAskedTwiceIsNeverWholeWhenEmpty() async throws {
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.isRepeatable = false
        }
        let outcome = try await scene.pull(ScriptedSource(events: [], traits: traits))
        #expect(Set(outcome.description.slices.map(\.reason)) == ["empty-unconfirmed"])
    }

    @Test(arguments: [TransportFailure.Kind.restart, .rejected])
    func aRefusedContinuationBeginsTheSliceAnewWithoutCountingTwice(_ kind: TransportFailure.Kind) async throws {
        let traits = PullScene.traits {
            $0.scopes = [PullScene.scopes[0]]
            $0.longest = 24 * PullScene.hour
        }
        let source = ScriptedSource(events: PullScene.events(200), traits: traits) { moment in
            moment.number < 3 && moment.page == 2 ? .fail(kind) : nil
        }
        let outcome = try await scene.pull(source)
        #expect(outcome.isWhole)
        #expect(outcome.description.slices.map(\.retries) == [2])
        #expect(try scene.ids() == source.events.filter { $0.scope == PullScene.scopes[0] }.map(\.id).sorted())
    }

    struct Flawed: Sendable {
        let act: ScriptedSource.Act
        let reason: String
    }

    @Test(arguments: [
        Flawed(act: .flaw("cut-answer"), reason: "cut-answer"),
        Flawed(act: .expect(10_000), reason: "count-mismatch"),
        Flawed(act: .sameCursor, reason: "page-loop"),
    ])
    func aFlawInOnePageKeepsTheSliceFromBeingWhole(_ test: Flawed) async throws {
        let traits = PullScene.traits {
            $0.scopes = [PullScene.scopes[0]]
            $0.longest = 24 * PullScene.hour
        }
        let source = ScriptedSource(events: PullScene.events(200), traits: traits) { moment in
            if test.reason == "page-loop" { return test.act }
            return moment.page == 1 ? test.act : nil
        }
        let outcome = try await scene.pull(source)
        #expect(outcome.description.slices.map(\.reason) == [test.reason])
        let ids = try scene.ids()
        #expect(!ids.isEmpty)
    }

    @Test func whatIsNoLongerOrNotYetServedIsNotAsked() async throws {
        var scene = scene
        scene.now = PullScene.start + 20 * PullScene.hour
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.oldest = 12 * PullScene.hour
            $0.youngest = PullScene.hour
        }
        let source = ScriptedSource(events: [], traits: traits)
        let slices = try await scene.pull(source).description.slices
        #expect(slices.filter { $0.outcome == .expired }.map(\.to) == [PullScene.start + 8 * PullScene.hour])
        #expect(slices.filter { $0.outcome == .unasked }.map(\.from) == [PullScene.start + 19 * PullScene.hour])
        #expect(slices.filter { !$0.isWhole }.allSatisfy { $0.reason == "retention" })
        #expect(source.asked.allSatisfy { $0.window.from >= PullScene.start + 8 * PullScene.hour })
    }

    @Test func aScopeThatIsServedForLessLongHasAnEdgeOfItsOwn() async throws {
        var scene = scene
        scene.now = PullScene.start + 24 * PullScene.hour
        let own = try #require(PullScene.scopes[1])
        let traits = PullScene.traits { $0.ownOldest = [own: 12 * PullScene.hour] }
        let outcome = try await scene.pull(ScriptedSource(events: PullScene.events(50), traits: traits))
        let broken = outcome.description.slices.filter { !$0.isWhole }
        #expect(broken.map(\.outcome) == [.expired] && broken.map(\.scope) == [own])
        #expect(broken.map(\.to) == [PullScene.start + 12 * PullScene.hour])
        let problem = try #require(outcome.problems.first { $0.code == "W-RETENTION" })
        #expect(problem.what.contains("(B)") && problem.means == "it serves the last 12h")
    }

    @Test func anAvailabilityAxisReachesOverTheWindowByItsSettleTime() async throws {
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.axis = .availability
            $0.settle = 48 * PullScene.hour
        }
        let source = ScriptedSource(events: [], traits: traits)
        let slices = try await scene.pull(source).description.slices
        #expect(slices.compactMap(\.to).max() == scene.now)
    }

    @Test func aPartThatExpiresWhileItWaitsIsNotedAndTheRestAsked() async throws {
        let edge = PullScene.start + 3 * PullScene.hour
        let traits = PullScene.traits {
            $0.scopes = [nil]
            $0.oldest = scene.now - edge
        }
        let late = edge + 30 * PullScene.second
        let source = ScriptedSource(events: [], traits: traits) {
            $0.question.window.from < late ? .fail(.retention) : nil
        }
        let slices = try await scene.pull(source).description.slices
        #expect(slices.filter { $0.outcome == .expired }.compactMap(\.to).max() == edge + 60 * PullScene.second)
        #expect(slices.filter { $0.from ?? 0 >= edge + 60 * PullScene.second }.allSatisfy { $0.isWhole })
    }

    @Test func aScopeThatIsNotReadyIsNotAsked() async throws {
        let refusals = [
            ScopeReadiness(scope: PullScene.scopes[0], refusal: .notSubscribed, reason: "not-subscribed"),
            ScopeReadiness(scope: PullScene.scopes[1]),
        ]
        let source = ScriptedSource(events: PullScene.events(100), traits: PullScene.traits(), refusals: refusals)
        let slices = try await scene.pull(source).description.slices
        #expect(slices.filter { $0.scope == PullScene.scopes[0] }.map(\.outcome) == [.notSubscribed])
        #expect(source.asked.allSatisfy { $0.scope == PullScene.scopes[1] })
    }

    @Test func progressCountsSlicesAndRecordsUpToTheLast() async throws {
        let seen = Mutex<[PullProgress]>([])
        let source = ScriptedSource(events: PullScene.events(300), traits: PullScene.traits())
        _ = try await scene.pull(source) { progress in seen.withLock { $0.append(progress) } }
        let last = PullScene.scopes.compactMap { scope in seen.withLock { $0.last { $0.scope == scope } } }
        #expect(last.map(\.slicesDone) == [4, 4] && last.map(\.slicesPlanned) == [4, 4])
        #expect(last.map(\.coveredNanoseconds) == last.map(\.totalNanoseconds))
        #expect(last.reduce(0) { $0 + $1.records } == 300)
    }

    @Test func availabilityStampsNameTheBytesTheyBelongTo() async throws {
        let traits = PullScene.traits {
            $0.scopes = [PullScene.scopes[0]]
            $0.longest = 24 * PullScene.hour
        }
        // The first attempt's stamps are taken back with its pages.
        let source = ScriptedSource(events: PullScene.events(100), traits: traits) { moment in
            moment.number == 1 && moment.page == 3 ? .fail(.restart) : .stamp
        }
        _ = try await scene.pull(source)
        let records = try scene.scratch.text(of: "r/records.ndjson")
        let starts = Set(
            records.utf8.enumerated().filter { $0.element == UInt8(ascii: "\n") }.map { $0.offset + 1 } + [0])
        let stamps = try scene.scratch.text(of: "r/stamps.ndjson").split(separator: "\n")
            .compactMap { RecordingStamp(line: Array($0.utf8)) }
        #expect(stamps.allSatisfy { starts.contains($0.offset) })
        #expect(stamps.reduce(0) { $0 + $1.records } == records.utf8.count { $0 == UInt8(ascii: "\n") })
        #expect(Set(stamps.map(\.offset)).count == stamps.count)
    }
}
