import AuditModel
import FileAccess
import Foundation
import TestKit
import Testing

@testable import Recordings

/// What a recording that is being written leaves on the disk.
struct RecordingWriterTests {
    private let scratch: ScratchFolder
    private var folder: String { scratch.path + "/r" }

    init() throws { scratch = try ScratchFolder() }

    private static let header = RecordingHeader(
        side: .authority, name: "m365", type: "o365-management", window: TimeWindow(from: 0, to: 1_000_000_000),
        paths: .init(id: ["Id"], time: "CreationTime", zone: "UTC"), firstAsked: 5_000_000_000)

    private func open(resuming: Bool = false) throws -> RecordingWriter {
        try RecordingWriter.open(folder, for: Self.header, resuming: resuming)
    }

    private static func page(_ ids: [Int], cursor: String? = nil) -> RecordedPage {
        var page = RecordedPage(lines: Array(ids.map { "{\"Id\":\($0)}\n" }.joined().utf8), records: ids.count)
        page.cursor = cursor
        return page
    }

    private static func question(_ name: String = "A") -> RecordedSlice.Question {
        RecordedSlice.Question(
            scope: Scope(field: "Workload", value: name), axis: .event,
            window: TimeWindow(from: 0, to: 1_000_000_000), pageSize: 3)
    }

    private func records() throws -> String { try scratch.text(of: "r/records.ndjson") }

    private var closing: RecordingClosing {
        var closing = RecordingClosing(lastAsked: 6_000_000_000)
        closing.hosts = ["b.example", "a.example"]
        closing.clockOffsetMilliseconds = -120
        return closing
    }

