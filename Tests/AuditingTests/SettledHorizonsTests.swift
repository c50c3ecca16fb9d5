import AuditModel
import EventLedger
import FileAccess
import Recordings
import Simulators
import TestKit
import Testing

@testable import Auditing

/// How long events take to become final, as measured, stands in for `--settle`.
struct SettledHorizonsTests {
    private static let source = #"{"name":"m365","type":"o365-management","settings":{}}"#
    private static let second: Int64 = 1_000_000_000
    /// When the recording was asked.
    private static let asked = (DelayScene.start + 24_000) * second
    private let recorded: DelayScene
    private let scene: AuditScene

    init() throws {
        recorded = try DelayScene()
        scene = try AuditScene()
        scene.now = Self.asked + 100 * Self.second
        try recorded.record("pulled", DelayScene.usual(400, window: 0..<24_000), window: 0..<24_000)
    }

    private var pulled: String { recorded.folder.path + "/pulled" }
    private var sides: [String] { ["--source", pulled, "--siem", pulled + "/records.ndjson"] }

    private static func horizon(
        _ seconds: Int, type: String? = nil, source: String = source, days: Int64 = 1
    ) -> MeasuredHorizon {
        MeasuredHorizon(
            source: source, type: type, seconds: seconds, missShare: 1e-4, events: 70_000,
            measured: asked - days * 86_400 * second)
    }

    private func keep(_ horizons: [MeasuredHorizon]) throws {
        try FileSystem.makeFolders(scene.path("state"))
        try Ledger(state: scene.path("state")).put(horizons, removing: [])
    }

    private static func instant(_ seconds: Int64) -> String { InstantText.rfc3339(asked - seconds * second) }

    /// Horizons in the ledger, further options, and what the report says of where the settle time came from.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let horizons: [MeasuredHorizon]
        var flags: [String] = []
        let settledBy: String
        /// Seconds before the recording was asked.
        let through: Int64
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "measured", horizons: [horizon(7_200)], settledBy: "measured", through: 7_200),
        Case(
            name: "the slowest type decides", horizons: [horizon(7_200), horizon(10_800, type: "Exchange")],
            settledBy: "measured", through: 10_800),
        Case(
            name: "a flag is stronger", horizons: [horizon(7_200)], flags: ["--settle", "1h"], settledBy: "flag",
            through: 3_600),
        Case(name: "a month ago", horizons: [horizon(7_200, days: 31)], settledBy: "default", through: 86_400),
        Case(
            name: "another tenant",
            horizons: [horizon(7_200, source: source.replacing("{}", with: #"{"tenant":"b"}"#))],
            settledBy: "default", through: 86_400),
        Case(
            name: "one type only", horizons: [horizon(7_200, type: "Exchange")], settledBy: "default", through: 86_400),
    ]) func isTakenWhereItHolds(test: Case) async throws {
        try keep(test.horizons)
        let run = try await scene.audit(sides + test.flags)
        let window = try run.report().window
        #expect(window.settledBy == test.settledBy, "\(run.errors)")
        #expect(window.settledThrough == Self.instant(test.through))
        #expect(run.output.contains("settled_by=\(test.settledBy)"))
    }

    @Test func isSaidInTheManifestAndRepeatedByAReplay() async throws {
        try keep([Self.horizon(7_200)])
        let run = try await scene.audit(sides)
        let manifest = try #require(run.text("manifest.json"))
        #expect(manifest.contains(#""7200s""#) && manifest.contains(#""measured""#))
        try keep([Self.horizon(300, days: 0)])
        let again = try await scene.audit(["--replay", run.folder])
        let report = { (run: AuditScene.Finished) in run.lines("report.json").filter { !$0.contains("\"run_id\"") } }
        #expect(report(again) == report(run) && !report(run).isEmpty, "\(again.errors)")
        let human = try await scene.audit(sides + ["--format", "human"])
        #expect(human.output.contains(" Settled  events are final through \(Self.instant(300))"), "\(human.output)")
    }

    @Test func decidesTheWindowThatALiveSourceIsAskedFor() async throws {
        let scene = try await AskingScene("okta-system-log")
        let pulled = try await scene.run(["pull", scene.source, "--from", "2026-11-02", "--to", "2026-11-03"])
        let recording = try #require(try RecordingFolder(pulled.folder)?.description, "\(pulled.errors)")
        let state = scene.folder.path + "/state"
        try FileSystem.makeFolders(state)
        let horizon = MeasuredHorizon(
            source: SourceIdentity(recording).text, type: nil, seconds: 7_200, missShare: 1e-4, events: 70_000,
            measured: AskingScene.start)
        try Ledger(state: state).put([horizon], removing: [])
        let words = ["audit", "--source", scene.source, "--siem", "lake", "--last", "12h"]
        let run = try await scene.run(words)
        let window = try run.decoded().window
        // It is midnight.
        #expect(window.settledBy == "measured" && window.to == "2026-11-04T22:00:00Z", "\(run.errors)")
        let again = try await scene.run(["audit", "--replay", run.folder])
        #expect(again.report == run.report)
        try Ledger(state: state).put([], removing: [horizon])
        #expect(try await scene.run(words).decoded().window.to == "2026-11-04T23:00:00Z")
        try await scene.host.stop()
    }

    @Test func isForgottenOnceAnAuditSeesLaterEvents() async throws {
        // One event in ten takes 20 minutes.
        try keep([Self.horizon(600), Self.horizon(7_200, type: "Exchange")])
        _ = try await scene.audit(sides)
        #expect(try Ledger(state: scene.path("state")).horizons(of: Self.source).map(\.type) == ["Exchange"])
    }

    @Test func isKeptWhereEnoughEventsBoundIt() throws {
        let request = { (specs: [String]) in
            var request = AuditRequest()
            request.authority.specs = specs
            return request
        }
        let side = { (specs: [String]) in
            let request = request(specs)
            return try SidePreparer(
                side: .authority, request: request.authority, audit: request,
                spool: InputSpool(folder: scene.folder.path, cancel: CancelFlag())
            ).prepare()
        }
        let horizons = SettledHorizons(state: StateFolder(path: scene.path("state")))
        var report = DelayReport()
        report.count = 70_000
        report.recommended = DelayReport.Recommendation(
            lookbackSeconds: 14_400, misses: 0, mostMisses: 7, confidence: 0.95, missShare: 1e-4, pollSeconds: 300,
            suitablePollSeconds: 300, parts: [], settledSeconds: 10_800)
        let kept = try horizons.keep(report, of: side([pulled]))
        #expect(kept?.name == "m365" && kept?.seconds == 10_800)
        // What loses more was asked for by somebody for a purpose of their own.
        report.recommended?.missShare = 0.01
        #expect(try horizons.keep(report, of: side([pulled])) == nil)
        try scene.folder.write(recorded.folder.text(of: "pulled/records.ndjson"), to: "a.ndjson")
        report.recommended?.missShare = 1e-4
        #expect(try horizons.keep(report, of: side([scene.path("a.ndjson")])) == nil, "no recording")
    }
}
