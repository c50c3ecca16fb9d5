import AuditModel
import ByteScan
import Diagnosis
import FileAccess
import Reconcile
import Testing

@testable import Auditing

/// What the timeline holds, and what it tells of chosen events.
struct TimelineMakerTests {
    private static let second: Int64 = 1_000_000_000

    /// An event of a trail: its time in milliseconds; its place in the list is its offset.
    private struct Event {
        let time: Int64
        let isMissing: Bool
    }

    private static func position(_ index: Int) -> UInt64 { RecordPosition(file: 0, offset: index).packed }

    /// The timeline of events whose present ones are found by a comparison with the others left out of the SIEM.
    private static func maker(_ events: [Event], wantsMates: Bool = true) throws -> TimelineMaker {
        let reconciler = Reconciler(window: nil, memory: 64 << 20, spillFolder: "/nonexistent")
        let keys = events.enumerated().map { index, event in
            EventKey(
                hash: IDHash(low: UInt64(index) &* 0x9E37_79B9_7F4A_7C15, high: UInt64(index)),
                time: EventTime(nanoseconds: event.time * 1_000_000, precision: .milliseconds),
                position: RecordPosition(file: 0, offset: index))
        }
        for side in Side.allCases {
            let writer = reconciler.writer(for: side)
            writer.observe(keys.indices.filter { side == .authority || !events[$0].isMissing }.map { keys[$0] })
            writer.finish()
        }
        let present = try #require(try reconciler.finish(ClassificationRules(), workers: 2).present)
        let missing = events.indices.filter { events[$0].isMissing }.map { index in
            EventMark(position: position(index), time: events[index].time * 1_000_000, scope: 0)
        }
        let scopes = ScopeCodes(ScopeNames(table: ScopeTable(), field: nil))
        let choice = TimelineMaker.Choice(scopes: scopes, missing: .all, present: .all, wantsMates: wantsMates)
        var maker = TimelineMaker(missing: missing, present: present.count, choice: choice)
        try present.forEachStretch(workers: 2) { events in
            for place in events.indices { maker.add(events[place]) }
        }
        maker.finish()
        return maker
    }

    /// 0, 1 … are milliseconds; `-` marks a missing event.
    private static func maker(_ words: String) throws -> TimelineMaker {
        try maker(
            words.split(separator: " ").map { word in
                Event(time: Int64(word.drop { $0 == "-" }) ?? 0, isMissing: word.hasPrefix("-"))
            })
    }

    @Test func entriesComeByTimeThenPosition() throws {
        let maker = try Self.maker("500 -100 -900 100 700 -100")
        #expect(maker.timeline.time.map { $0 / 1_000_000 } == [100, 100, 100, 500, 700, 900])
        #expect(maker.timeline.isMissing == [true, false, true, false, false, true])
        #expect(maker.timeline.weight == [1, 1, 1, 1, 1, 1])
        #expect(maker.missing.map(\.position) == [1, 2, 5].map(Self.position))
        #expect(maker.missing.map(\.entry) == [0, 5, 2] && maker.missing.map(\.ordinal) == [0, 2, 1])
    }

    @Test func untimedEventsHaveNoEntry() throws {
        var maker = TimelineMaker(
            missing: [EventMark(position: 7, time: EventFacts.unknown, scope: 0)], present: 0,
            choice: .init(
                scopes: ScopeCodes(ScopeNames(table: ScopeTable(), field: nil)), missing: .all, present: .all,
                wantsMates: true))
        maker.finish()
        #expect(maker.timeline.count == 0 && maker.missing.map(\.entry) == [EventFacts.noEntry])
    }

    @Test(
        arguments: [
            ("-100 100", [true], [false]), ("100 -100", [true], [false]), ("-100 101", [false], [false]),
            ("-5 -5", [false, false], []), ("5 5 -6", [false], [true, true]),
            ("5 -5 5 7", [true], [true, true, false]),
        ] as [(String, [Bool], [Bool])])
    func tiesAreWithPresentEvents(words: String, missing: [Bool], present: [Bool]) throws {
        let maker = try Self.maker(words)
        #expect(maker.missing.map { $0.shape.contains(.tiedWithPresent) } == missing)
        #expect(maker.present.map { $0.shape.contains(.tiedWithPresent) } == present)
    }

    @Test func matesAreThePresentOnesOfTheSameSecond() throws {
        let maker = try Self.maker("900 1000 -1200 1999 2000 -2500 3000")
        #expect(Set(maker.missingMates) == Set([(2, 1), (2, 3), (5, 4)].map(Self.mate)))
        #expect(Set(maker.presentMates) == Set([(1, 3), (3, 1)].map(Self.mate)))
    }

    @Test func onlyTheNearestMatesAreTaken() throws {
        let maker = try Self.maker((0..<30).map { $0 == 15 ? "-15" : "\($0)" }.joined(separator: " "))
        let mates = maker.missingMates.map { RecordPosition(packed: $0.mate).offset }
        #expect(mates.sorted() == Array(7...14) + Array(16...23))
        #expect(maker.presentMates.count { $0.event == Self.position(20) } == 16)
    }

    private static func mate(_ event: Int, _ mate: Int) -> Mate { Mate(event: position(event), mate: position(mate)) }

    @Test func theRecordBeforeIsTheNearestOfTheSameFile() {
        let events = [(0, 10), (0, 20), (1, 5)].map { RecordPosition(file: $0, offset: $1).packed }
        var records = PrecedingRecords(events)
        for (file, offset) in [(0, 30), (0, 12), (0, 3), (0, 10), (0, 7), (1, 5), (0, 20)] {
            records.note(RecordPosition(file: file, offset: offset).packed)
        }
        #expect(
            records.before == [
                RecordPosition(file: 0, offset: 7).packed, RecordPosition(file: 0, offset: 12).packed,
                PrecedingRecords.none,
            ])
    }
}
