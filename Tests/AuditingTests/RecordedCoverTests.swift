import AuditModel
import Recordings
import TestKit
import Testing

/// What an authority was never asked for, or asked for too early, is never complete.
struct RecordedCoverTests {
    private let scene: AuditScene
    /// 2026-11-14T00:00:00Z.
    private static let start: Int64 = 1_794_614_400_000_000_000
    private static let hour: Int64 = 3_600_000_000_000
    private static let window = ["--from", "2026-11-14", "--to", "2026-11-15"]

    init() throws {
        scene = try AuditScene()
        scene.now = Self.start + 240 * Self.hour
        try scene.folder.write((0..<24).map { Self.line($0) }.joined(), to: "siem.ndjson")
    }

    /// An event in the middle of an hour of the day.
    private static func line(_ hour: Int) -> String {
        let time = "2026-11-14T\(hour < 10 ? "0" : "")\(hour):30:00"
        return #"{"Id":"4b7a0000-0000-4000-8000-\#(100_000_000_000 + hour)","CreationTime":"\#(time)","#
            + #""Operation":"Send","RecordType":2,"Workload":"Exchange","UserId":"u\#(hour)"}"# + "\n"
    }

    /// Hours of the day that were asked for, and the part that records name.
    private struct Part {
        var hours: Range<Int>
        var region: String?
        var axis = RecordingDescription.Slice.Axis.event
    }

    /// - Parameters:
    ///   - askedAt: hours after the day's begin.
    private func record(
        _ folder: String, _ parts: [Part], name: String = "m365", type: String = "o365-management",
        side: Side = .authority,
        askedAt: Int64 = 200, holding: Range<Int>? = nil
    ) async throws {
        let asked = Self.start + askedAt * Self.hour
        var header = RecordingHeader(
            side: side, name: name, type: type,
            window: TimeWindow(from: Self.start, to: Self.start + 24 * Self.hour),
            paths: .init(id: ["Id"], time: "CreationTime", zone: "UTC"), firstAsked: asked)
        header.hosts = ["api.example"]
        let writer = try RecordingWriter.open(scene.path(folder), for: header, resuming: false)
        for (number, part) in parts.enumerated() {
            let window = TimeWindow(
                from: Self.start + Int64(part.hours.lowerBound) * Self.hour,
                to: Self.start + Int64(part.hours.upperBound) * Self.hour)
            let scope = part.region.map { Scope(field: "region", value: $0) }
            let slice = try await writer.begin(.init(scope: scope, axis: part.axis, window: window))
            let hours = number == 0 ? holding ?? part.hours : part.region == nil ? part.hours : 0..<0
            if !hours.isEmpty {
                let lines = hours.map { Self.line($0) }.joined()
                try await writer.append(RecordedPage(lines: Array(lines.utf8), records: hours.count), to: slice)
            }
            try await writer.end(slice, .whole)
        }
        _ = try await writer.finish(RecordingClosing(lastAsked: asked))
    }

    private func audit(_ sources: [String], _ more: [String] = window) async throws -> (AuditScene.Finished, ReportView)
    {
        let finished = try await scene.audit(
            sources.flatMap { ["--source", scene.path($0)] } + ["--siem", scene.path("siem.ndjson")] + more)
        return (finished, try finished.report())
    }

    @Test func aDayAskedForAsAWholeIsComplete() async throws {
        try await record("day", [Part(hours: 0..<12), Part(hours: 12..<24)])
        let (finished, report) = try await audit(["day"])
        #expect(finished.status == 0 && report.counts.matched == 24 && report.window.settledBy == "default")
    }

    @Test(arguments: [[6..<24], [0..<18], [0..<9, 15..<24], []])
    func whatWasNotAskedForIsNeverComplete(hours: [Range<Int>]) async throws {
        try await record("day", hours.map { Part(hours: $0) })
        let (finished, report) = try await audit(["day"], Self.window + ["--expect-empty"])
        let asked = hours.reduce(0) { $0 + $1.count }
        #expect(finished.status == 2 && report.counts.matched == asked, "\(finished.output)")
        #expect(report.counts.unconfirmed == 24 - asked && report.counts.extra == 0)
        #expect(report.trust.contains { $0.code == "narrow" && $0.side == "authority" && $0.effect == "inconclusive" })
    }

    @Test func daysCompleteEachOther() async throws {
        try await record("one", [Part(hours: 0..<9)])
        try await record("two", [Part(hours: 9..<24)])
        let (finished, _) = try await audit(["one", "two"])
        #expect(finished.status == 0)
    }

    @Test func eachRegionMustHaveBeenAskedFor() async throws {
        let parts = [Part(hours: 0..<24, region: "eu"), Part(hours: 0..<12, region: "us")]
        try await record("day", parts)
        let (finished, report) = try await audit(["day"])
        #expect(finished.status == 2 && report.trust.contains { $0.message.contains("region us") })
    }

    @Test func whatBecameAvailableInAHoleMayBeOlder() async throws {
        let parts = [Part(hours: 0..<20, axis: .availability), Part(hours: 22..<24, axis: .availability)]
        try await record("day", parts, holding: 4..<20)
        let (finished, report) = try await audit(["day"])
        #expect(finished.status == 2 && report.counts.unconfirmed == 6, "\(finished.output)")
    }

    @Test func aFileOfTheSameKindCoversWhatItReachesOver() async throws {
        try await record("day", [Part(hours: 12..<24)])
        try scene.folder.write((0..<12).map { Self.line($0) }.joined(), to: "morning.ndjson")
        let (finished, _) = try await audit(["morning.ndjson", "day"])
        #expect(finished.status == 0, "\(finished.output)")
        try scene.folder.write((4..<12).map { Self.line($0) }.joined(), to: "morning.ndjson")
        #expect(try await audit(["morning.ndjson", "day"]).0.status == 2)
    }