    @Test func whatIsWrittenIsReadBack() async throws {
        let writer = try open()
        let slice = try await writer.begin(Self.question())
        try await writer.append(Self.page([1, 2, 3], cursor: "x"), to: slice)
        try await writer.append(Self.page([4]), to: slice)
        var end = RecordedSlice.End.whole
        (end.requests, end.retries) = (2, 1)
        try await writer.end(slice, end)
        let written = try await writer.finish(closing)
        let read = try #require(try RecordingFolder(folder)).description
        #expect(read.slices == written.slices)
        #expect(read.slices.map(\.ranges) == [[0..<36]])
        #expect(read.slices.map(\.requests) == [2] && read.slices.map(\.retries) == [1])
        #expect(read.hosts == ["a.example", "b.example"] && read.clockOffsetMilliseconds == -120)
        #expect(read.firstAsked == 5_000_000_000 && read.lastAsked == 6_000_000_000)
        #expect(try scratch.names() == ["r"])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                "recording.json", "records.ndjson",
            ])
    }

    @Test func aRunThatMeasuresNoClockKeepsWhatAnEarlierOneFound() async throws {
        let killed = try open()
        try await killed.note(clockOffset: -120_000)
        _ = try await killed.begin(Self.question())
        try move(folder + "/journal.ndjson", scratch.path + "/kept")
        _ = try await killed.finish(RecordingClosing(lastAsked: 6_000_000_000))
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try move(scratch.path + "/kept", folder + "/journal.ndjson")
        for _ in 0..<2 {
            let resumed = try await open(resuming: true).finish(RecordingClosing(lastAsked: 7_000_000_000))
            #expect(resumed.clockOffsetMilliseconds == -120_000)
        }
        let measured = try await open(resuming: true).finish(closing)
        #expect(measured.clockOffsetMilliseconds == -120)
    }

    @Test func slicesAreWrittenSideBySideAndTakenBackBytesAreLeftOut() async throws {
        let writer = try open()
        let (first, second) = (try await writer.begin(Self.question()), try await writer.begin(Self.question("B")))
        try await writer.append(Self.page([1]), to: first)
        try await writer.append(Self.page([2]), to: second)
        try await writer.append(Self.page([3]), to: first)
        try await writer.rewind(second)
        try await writer.append(Self.page([4]), to: second)
        let third = try await writer.begin(Self.question("C"))
        try await writer.append(Self.page([5]), to: third)
        try await writer.drop(third)
        for slice in [first, second] { try await writer.end(slice, .whole) }
        let slices = try await writer.finish(closing).slices
        #expect(try records() == "{\"Id\":1}\n{\"Id\":3}\n{\"Id\":4}\n")
        #expect(slices.map(\.ranges) == [[0..<18], [18..<27]])
        #expect(slices.map(\.records) == [2, 1])
    }

    @Test func aRecordingThatWasNotFinishedGoesOnBehindItsLastWholeLine() async throws {
        do {
            let writer = try open()
            let slice = try await writer.begin(Self.question())
            try await writer.append(Self.page([1], cursor: "1"), to: slice)
            try await writer.append(Self.page([2], cursor: "2"), to: slice)
        }
        // The tail of a page whose line never came, and a line that was cut.
        try append("{\"Id\":3}\n{\"I", to: "records.ndjson")
        try append(#"{"slice":1,"page":3,"offset":18,"by"#, to: "journal.ndjson")
        let writer = try open(resuming: true)
        let slice = try #require(writer.slices.first)
        #expect(slice.records == 2 && slice.cursor == "2" && slice.pages == 2 && slice.end == nil)
        #expect(try records() == "{\"Id\":1}\n{\"Id\":2}\n")
        try await writer.append(Self.page([3]), to: slice.id)
        try await writer.end(slice.id, .whole)
        let finished = try await writer.finish(closing)
        #expect(finished.slices.map(\.records) == [3])
        #expect(finished.slices.first?.sha256 == Self.sha256Of123)
    }

    /// Of the three records 1, 2, 3 as this test writes them, by `sha256sum`.
    private static let sha256Of123 = "1f580b5fda9a3bc18cf9c14573b9770bae6fb1be08ff3d4e9bd2e9424f4a8dd4"

    @Test func aSliceWhoseBytesChangedIsTakenBack() async throws {
        do {
            let writer = try open()
            let slice = try await writer.begin(Self.question())
            try await writer.append(Self.page([1], cursor: "1"), to: slice)
        }
        try Data("{\"Id\":9}\n".utf8).write(to: URL(filePath: folder + "/records.ndjson"))
        let slice = try #require(try open(resuming: true).slices.first)
        #expect(slice.records == 0 && slice.cursor == nil)
    }

    @Test func aLineAboutBytesThatAreNotThereEndsTheJournal() async throws {
        do {
            let writer = try open()
            let slice = try await writer.begin(Self.question())
            try await writer.append(Self.page([1], cursor: "1"), to: slice)
            try await writer.append(Self.page([2], cursor: "2"), to: slice)
        }
        try Data("{\"Id\":1}\n{\"I".utf8).write(to: URL(filePath: folder + "/records.ndjson"))
        #expect(try open(resuming: true).slices.map(\.cursor) == ["1"])
    }

    /// The files as they are at each step by which a recording is finished.
    @Test(arguments: 0...4) func aKillWhileFinishingLosesNothing(_ steps: Int) async throws {
        let writer = try open()
        let slice = try await writer.begin(Self.question())
        try await writer.append(Self.page([1]), to: slice)
        try await writer.rewind(slice)
        try await writer.append(Self.page([2]), to: slice)
        try await writer.end(slice, .whole)
        let copy = scratch.path + "/copy"
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        _ = try await writer.finish(closing)
        // Beside the old files lies what is to replace them; each further step has been done before the kill.
        try FileManager.default.copyItem(atPath: folder + "/records.ndjson", toPath: copy + "/records.rewritten")
        if steps > 0 {
            try FileManager.default.copyItem(atPath: folder + "/recording.json", toPath: copy + "/recording.ready")
        }
        if steps > 1 { try move(copy + "/records.rewritten", copy + "/records.ndjson") }
        if steps > 2 { try move(copy + "/recording.ready", copy + "/recording.json") }
        if steps > 3 { try FileManager.default.removeItem(atPath: copy + "/journal.ndjson") }
        try? FileManager.default.removeItem(atPath: copy + "/.lock")  // held by nobody once its process has ended
        let again = try RecordingWriter.open(copy, for: Self.header, resuming: true)
        #expect(again.slices.map(\.records) == [1] && again.slices.map(\.end?.outcome) == [.whole])
        _ = try await again.finish(closing)
        #expect(try scratch.text(of: "copy/records.ndjson") == "{\"Id\":2}\n")
    }

    @Test func stampsFollowTheirRecords() async throws {
        let writer = try open()
        let slice = try await writer.begin(Self.question())
        var page = Self.page([1, 2, 3], cursor: "1")
        page.stamps = [.init(records: 2, after: 0, by: 1_000_000_000), .init(records: 1, after: 7, by: 7)]
        try await writer.append(page, to: slice)
        try await writer.rewind(slice)
        try await writer.append(page, to: slice)
        try await writer.end(slice, .whole)
        _ = try await writer.finish(closing)
        #expect(
            try scratch.text(of: "r/stamps.ndjson") == """
                {"offset":0,"records":2,"after":"1970-01-01T00:00:00Z","by":"1970-01-01T00:00:01Z"}
                {"offset":18,"records":1,"after":"1970-01-01T00:00:00.000000007Z","by":"1970-01-01T00:00:00.000000007Z"}

                """)
    }

    @Test func oneFolderTakesOneWriter() async throws {
        let writer = try open()
        let error = #expect(throws: RecordingWriteFault.self) { try open(resuming: true) }
        #expect(error?.reason == .held(by: "process \(ProcessInfo.processInfo.processIdentifier)"))
        #expect(error?.problem.code == "E-LOCKED" && error?.exitCode == 2)
        _ = try await writer.finish(closing)
        _ = try open(resuming: true)
    }

    @Test func whatIsThereIsNotOverwritten() async throws {
        _ = try await open().finish(closing)
        let taken = #expect(throws: RecordingWriteFault.self) { try open() }
        #expect(taken?.reason == .taken && taken?.problem.code == "E-EXISTS")
        let foreign = #expect(throws: RecordingWriteFault.self) {
            try RecordingWriter.open(scratch.path, for: Self.header, resuming: true)
        }
        #expect(foreign?.reason == .notOurs("r"))
    }

    @Test func aRecordingOfAnotherSourceIsRefusedAndLeftAsItIs() async throws {
        _ = try await open().finish(closing)
        let before = try scratch.text(of: "r/recording.json")
        var other = Self.header
        other.settings = ["tenant": .string("other.example")]
        let error = #expect(throws: RecordingWriteFault.self) {
            try RecordingWriter.open(folder, for: other, resuming: true)
        }
        #expect(error?.reason == .otherQuestion("its settings are others"))
        #expect(try scratch.text(of: "r/recording.json") == before)
    }

    @Test func aFolderThatCannotBeWrittenIsSaidToBeSo() throws {
        try scratch.write("", to: "r")
        let error = #expect(throws: RecordingWriteFault.self) { try open() }
        guard case .file = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func storageThatRunsOutNamesThatPagesAreSafeAndHowToGoOn() {
        let fault = RecordingWriteFault(
            folder: "r", reason: .file(.init(step: "write", path: "r/records.ndjson", errorNumber: ENOSPC)))
        #expect(fault.problem.code == "E-DISK")
        #expect(fault.problem.effect?.hasPrefix("the pages written before are safe") == true)
        #expect(fault.problem.fix?.contains("--resume") == true)
    }

    private func append(_ text: String, to name: String) throws {
        try scratch.write(try scratch.text(of: "r/" + name) + text, to: "r/" + name)
    }

    private func move(_ old: String, _ new: String) throws {
        if FileManager.default.fileExists(atPath: new) { try FileManager.default.removeItem(atPath: new) }
        try FileManager.default.moveItem(atPath: old, toPath: new)
    }
}
