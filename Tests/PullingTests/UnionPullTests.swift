import AuditModel
import ByteScan
import Foundation
import Recordings
import TestKit
import Testing
import Transport

@testable import Pulling

/// Several pulls of the same window.
struct UnionPullTests {
    let scene: PullScene

    init() throws { scene = try PullScene() }

    private func pull(
        _ source: ScriptedSource, pulls: Int, resuming: Bool = false, flag: CancelFlag = CancelFlag()
    ) async throws -> UnionPull.Result {
        let now = scene.now
        let runner = PullRunner(
            source: source, asking: UnplannedService(), now: { now }, cancelFlag: flag, observe: { _ in })
        var order = scene.order(resuming: resuming)
        order.pulls = pulls
        return try await UnionPull(runner, hasher: IDHasher(key0: 1, key1: 2)).run(order)
    }

    private static let traits = PullScene.traits {
        $0.parallel = 1
        $0.pageSizes = [10, 7]
        $0.scopes = [PullScene.scopes[0]]
    }

    /// Events of scope A.
    private static func events(_ count: Int) -> [ScriptedSource.Event] {
        PullScene.events(count).map { ScriptedSource.Event(id: $0.id, time: $0.time, scope: PullScene.scopes[0]) }
    }

    @Test func pullsThatAgreeLeaveTheFirstAsItIs() async throws {
        let source = ScriptedSource(events: Self.events(300), traits: Self.traits)
        let result = try await pull(source, pulls: 2)
        let comparison = try #require(result.comparison)
        #expect(!comparison.differs && comparison.jaccard == 1 && comparison.unionEvents == 300)
        #expect(comparison.estimate == PullComparison.Estimate(events: 300, standardError: 0))
        #expect(result.outcome.isWhole)
        #expect(try scene.ids() == source.events.map(\.id).sorted())
        // The second asked with other edges and pages.
        #expect(Set(source.asked.map(\.pageSize)) == [10, 7])
        let shifted = source.asked.filter { $0.pageSize == 7 }.map(\.window)
        #expect(shifted.first.map { $0.length == 3 * PullScene.hour } == true)
    }

    /// A service that withholds some events from the first pull and others from the second.
    private func unstable() -> (first: Set<String>, second: Set<String>, source: UnstableSource) {
        let events = Self.events(300)
        let (first, second) = (Set((0..<30).map { "e-\($0)" }), Set((30..<35).map { "e-\($0)" }))
        let source = UnstableSource(
            full: ScriptedSource(events: events, traits: Self.traits),
            first: ScriptedSource(events: events.filter { !first.contains($0.id) }, traits: Self.traits),
            second: ScriptedSource(events: events.filter { !second.contains($0.id) }, traits: Self.traits))
        return (first, second, source)
    }

    @Test func theUnionHoldsWhatAnyPullBroughtAndSaysHowTheyDiffer() async throws {
        let (_, _, source) = unstable()
        let now = scene.now
        let runner = PullRunner(
            source: source, asking: UnplannedService(), now: { now }, cancelFlag: CancelFlag(), observe: { _ in })
        var order = scene.order()
        order.pulls = 2
        for resuming in [false, true] {
            order.isResuming = resuming
            let result = try await UnionPull(runner, hasher: IDHasher(key0: 3, key1: 4)).run(order)
            let comparison = try #require(result.comparison)
            #expect(comparison.differs)
            #expect(comparison.pulls.map(\.events) == [270, 295] && comparison.pulls.map(\.unique) == [5, 30])
            #expect(comparison.unionEvents == 300 && comparison.commonEvents == 265)
            // (271 × 296) / 266 − 1
            #expect(abs((comparison.estimate?.events ?? 0) - 300.5639) < 0.001)
            #expect(try scene.ids() == (0..<300).map { "e-\($0)" }.sorted())
            let added = result.outcome.description.slices.filter { $0.axis == .ids }
            #expect(added.map(\.records) == [30] && added.first?.detail == "records that only pull 2 of 2 brought")
            #expect(result.outcome.isWhole)
        }
    }

