import FileAccess
import Foundation
import TestKit
import Testing

@testable import Reconcile

struct ExternalSorterTests {
    struct Record: BitwiseCopyable, Hashable, Comparable, Sendable {
        let first: UInt64
        let second: UInt64
        let third: UInt64

        static func < (left: Self, right: Self) -> Bool {
            (left.first, left.second, left.third) < (right.first, right.second, right.third)
        }
    }

    @Test(arguments: [0, 1, 2, 23, 24, 25, 26, 255, 1000, 4000], [200, 1000, 20_000, 1 << 20])
    func everySizeAndMemoryGivesTheSameOrder(count: Int, memory: Int) throws {
        for range in [1, 3, 300, UInt64.max] {
            var random = SplitMix(seed: UInt64(count) &+ range)
            let records = (0..<count).map { _ in
                Record(
                    first: random.next() % range << 7, second: random.next() % 5, third: random.next() >> (range % 60))
            }
            let sorter = ExternalSorter<Record>(memory: memory, file: SpillFile(folder: NSTemporaryDirectory()))
            for record in records { try sorter.add(record) }
            let sorted = try sorter.sorted()
            var read: [Record] = []
            try sorted.forEach { read.append($0) }
            #expect(read == records.sorted() && sorted.count == count)
            var reader = sorted.reader()
            #expect(try reader.next() == read.first)
        }
    }

    @Test(arguments: [0, 1, 30, 1000], [200, 1000, 1 << 20])
    func takenOverRecordsAreInOrderToo(count: Int, memory: Int) throws {
        var random = SplitMix(seed: UInt64(count))
        let records = (0..<3 * count).map { _ in
            Record(first: random.next() % 300, second: random.next() % 5, third: random.next())
        }
        let file = SpillFile(folder: NSTemporaryDirectory())
        let whole = ExternalSorter<Record>(memory: memory, file: file)
        for record in records[..<count] { try whole.add(record) }
        for part in 1...2 {
            let other = ExternalSorter<Record>(memory: memory / part, file: file)
            for record in records[(part * count)..<((part + 1) * count)] { try other.add(record) }
            try whole.take(other)
        }
        var read: [Record] = []
        try whole.sorted().forEach { read.append($0) }
        #expect(read == records.sorted())
    }

    @Test
    func aFailureToSpillIsATypedError() throws {
        let sorter = ExternalSorter<Record>(memory: 48, file: SpillFile(folder: "/nonexistent"))
        #expect(throws: SpillFailure(.open, folder: "/nonexistent", code: ENOENT)) {
            for number in 0..<10 { try sorter.add(Record(first: UInt64(number), second: 0, third: 0)) }
        }
    }

    @Test
    func outcomesAndRepeatsConsistOfWholeWords() {
        #expect(MemoryLayout<EventOutcome>.size == 72 && MemoryLayout<RepeatedRecord>.size == 32)
        #expect(MemoryLayout<PresentEvent>.size == 24)
    }
}
