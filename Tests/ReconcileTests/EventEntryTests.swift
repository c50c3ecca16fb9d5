import AuditModel
import Testing

@testable import Reconcile

struct EventEntryTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Nanoseconds and precision of each record's time; nil for a record without one.
        let times: [EventTime?]
        let time: EventTime?
        let isInside: Bool

        init(_ testDescription: String, _ times: [EventTime?], _ time: EventTime?, isInside: Bool = true) {
            (self.testDescription, self.times, self.time, self.isInside) = (testDescription, times, time, isInside)
        }
    }

    private static func at(_ nanoseconds: Int64, _ precision: TimePrecision = .second) -> EventTime {
        EventTime(nanoseconds: nanoseconds, precision: precision)
    }

    static let cases = [
        Case("no time", [nil, nil], nil),
        Case("the earliest", [at(30), at(20), at(25)], at(20)),
        Case("the finer of two equal ones", [at(20, .day), at(20, .ticks), at(20, .minute)], at(20, .ticks)),
        Case("inside before outside", [at(5), at(30), at(99)], at(30)),
        Case("of those outside the earliest", [at(99), at(5)], at(5), isInside: false),
        Case("one without a time is inside", [at(99), nil, at(5)], at(5)),
        Case("a time before none", [nil, at(30), nil], at(30)),
        Case("both ends of the window", [at(40), at(39), at(9), at(10)], at(10)),
    ]

    @Test(arguments: cases)
    func anyOrderGivesTheSameTime(_ test: Case) {
        let bounds = WindowBounds(TimeWindow(from: 10, to: 40))
        for order in Self.orders(of: test.times.count) {
            for side in 0...1 {
                var entry = EventEntry(hash: IDHash(low: 1, high: 2))
                for number in order {
                    let position = RecordPosition(file: 0, offset: number)
                    let key = EventKey(hash: entry.hash, time: test.times[number], position: position)
                    _ = entry.merge(key, side: side, inside: bounds.contains(key))
                }
                #expect(entry.time(side) == test.time && entry.isInside(side) == test.isInside)
                #expect(entry.time(1 - side) == nil && !entry.isPresent(1 - side))
            }
        }
    }

    @Test
    func everyPositionButTheLowestComesBackOnce() {
        for order in Self.orders(of: 5) {
            var entry = EventEntry(hash: IDHash(low: 1, high: 2))
            let returned = order.compactMap { number in
                let position = RecordPosition(file: number, offset: 7)
                return entry.merge(EventKey(hash: entry.hash, time: nil, position: position), side: 1, inside: true)
            }
            #expect(entry.positions[1] == RecordPosition(file: 0, offset: 7).packed)
            #expect(returned.sorted() == (1..<5).map { RecordPosition(file: $0, offset: 7).packed })
        }
    }

    @Test
    func theAuthoritysFirstRecordNamesTheScope() {
        let records: [(side: Int, offset: Int, scope: UInt16)] = [
            (1, 0, 9), (0, 5, 3), (0, 4, 2), (0, 6, 1), (1, 1, 8),
        ]
        for order in Self.orders(of: records.count) {
            var entry = EventEntry(hash: IDHash(low: 1, high: 2))
            for record in order.map({ records[$0] }) {
                let position = RecordPosition(file: 0, offset: record.offset)
                let key = EventKey(hash: entry.hash, time: nil, position: position, scope: record.scope)
                _ = entry.merge(key, side: record.side, inside: true)
            }
            #expect(entry.scope == 2)
        }
    }

    @Test
    func anEntryHasFiftySixBytes() {
        #expect(MemoryLayout<EventEntry>.stride == 56)
    }

    /// All orders of the numbers below `count`.
    private static func orders(of count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return orders(of: count - 1).flatMap { order in
            (0..<count).map { place in
                var longer = order
                longer.insert(count - 1, at: place)
                return longer
            }
        }
    }
}
