import AuditModel
import TestKit
import Testing

@testable import EventLedger

@Suite struct DeliveryJournalTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private static let batch = DeliveryJournal.Batch(first: 0, count: 3, offset: 0, endOffset: 300)
    private static let next = DeliveryJournal.Batch(first: 3, count: 2, offset: 300, endOffset: 450)

    @Test func knowsWhereTheNextBatchBegins() throws {
        let journal = try DeliveryJournal(folder: scratch.path)
        #expect(try journal.position() == nil)
        try journal.begin([Self.batch])
        try journal.end(Self.batch, [])
        try journal.begin([Self.next])
        let opened = try DeliveryJournal(folder: scratch.path)
        #expect(try opened.position() == DeliveryJournal.Position(event: 5, offset: 450))
        #expect(try opened.openBatches() == [Self.next])
    }

    @Test func whatWasHandedOverIsOpenUntilItIsKnownToBeTaken() throws {
        let journal = try DeliveryJournal(folder: scratch.path)
        try journal.begin([Self.batch, Self.next])
        try journal.end(
            Self.batch, [JournalEntry(event: 1, offset: 100, .refused, sends: 1)], isHandedOver: true)
        try journal.end(Self.next, [])
        #expect(try journal.openBatches() == [Self.batch] && journal.known(in: Self.batch) == [1])
        #expect(try journal.handedOver() == 2)
        try journal.put([JournalEntry(event: 4, offset: 400, .handed, sends: 2)])
        #expect(try journal.handedOver() == 3)
        try journal.close(isTaken: true)
        #expect(try journal.handedOver() == 0 && journal.openBatches().isEmpty)
        #expect(try journal.counts() == [.refused: 1, .taken: 1])
    }

    @Test func whatIsNeverKnownToBeTakenIsNotOpenAndNotTaken() throws {
        let journal = try DeliveryJournal(folder: scratch.path)
        try journal.begin([Self.batch])
        try journal.end(Self.batch, [], isHandedOver: true)
        try journal.close(isTaken: false)
        #expect(try journal.openBatches().isEmpty && journal.handedOver() == 3)
    }

    @Test func keepsTheLastStateOfAnEvent() throws {
        let journal = try DeliveryJournal(folder: scratch.path)
        var entry = JournalEntry(event: 1, offset: 100, .doubtful, sends: 1, words: "no answer")
        try journal.begin([Self.batch], leavingOut: [JournalEntry(event: 0, offset: 0, .arrived, sends: 0)])
        try journal.end(
            Self.batch, [entry, JournalEntry(event: 2, offset: 200, .refused, sends: 1, code: "6", words: "no")])
        #expect(try journal.entries(in: [.doubtful]) == [entry])
        entry.state = .taken
        entry.mayRepeat = true
        entry.sends = 2
        try journal.put([entry])
        #expect(try journal.entries(in: [.taken, .refused]).map(\.event) == [1, 2])
        #expect(try journal.entries(in: [.taken, .refused], after: 1).map(\.event) == [2])
        #expect(try journal.counts() == [.arrived: 1, .taken: 1, .refused: 1])
        #expect(try journal.possibleRepeats() == 1)
    }

    @Test func remembersHowLongTheFirstEventTook() throws {
        let journal = try DeliveryJournal(folder: scratch.path)
        #expect(try journal.canaryNanoseconds() == nil)
        try journal.noteCanary(nanoseconds: 5)
        #expect(try DeliveryJournal(folder: scratch.path).canaryNanoseconds() == 5)
    }

    @Test func fullDiskLeavesTheJournalAsItWas() throws {
        let journal = try DeliveryJournal(folder: scratch.path, mostPages: 16)
        try journal.begin([Self.batch])
        try journal.end(Self.batch, [])
        let many = (3..<5000).map {
            JournalEntry(event: $0, offset: $0, .refused, sends: 1, words: "a target's long words")
        }
        let failure = #expect(throws: LedgerFailure.self) { try journal.begin([Self.next], leavingOut: many) }
        #expect(failure?.reason == .diskFull)
        #expect(try journal.position() == DeliveryJournal.Position(event: 3, offset: 300))
        #expect(try journal.counts().isEmpty)
    }
}
