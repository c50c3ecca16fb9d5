import AuditModel
import FileAccess
import Foundation
import TestKit
import Testing

/// A recording whose bytes are others than were recorded proves nothing any more.
struct RecordingDigestsTests {
    private let scene: AuditScene
    private static let window = ["--from", "2026-11-14", "--to", "2026-11-15"]

    init() throws { scene = try AuditScene() }

    private static func line(_ hour: Int) -> String {
        let time = "2026-11-14T\(hour < 10 ? "0" : "")\(hour):30:00"
        return #"{"Id":"4b7a0000-0000-4000-8000-\#(100_000_000_000 + hour)","CreationTime":"\#(time)","#
            + #""Operation":"Send","RecordType":2,"Workload":"Exchange","UserId":"u\#(hour)"}"# + "\n"
    }

    private static func text(_ hours: Range<Int>) -> String { hours.map(line).joined() }

    /// Writes a recording of two halves of a day, the second of which lies in two pieces around the first's end.
    private func record(side: String, digests: Bool = true) throws {
        try scene.folder.makeFolder("day")
        let pieces = [Self.text(12..<14), Self.text(0..<12), Self.text(14..<24)]
        try scene.folder.write(pieces.joined(), to: "day/records.ndjson")
        let ends = [0, pieces[0].utf8.count, (pieces[0] + pieces[1]).utf8.count, pieces.joined().utf8.count]
        let stated = [pieces[1], pieces[0] + pieces[2]].map { text in
            var digest = FileDigest()
            digest.update(Array(text.utf8).span)
            return digests ? "\"\(digest.hexadecimal())\"" : "null"
        }
        func slice(_ id: Int, _ from: String, _ to: String, _ at: String, _ records: Int) -> String {
            #"{"id":\#(id),"scope":null,"axis":"event","from":"\#(from)","to":"\#(to)","outcome":"whole","#
                + #""reason":null,"records":\#(records),"at":\#(at),"sha256":\#(stated[id - 1])}"#
        }
        let (midnight, noon, next) = ("2026-11-14T00:00:00Z", "2026-11-14T12:00:00Z", "2026-11-15T00:00:00Z")
        let asked = "2026-11-17T00:00:00Z"
        try scene.folder.write(
            """
            {"schema":1,"side":"\(side)","name":"m365","type":"o365-management","hosts":[],"settings":{},"tool":"0.1.0",
             "window":{"from":"\(midnight)","to":"\(next)"},"asked":{"first":"\(asked)","last":"\(asked)"},
             "clock_offset_ms":null,"paths":{"id":["Id"],"time":"CreationTime","zone":"UTC","available":null,"scope":null},
             "slices":[\(slice(1, midnight, noon, "[[\(ends[1]),\(ends[2])]]", 12)),
                       \(slice(2, noon, next, "[[0,\(ends[1])],[\(ends[2]),\(ends[3])]]", 12))]}
            """, to: "day/recording.json")
        try scene.folder.write(Self.text(0..<24), to: "other.ndjson")
    }

    /// Replaces bytes of the records by as many others.
    private func change(_ text: String, to other: String) throws {
        let path = scene.path("day/records.ndjson")
        let records = try String(contentsOfFile: path, encoding: .utf8)
        try scene.folder.write(records.replacingOccurrences(of: text, with: other), to: "day/records.ndjson")
    }

    private func audit(side: String, digests: Bool = true) async throws -> (Int32, ReportView) {
        let (source, siem) = side == "siem" ? ("other.ndjson", "day") : ("day", "other.ndjson")
        let finished = try await scene.audit(
            ["--source", scene.path(source), "--siem", scene.path(siem)] + Self.window, digests: digests)
        return (finished.status, try finished.report())
    }

    @Test(arguments: ["authority", "siem"])
    func aRecordingAsItWasMadeIsTrusted(side: String) async throws {
        try record(side: side)
        let (status, report) = try await audit(side: side)
        #expect(status == 0 && report.trust.isEmpty && report.counts.matched == 24, "\(report.trust)")
    }

    @Test(arguments: [("u3\"", "x3\"", 1), ("u13\"", "x13\"", 2), ("u20\"", "x20\"", 2)])
    func aChangedSliceIsNamed(text: String, other: String, slice: Int) async throws {
        try record(side: "authority")
        try change("\"" + text, to: "\"" + other)
        let (status, report) = try await audit(side: "authority")
        let marks = report.trust.filter { $0.code == "altered" && $0.effect == "inconclusive" }
        #expect(status == 2 && marks.count == 1 && marks[0].message.contains("the bytes of slice \(slice) "))
        #expect(report.counts.matched == 24 && report.reasons.contains { $0.code == "not-whole" })
    }

    @Test func whatAChangedRecordingOfTheSIEMLacksIsUnknown() async throws {
        try record(side: "siem")
        try change("100000000003", to: "999999999993")
        let (status, report) = try await audit(side: "siem")
        #expect(status == 2 && report.counts.unknown == 1 && report.counts.missing == 0)
    }

    @Test func digestsThatAreNotStatedOrNotTakenSayNothing() async throws {
        try record(side: "authority", digests: false)
        try change("\"u3\"", to: "\"x3\"")
        #expect(try await audit(side: "authority").0 == 0)
        try record(side: "authority")
        try change("\"u3\"", to: "\"x3\"")
        #expect(try await audit(side: "authority", digests: false).0 == 0)
    }
}
