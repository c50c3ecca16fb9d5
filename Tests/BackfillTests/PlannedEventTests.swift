import ByteScan
import TestKit
import Testing

@testable import Backfill

@Suite struct PlannedEventTests {
    private static let events = [
        PlannedEvent(id: ["a"], time: 1_794_182_400_123_456_700, record: Array(#"{"a":1}"#.utf8)),
        PlannedEvent(id: ["a", "b|c"], time: nil, record: Array("{}".utf8)),
        PlannedEvent(
            id: [#"x","time":"2020","record":{"#], time: -1, record: Array(#"{"t":",\"time\":\",\"record\":"}"#.utf8)),
        PlannedEvent(id: ["zoë\u{202E}\n\u{0}"], time: 0, record: Array("{\"x\":\"\u{202E}}}\"}".utf8)),
    ]

    @Test(arguments: events)
    func aLineGivesTheSameEvent(event: PlannedEvent) {
        let line = event.line
        #expect(line.last == 0x0A && line.count { $0 == 0x0A } == 1)
        #expect(PlannedEvent(line: Array(line.dropLast())) == event)
        #expect((try? JSONTree(parsing: line)) != nil)
    }

    @Test(arguments: ["", "{}", "{\"id\":\"a\"}", "{\"id\":,\"time\":null,\"record\":{}}", "x"])
    func otherLinesAreNone(text: String) { #expect(PlannedEvent(line: Array(text.utf8)) == nil) }

    @Test func eventsAreReadFromAnyPlace() throws {
        let scratch = try ScratchFolder()
        let many = (0..<3000).map { number in
            PlannedEvent(
                id: ["id-\(number)"], time: Int64(number),
                record: Array("{\"n\":\"\(String(repeating: "x", count: number))\"}".utf8))
        }
        try scratch.write(String(decoding: many.flatMap(\.line), as: UTF8.self), to: "events.ndjson")
        let reader = try PlannedEvents(path: scratch.path + "/events.ndjson")
        var places: [(number: Int, offset: Int)] = []
        while let placed = try reader.next() {
            #expect(placed.event == many[placed.number] && placed.number == places.count)
            places.append((placed.number, placed.offset))
        }
        #expect(places.count == 3000)
        for number in [2999, 0, 1500, 1501, 7] {
            #expect(try reader.event(number, offset: places[number].offset).event == many[number])
        }
        #expect(try reader.next()?.number == 8)
    }
}
