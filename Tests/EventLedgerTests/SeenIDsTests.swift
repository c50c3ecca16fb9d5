import AuditModel
import TestKit
import Testing

@testable import EventLedger

@Suite struct SeenIDsTests {
    private static let day: Int64 = 86_400_000_000_000
    private let scratch: ScratchFolder
    private let ledger: Ledger

    init() throws {
        scratch = try ScratchFolder()
        ledger = try Ledger(state: scratch.path)
    }

    private static func id(_ number: UInt64) -> IDHash { IDHash(low: number, high: .max - number) }

    private static let state = CollectorState(
        key: id(9), lookback: day, known: ArchivePosition(day: "2026-11-14", offset: 7))

    @Test func aSourceWithoutAStateHasNoIDs() throws {
        #expect(try SeenIDs(ledger, source: "m365") == nil)
    }

    @Test func knowsWhatWasAddedUntilItIsForgotten() throws {
        try ledger.put(Self.state, of: "m365")
        let seen = try #require(try SeenIDs(ledger, source: "m365"))
        let both = TimeWindow(from: 0, to: 3 * Self.day)
        #expect(try seen.new(among: [Self.id(1), Self.id(2), Self.id(1)], seen: both) == [true, true, false])
        try seen.add([Self.id(1)], at: 5, Self.state)
        try seen.add([Self.id(2), Self.id(1)], at: 2 * Self.day, Self.state)
        #expect(try seen.new(among: [Self.id(1), Self.id(2), Self.id(3)], seen: both) == [false, false, true])
        try seen.forget(before: 2 * Self.day)
        #expect(try seen.count() == 2)
        let old = TimeWindow(from: 0, to: Self.day)
        #expect(try seen.new(among: [Self.id(1)], seen: old) == [true])
    }

    @Test func sourcesKeepTheirIDsApart() throws {
        try ledger.put(Self.state, of: "a")
        try ledger.put(Self.state, of: "b")
        let (one, other) = (
            try #require(try SeenIDs(ledger, source: "a")), try #require(try SeenIDs(ledger, source: "b"))
        )
        try one.add([Self.id(1)], at: 0, Self.state)
        let window = TimeWindow(from: 0, to: 1)
        #expect(try one.new(among: [Self.id(1)], seen: window) == [false])
        #expect(try other.new(among: [Self.id(1)], seen: window) == [true])
    }

    @Test func statesAndPlacesComeBackAsTheyWere() throws {
        var state = Self.state
        (state.askedThrough, state.calmRounds, state.longestLookback) = (5, 3, 2 * Self.day)
        try ledger.put(state, of: "m365")
        #expect(try ledger.collector("m365") == state)
        var place = ForwardState(position: state.known)
        (place.done, place.sending, place.sent, place.mayRepeat, place.refused) = ([3, 9], 4, 5, 6, 7)
        try ledger.put(place, of: "m365", to: "splunk")
        #expect(try ledger.forwarding(of: "m365", to: "splunk") == place)
        #expect(try ledger.forwarding(of: "m365", to: "other") == nil)
    }

    @Test func warningsWaitInOrderAndInBounds() throws {
        for number in 0..<1_003 { try ledger.addWarning("\(number)", of: "m365") }
        let waiting = try ledger.warnings(of: "m365")
        #expect(waiting.count == 1_000 && waiting.first?.record == "3" && waiting.last?.record == "1002")
        try ledger.removeWarnings(waiting.prefix(999).map(\.number))
        #expect(try ledger.warnings(of: "m365").map(\.record) == ["1002"])
    }
}
