import AuditModel
import FileAccess
import TestKit
import Testing

@testable import Recordings

struct GrowingRecordingTests {
    private static let hour: Int64 = 3_600_000_000_000
    private let scratch: ScratchFolder
    private let folder: String

    init() throws {
        scratch = try ScratchFolder()
        folder = scratch.path + "/day"
    }

    private static let header = RecordingHeader(
        side: .authority, name: "m365", type: "o365-management", window: TimeWindow(from: 0, to: 0),
        paths: .init(id: ["Id"], time: "CreationTime", zone: "UTC"), firstAsked: 5)

    private static func slice(_ id: Int, _ range: Range<Int>, records: Int) -> RecordingDescription.Slice {
        var slice = RecordingDescription.Slice(
            id: id, scope: nil, axis: .event, from: 0, to: Int64(id) * hour, outcome: .whole, reason: nil,
            records: records)
        slice.ranges = [range]
        return slice
    }

    private static let lines = Array("{\"Id\":\"1\"}\n{\"Id\":\"2\"}\n".utf8)

    @Test func whatWasStatedIsThereAgain() throws {
        var recording = try GrowingRecording(folder, for: Self.header)
        let range = try recording.append(Self.lines)
        try recording.append([(0, RecordedPage.Stamp(records: 2, after: 1, by: 2))])
        try recording.state([Self.slice(1, range, records: 2)], lastAsked: 9, clockOffset: 7)
        let read = try #require(try RecordingFolder(folder))
        #expect(read.statedRecords == 2 && read.description.lastAsked == 9)
        #expect(read.description.window == TimeWindow(from: 0, to: Self.hour))
        let again = try GrowingRecording(folder, for: Self.header)
        #expect(again.slices == recording.slices && again.statedBytes == Self.lines.count)
    }

    @Test func whatAKilledRunLeftUnstatedIsCutOff() throws {
        var recording = try GrowingRecording(folder, for: Self.header)
        let range = try recording.append(Self.lines)
        try recording.append([(0, RecordedPage.Stamp(records: 2, after: 1, by: 2))])
        try recording.state([Self.slice(1, range, records: 2)], lastAsked: 9, clockOffset: nil)
        _ = try recording.append(Array("{\"Id\":\"3".utf8))
        try recording.append([(Self.lines.count, RecordedPage.Stamp(records: 1, after: 2, by: 3))])
        try scratch.write("half", to: "day/.recording.newer.partial")
        let stamps = try scratch.text(of: "day/stamps.ndjson")
        var again = try GrowingRecording(folder, for: Self.header)
        #expect(try scratch.bytes(of: "day/records.ndjson") == Self.lines)
        #expect(try scratch.text(of: "day/stamps.ndjson").count == stamps.split(separator: "\n")[0].count + 1)
        let next = try again.append(Self.lines)
        #expect(next.lowerBound == Self.lines.count)
        let slices = [Self.slice(1, range, records: 2), Self.slice(2, next, records: 2)]
        try again.state(slices, lastAsked: 12, clockOffset: nil)
        #expect(try RecordingFolder(folder)?.statedRecords == 4)
    }

    @Test func recordsThatAreGoneAreSaid() throws {
        var recording = try GrowingRecording(folder, for: Self.header)
        let range = try recording.append(Self.lines)
        try recording.state([Self.slice(1, range, records: 2)], lastAsked: 9, clockOffset: nil)
        try AppendFile(path: folder + "/records.ndjson").truncate(to: 3)
        #expect(throws: RecordingFault.self) { try GrowingRecording(folder, for: Self.header) }
    }
}
