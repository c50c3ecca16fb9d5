import Foundation
import TestKit
import Testing

/// Delays measured on recordings, by `drift` and in audits.
struct DelayTests {
    private let scene: DelayScene

    init() throws { scene = try DelayScene() }

    /// The lines of the plain format whose first fields are these.
    private func line(_ text: String, _ fields: String...) -> String {
        let head = fields.joined(separator: "\t") + "\t"
        return text.split(separator: "\n").map(String.init).first { $0.hasPrefix(head) } ?? ""
    }

    @Test func stampsOfPiecesGiveEachEventsDelay() async throws {
        let window = 0..<24_000
        try scene.record("pulled", DelayScene.usual(400, window: window), window: window)
        let (status, output, errors) = await scene.drift([scene.folder.path + "/pulled"])
        #expect(status == 0, "\(errors)")
        // Of the events of the last twenty minutes two late ones are not visible yet.
        #expect(line(output, "delay").contains("count=398"))
        #expect(line(output, "quantile", "0.5").contains("seconds=30"))
        #expect(line(output, "quantile", "0.99").contains("seconds=1200"))
        #expect(line(output, "still_to_come").contains("count=2\t"))
        #expect(output.contains("what_if\t"))
    }

    @Test func stragglersFromBeforeTheWindowAreLeftOut() async throws {
        let window = 6_000..<24_000
        let late = (0..<20).map { DelayScene.Event(1_000 + $0, time: $0, by: 10_000 + $0) }
        let events = DelayScene.usual(400, window: window).filter { $0.time >= 6_000 } + late
        try scene.record("pulled", events, window: window)
        let output = await scene.drift([scene.folder.path + "/pulled"]).output
        #expect(output.contains("remark\t20 events from before the source was watched were left out"))
        #expect(!line(output, "bin", "7200").contains("count=20"))
    }

    @Test func daysOfAnArchiveAreWatchedAsOne() async throws {
        for (name, window) in [("archive/d1", 0..<12_000), ("archive/d2", 12_000..<24_000)] {
            try scene.record(name, DelayScene.usual(400, window: window), window: window)
        }
        let output = await scene.drift([scene.folder.path + "/archive"]).output
        #expect(line(output, "delay").contains("count=398"))
        #expect(line(output, "quantile", "0.99").contains("seconds=1200"))
    }

    @Test func anEventSeenAgainCountsFromItsFirstSighting() async throws {
        let window = 0..<24_000
        let events = DelayScene.usual(400, window: window)
        let again = events.prefix(100).map { DelayScene.Event($0.number, time: $0.time, by: 23_000) }
        try scene.record("pulled", events + again, window: window)
        let output = await scene.drift([scene.folder.path + "/pulled"]).output
        #expect(line(output, "quantile", "0.99").contains("seconds=1200"))
    }

    @Test func firstSightingsBetweenPollsAreKnownToHalfAPoll() async throws {
        let events = (0..<300).map { number in
            let seen = (number * 60 + 30) / 300 * 300
            return DelayScene.Event(number, time: number * 60, after: seen, by: seen + 300)
        }
        try scene.record("pulled", events, window: 0..<18_000, axis: "event", asked: 90_000)
        let output = await scene.drift([scene.folder.path + "/pulled"]).output
        // What happened before the first look is left out, and an event is not seen before it happens.
        #expect(line(output, "delay").contains("count=295"))
        #expect(output.contains("on either side, since events were only seen when the source was polled"))
    }

    @Test func aSliceOfIdsAsksForNoTime() async throws {
        let events = (0..<300).map { DelayScene.Event($0, time: $0 * 60, by: $0 * 60 + 90) }
        try scene.recordDetections("pulled", events, window: 0..<18_000, asked: 18_100)
        let description = try scene.folder.text(of: "pulled/recording.json")
        let size = try scene.folder.text(of: "pulled/records.ndjson").utf8.count
        let slice =
            #"{"id":2,"scope":null,"axis":"ids","from":null,"to":null,"outcome":"whole","reason":null,"records":0,"#
            + #""at":[[\#(size),\#(size)]],"asked":null}"#
        let whole = try #require(description.range(of: "}]}", options: .backwards))
        try scene.folder.write(
            description.replacingCharacters(in: whole, with: "}," + slice + "]}"), to: "pulled/recording.json")
        let (status, output, errors) = await scene.drift([scene.folder.path + "/pulled", "--format", "json"])
        #expect(status == 0 && output.contains("\"0.5\": 90"), "\(errors)")
    }

    @Test func aFieldOfTheRecordsSaysItToo() async throws {
        let events = (0..<300).map { DelayScene.Event($0, time: $0 * 60, by: $0 * 60 + 90) }
        try scene.recordDetections("pulled", events, window: 0..<18_000, asked: 18_100)
        let (status, output, errors) = await scene.drift([scene.folder.path + "/pulled", "--format", "json"])
        #expect(status == 0, "\(errors)")
        #expect(output.contains("\"0.5\": 90"))
        #expect(output.contains("\"poll_drift\": {"))
    }

    @Test func whereNothingSaysItTheAnswerNamesWhatDoes() async throws {
        try scene.record("pulled", DelayScene.usual(50, window: 0..<5_000), window: 0..<5_000, stamped: false)
        let (status, output, errors) = await scene.drift([scene.folder.path + "/pulled"])
        #expect(status == 2)
        #expect(output.isEmpty)
        #expect(errors.contains("E-NO-AVAILABILITY") && errors.contains("o365-management"))
        #expect(errors.contains("siemgap collect"))
    }

    @Test(arguments: [["nowhere"], ["--miss", "70%", "x"], ["--poll", "0m", "x"], ["--miss", "few", "x"]])
    func wrongWordsAreRefused(_ words: [String]) async {
        #expect(await scene.drift(words).status == 64)
    }

    @Test(arguments: ["human", "plain", "json", "csv"]) func everyFormatAnswers(_ format: String) async throws {
        let window = 0..<24_000
        try scene.record("pulled", DelayScene.usual(400, window: window), window: window)
        let words = [scene.folder.path + "/pulled", "--format", format, "--miss", "5%", "--poll", "1m"]
        let (status, output, errors) = await scene.drift(words)
        #expect(status == 0, "\(errors)")
        #expect(output.utf8.last == UInt8(ascii: "\n"))
    }

    @Test func auditsTellTheDelayWhateverTheWorkers() async throws {
        let window = 0..<24_000
        try scene.record("pulled", DelayScene.usual(400, window: window), window: window)
        let audit = try AuditScene()
        let texts = try await [1, 3].asyncMap { workers in
            let path = scene.folder.path + "/pulled"
            let run = try await audit.audit(["--source", path, "--siem", path + "/records.ndjson"], workers: workers)
            return try #require(run.text("report.json"))
        }
        let drift = texts.map { $0.components(separatedBy: "\"drift\":").last ?? "" }
        #expect(drift[0].contains("\"definition\": \"availability-minus-event\""))
        #expect(drift[0].prefix(2_000) == drift[1].prefix(2_000))
    }
}

extension Array {
    /// The results of an asynchronous function, one after the other.
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