    @Test(arguments: ["alone", "with another source", "with a file", "of a type without a preset"])
    func aRecordingIsSettledOnlySoLongAfterItWasAsked(company: String) async throws {
        let type = company == "of a type without a preset" ? "onelogin-events" : "o365-management"
        try await record("day", [Part(hours: 0..<24)], type: type, askedAt: 25)
        var sources = ["day"]
        if company == "with another source" {
            try await record("other", [Part(hours: 0..<24)], name: "other", holding: 0..<0)
            sources.append("other")
        }
        if company == "with a file" {
            try scene.folder.write(Self.line(3), to: "more.ndjson")
            sources.append("more.ndjson")
        }
        let (finished, report) = try await audit(sources)
        #expect(finished.status == 2 && report.window.settledBy == "default", "\(finished.output)")
        #expect(report.reasons.contains { $0.code == "unsettled" } && report.window.settledThrough != nil)
    }

    /// Recordings of the day, asked for one after another, of events that take twelve hours to settle.
    private static let settling = window + ["--settle", "12h"]

    @Test func pullsWithAShortLookBackMayLackLateEvents() async throws {
        // What happened at 02:30 came after 06:00, and nobody asked for that time again.
        try await record("one", [Part(hours: 0..<6)], askedAt: 6, holding: 3..<6)
        try await record("two", [Part(hours: 6..<12)], askedAt: 12)
        try await record("three", [Part(hours: 12..<18)], askedAt: 18)
        try await record("four", [Part(hours: 18..<24)], askedAt: 60)
        let (finished, report) = try await audit(["one", "two", "three", "four"], Self.settling)
        #expect(finished.status == 2, "\(finished.output)")
        #expect(report.counts.unconfirmed == 3 && report.counts.extra == 0 && report.counts.missing == 0)
        let said = "m365 was asked for 2026-11-14T00:00:00Z to 2026-11-14T18:00:00Z only before the events had settled"
        #expect(report.trust.contains { $0.code == "narrow" && $0.message.hasPrefix(said) }, "\(report.trust)")
        #expect(report.trust.contains { $0.message.hasSuffix("ask again with a look-back of at least 12 h") })
    }

    @Test func pullsThatLookBackFarEnoughCompleteEachOther() async throws {
        for (name, hours, askedAt) in [
            ("one", 0..<6, 6), ("two", 0..<12, 12), ("three", 0..<18, 18), ("four", 6..<24, 24), ("five", 12..<24, 36),
        ] {
            try await record(name, [Part(hours: hours)], askedAt: Int64(askedAt))
        }
        let all = ["one", "two", "three", "four", "five"]
        let (finished, report) = try await audit(all, Self.settling)
        #expect(finished.status == 0 && report.counts.matched == 24, "\(finished.output)")
        // Without the last of them, what is younger than the settle time is unsettled, and the rest is whole.
        let (younger, shorter) = try await audit(Array(all.dropLast()), Self.settling)
        #expect(younger.status == 2 && shorter.window.settledThrough == "2026-11-14T12:00:00Z", "\(younger.output)")
        #expect(shorter.reasons.map(\.code) == ["unsettled"] && shorter.trust.allSatisfy { $0.effect == "remark" })
    }

    @Test func aRegionThatWasNotAskedForAgainIsNamed() async throws {
        try await record("early", [Part(hours: 0..<24, region: "eu"), Part(hours: 0..<24, region: "us")], askedAt: 24)
        try await record("late", [Part(hours: 0..<24, region: "eu")], askedAt: 60)
        let (finished, report) = try await audit(["early", "late"], Self.settling)
        let said = "m365 (region us) was asked for 2026-11-14T12:00:00Z to 2026-11-15T00:00:00Z only before"
        #expect(finished.status == 2 && report.trust.contains { $0.message.hasPrefix(said) }, "\(report.trust)")
    }

    @Test func questionsByAvailabilityNeedNoSecondOne() async throws {
        for (name, hours) in [("one", 0..<12), ("two", 12..<24), ("three", 24..<36)] {
            try await record(
                name, [Part(hours: hours, axis: .availability)], askedAt: Int64(hours.upperBound),
                holding: hours.clamped(to: 0..<24))
        }
        let (finished, _) = try await audit(["one", "two", "three"], Self.settling)
        #expect(finished.status == 0, "\(finished.output)")
    }

    @Test func aRecordingOfTheOtherSideIsRefused() async throws {
        try await record("held", [Part(hours: 0..<24)], side: .siem)
        try await record("day", [Part(hours: 0..<24)])
        for words in [["--source", "held", "--siem", "siem.ndjson"], ["--source", "day", "--siem", "day"]] {
            let finished = try await scene.audit(words.map { $0.hasPrefix("--") ? $0 : scene.path($0) })
            #expect(finished.status == 64 && finished.errors.contains("E-RECORDING-SIDE"), "\(finished.errors)")
        }
    }

    @Test func anAuthoritysFileThatEndsBeforeTheWindowIsNotWhole() async throws {
        try scene.folder.write((0..<12).map { Self.line($0) }.joined(), to: "half.ndjson")
        let (finished, report) = try await audit(["half.ndjson"])
        #expect(finished.status == 2 && report.counts.unconfirmed == 12, "\(finished.output)")
        // Where the SIEM holds nothing either, the source may well have been quiet.
        try scene.folder.write((0..<12).map { Self.line($0) }.joined(), to: "siem.ndjson")
        let (quiet, remarked) = try await audit(["half.ndjson"])
        #expect(quiet.status == 0 && remarked.trust.allSatisfy { $0.effect == "remark" })
    }
}
