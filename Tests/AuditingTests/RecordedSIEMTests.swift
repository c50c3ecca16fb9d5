import AuditModel
import Foundation
import Recordings
import SIEMStores
import TestKit
import Testing

/// Recordings of what a SIEM holds, audited like any other side.
struct RecordedSIEMTests {
    private let scene: AuditScene
    /// 2026-11-14T02:00:00Z.
    private static let start: Int64 = 1_794_621_600_000_000_000
    private static let minute: Int64 = 60_000_000_000

    init() throws {
        scene = try AuditScene()
        try scene.folder.write((0..<10).map(Self.line).joined(), to: "a.ndjson")
    }

    private static func id(_ number: Int) -> String { "4b7a0000-0000-4000-8000-00000000000\(number)" }

    private static func line(_ number: Int) -> String {
        #"{"Id":"\#(id(number))","CreationTime":"2026-11-14T02:0\#(number):00","#
            + #""Operation":"Send","RecordType":2,"Workload":"Exchange","UserId":"u\#(number)"}"# + "\n"
    }

    private static func stored(_ number: Int, minute: Int? = nil, cut: Bool = false, copy: Int = 0) -> StoredEvent {
        var event = StoredEvent()
        event.id = [id(number).uppercased()]
        event.time = "2026-11-14T02:0\(minute ?? number):00.000Z"
        event.ingested = "2026-11-14T02:1\(copy):00.000Z"
        event.length = 100
        event.isCut = cut
        event.place = [.init("index", .string("logs")), .init("document", .string("d\(number)-\(copy)"))]
        return event
    }

    /// How a slice of a recording ended.
    private struct Part {
        var from = 0
        var to = 10
        var axis = RecordingDescription.Slice.Axis.event
        var end = RecordedSlice.End.whole
        var events: [StoredEvent] = []
    }

    private func record(_ name: String, _ parts: [Part], paths: RecordingDescription.Paths? = nil) async throws {
        var header = RecordingHeader(
            side: .siem, name: "elastic", type: "elasticsearch",
            window: TimeWindow(from: Self.start, to: Self.start + 10 * Self.minute),
            paths: paths ?? StoredEvent.paths(), firstAsked: scene.now)
        header.hosts = ["elastic.example"]
        let writer = try RecordingWriter.open(scene.path(name), for: header, resuming: false)
        for part in parts {
            let window = TimeWindow(
                from: Self.start + Int64(part.from) * Self.minute, to: Self.start + Int64(part.to) * Self.minute)
            let slice = try await writer.begin(RecordedSlice.Question(scope: nil, axis: part.axis, window: window))
            let lines = part.events.map { $0.line + "\n" }.joined()
            if !part.events.isEmpty {
                try await writer.append(
                    RecordedPage(lines: Array(lines.utf8), records: part.events.count), to: slice)
            }
            try await writer.end(slice, part.end)
        }
        _ = try await writer.finish(RecordingClosing(lastAsked: scene.now))
    }

    private func audit(_ siems: [String], _ more: [String] = []) async throws -> (AuditScene.Finished, ReportView) {
        let finished = try await scene.audit(
            ["--source", scene.path("a.ndjson")] + siems.flatMap { ["--siem", scene.path($0)] } + more)
        return (finished, try finished.report())
    }

    @Test func idsTimesAndLengthsAreEnough() async throws {
        let events = (0..<10).filter { $0 != 3 && $0 != 7 }.map { Self.stored($0, minute: $0 == 5 ? 4 : nil) }
        try await record("siem", [Part(events: events)])
        let (finished, report) = try await audit(["siem"])
        #expect(finished.status == 1 && finished.ids("missing") == [Self.id(3), Self.id(7)], "\(finished.errors)")
        #expect(report.counts.timeDiffers == 1 && report.counts.extra == 0 && report.siem.kind == "elasticsearch")
    }