    @Test func whatOnlyOnePullHasIsToldWithItsPlaceInThePages() async throws {
        let events = (0..<16).map {
            ScriptedSource.Event(
                id: "e-\($0)", time: PullScene.start + Int64($0) * 60 * PullScene.second, scope: PullScene.scopes[0])
        }
        let withheld: Set = ["e-0", "e-6", "e-7", "e-10"]
        let source = UnstableSource(
            full: ScriptedSource(events: events, traits: Self.traits),
            first: ScriptedSource(events: events.filter { !withheld.contains($0.id) }, traits: Self.traits),
            second: ScriptedSource(events: events, traits: Self.traits))
        let now = scene.now
        let runner = PullRunner(
            source: source, asking: UnplannedService(), now: { now }, cancelFlag: CancelFlag(), observe: { _ in })
        var order = scene.order()
        order.pulls = 2
        let union = UnionPull(runner, hasher: IDHasher(key0: 3, key1: 4))
        let pulls = try #require(try await union.run(order).comparison).pulls
        #expect(pulls[0].places == nil)
        let places = try #require(pulls[1].places)
        #expect(places.first == 2 && places.last == 1 && places.inside == 1 && places.unknown == 0)
        #expect(places.rows.map(\.page) == [1, 1, 2, 2] && Set(places.rows.map(\.slice)).count == 1)
        #expect(places.rows.map(\.place) == [.first, .last, .first, .inside])
        // A finished recording knows its slices, and their pages no more.
        order.isResuming = true
        let again = try #require(try await union.run(order).comparison).pulls
        #expect(again[1].places?.unknown == 4 && again[1].places?.rows == [])
    }

    @Test func anInterruptedPullIsNotCompared() async throws {
        let flag = CancelFlag()
        let source = ScriptedSource(events: Self.events(100), traits: Self.traits) { moment in
            if moment.number == 2 { flag.set() }
            return nil
        }
        let result = try await pull(source, pulls: 2, flag: flag)
        #expect(result.comparison == nil && result.outcome.wasCancelled)
        let again = try await pull(
            ScriptedSource(events: Self.events(100), traits: Self.traits), pulls: 2, resuming: true)
        #expect(again.comparison?.differs == false)
        #expect(try scene.ids().count == 100)
    }

    struct Estimating: Sendable {
        let first: Range<UInt64>
        let second: Range<UInt64>
        let events: Double
        let error: Double
    }

    /// Figures by hand from the formula in the type's comment.
    @Test(arguments: [
        Estimating(first: 0..<10, second: 0..<10, events: 10, error: 0),
        Estimating(first: 0..<9, second: 1..<10, events: 100.0 / 9 - 1, error: (100.0 / (81 * 10)).squareRoot()),
        Estimating(first: 0..<0, second: 0..<0, events: 0, error: 0),
    ])
    func twoPullsEstimateTheWhole(_ test: Estimating) {
        func ids(_ range: Range<UInt64>) -> [IDHash] { range.map { IDHash(low: $0, high: 0) } }
        var comparison = PullComparison(pulls: [.init(), .init()])
        _ = comparison.take([ids(test.first), ids(test.second)])
        #expect(abs((comparison.estimate?.events ?? -1) - test.events) < 1e-9)
        #expect(abs((comparison.estimate?.standardError ?? -1) - test.error) < 1e-9)
    }

    @Test func threePullsGiveALowerBoundFromWhatOneAndTwoOfThemSaw() {
        func ids(_ values: [UInt64]) -> [IDHash] { values.map { IDHash(low: $0, high: 0) } }
        var comparison = PullComparison(pulls: [.init(), .init(), .init()])
        let taken = comparison.take([ids([1, 2, 3, 4]), ids([1, 2, 3, 5]), ids([1, 2, 6])])
        #expect(taken.new.map(\.count) == [4, 1, 1] && taken.lone.map(\.count) == [1, 1, 1])
        // Seen once: 4, 5, 6; twice: 3; by all: 1, 2.
        #expect(comparison.unionEvents == 6 && comparison.commonEvents == 2)
        #expect(comparison.estimate == PullComparison.Estimate(events: 6 + 9.0 / 2, standardError: nil))
    }
}

/// Answers as one source for the first pull's page size and as another for the second's.
private struct UnstableSource: EventSource {
    let full: ScriptedSource
    let first: ScriptedSource
    let second: ScriptedSource

    var traits: SourceTraits { full.traits }

    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [] }

    func pages(of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking) -> any SourcePages {
        (question.pageSize == 10 ? first : second).pages(of: question, from: cursor, asking)
    }
}