    @Test func aCutEventCountsAsTruncated() async throws {
        try await record("siem", [Part(events: (0..<10).map { Self.stored($0, cut: $0 == 2) })])
        let (finished, report) = try await audit(["siem"])
        #expect(
            finished.status == 0 && report.counts.truncated == 1 && report.siem.truncated == 1, "\(finished.errors)")
        #expect(finished.ids("truncated") == [Self.id(2)])
    }

    @Test func copiesOfAnEventAreRepeatsWithoutConflict() async throws {
        try await record("siem", [Part(events: (0..<10).map { Self.stored($0) } + [Self.stored(4, copy: 1)])])
        let (_, report) = try await audit(["siem"])
        #expect(report.siem.repeats == 1 && report.siem.conflicting == 0)
    }

    @Test func whatWasNeverAskedForIsUnknown() async throws {
        try await record("siem", [Part(to: 5, events: (0..<5).map { Self.stored($0) })])
        let (finished, report) = try await audit(["siem"])
        #expect(finished.status == 2 && report.counts.unknown == 5 && report.counts.missing == 0)
        #expect(report.trust.contains { $0.code == "narrow" && $0.side == "siem" })
    }

    @Test func aSliceThatIsNotWholeLeavesItsTimeUnknown() async throws {
        let broken = Part(from: 5, end: RecordedSlice.End(.partial, "timeout"), events: [Self.stored(6)])
        try await record("siem", [Part(to: 5, events: (1..<5).map { Self.stored($0) }), broken])
        let (finished, report) = try await audit(["siem"])
        #expect(finished.status == 1 && report.counts.missing == 1 && report.counts.unknown == 4)
    }

    @Test func aConfirmedEmptySIEMLacksEverything() async throws {
        try await record("siem", [Part()])
        let (finished, report) = try await audit(["siem"])
        #expect(finished.status == 1 && report.counts.missing == 10 && report.counts.unknown == 0, "\(finished.errors)")
        #expect(report.problems.isEmpty && report.trust.isEmpty)
    }

    @Test func anEmptyAnswerThatWasNotConfirmedIsUnknown() async throws {
        try await record("siem", [Part(end: RecordedSlice.End(.partial, "empty-unconfirmed"))])
        let (finished, report) = try await audit(["siem"])
        #expect(finished.status == 2 && report.counts.missing == 0 && report.counts.unknown == 10)
    }

    @Test func whatWasFoundByIdIsMatchedAndCounted() async throws {
        try await record("siem", [Part(events: (0..<6).map { Self.stored($0) })])
        let found = Part(from: 6, axis: .ids, events: [Self.stored(6, minute: 1), Self.stored(7)])
        try await record("siem-ids", [found])
        let (finished, report) = try await audit(["siem", "siem-ids"])
        #expect(
            finished.status == 1 && report.counts.foundById == 2 && report.counts.missing == 2, "\(finished.errors)")
        #expect(report.counts.timeDiffers == 1 && report.counts.matched == 8)
    }

    @Test func idsThatWereNotAskedForToTheEndAreUnknown() async throws {
        try await record("siem", [Part(events: (1..<6).map { Self.stored($0) })])
        let parts = [
            Part(from: 0, to: 1, axis: .ids),
            Part(from: 6, axis: .ids, end: RecordedSlice.End(.partial, "throttled"), events: [Self.stored(6)]),
        ]
        try await record("siem-ids", parts)
        let (finished, report) = try await audit(["siem", "siem-ids"])
        #expect(finished.ids("missing") == [Self.id(0)] && report.counts.unknown == 3, "\(finished.errors)")
        #expect(report.counts.foundById == 1)
    }

    @Test func wholeEventsAreReadLikeAnExport() async throws {
        let paths = RecordingDescription.Paths(id: [], time: nil, zone: nil)
        try await record("siem", [Part()], paths: paths)
        let hits = (0..<9).map { number in
            #"{"_index":"logs","_id":"x\#(number)","_source":{"@timestamp":"2026-11-14T02:0\#(number):00.000Z","#
                + #""event":{"id":"\#(Self.id(number))","kind":"event"},"ecs":{"version":"8"}}}"# + "\n"
        }
        let text = try scene.folder.text(of: "siem/recording.json")
            .replacing(#""records":0"#, with: #""records":9"#)
        try scene.folder.write(text, to: "siem/recording.json")
        try scene.folder.write(hits.joined(), to: "siem/records.ndjson")
        let (finished, _) = try await audit(["siem"])
        #expect(finished.status == 1 && finished.ids("missing") == [Self.id(9)], "\(finished.errors)")
    }

    @Test func composedIdsMatchPartByPart() async throws {
        let lines = (0..<4).map { number in
            #"{"id":{"time":"2026-11-14T02:0\#(number):00.000Z","uniqueQualifier":"-\#(number)","#
                + #""applicationName":"login","customerId":"C1"},"kind":"admin#reports#activity","events":[]}"# + "\n"
        }
        try scene.folder.write(lines.joined(), to: "a.ndjson")
        let events = (0..<3).map { number in
            var event = StoredEvent()
            // The first part is an instant, not a text.
            event.id = ["2026-11-14T02:0\(number):00Z", "-\(number)", "login", "C1"]
            event.time = "2026-11-14T02:0\(number):00Z"
            return event
        }
        try await record("siem", [Part(events: events)], paths: StoredEvent.paths(idParts: 4))
        let (finished, report) = try await audit(["siem"])
        #expect(report.counts.matched == 3 && report.counts.missing == 1, "\(finished.errors)")
    }
}
