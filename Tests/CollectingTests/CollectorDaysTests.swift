import AuditModel
import Collecting
import FileAccess
import Foundation
import Recordings
import Simulators
import Synchronization
import TestKit
import Testing

/// Days of collecting with everything going wrong that can: no event is lost, and none comes twice.
struct CollectorDaysTests {
    private static let delay = DelayPlan(
        law: .lognormal, median: 6 * CollectScene.minute, sigma: 0.8, lateShare: 0.01, lateBy: 2 * CollectScene.hour)

    /// One thing that went wrong, and what was lost or doubled by then.
    private struct Row {
        let fault: String
        let missing: Int
        let doubled: Int
    }

    /// Answers `true` the so-manieth time that a point is reached.
    private static func kill(_ wanted: KillPoint, _ count: Int) -> @Sendable (KillPoint) -> Bool {
        let left = Mutex(count)
        return { point in
            guard point == wanted else { return false }
            return left.withLock { left in
                left -= 1
                return left == 0
            }
        }
    }

    private static func row(_ fault: String, _ scene: CollectScene) -> Row {
        let there = scene.target.ids
        let settled = scene.readable(at: scene.now - 70 * CollectScene.minute)
        return Row(
            fault: fault, missing: settled.count { there[$0] == nil },
            doubled: there.values.count { $0 > 1 })
    }

    @Test(arguments: ["o365-management", "okta-system-log"])
    func theTargetHoldsEveryEventOnce(type: String) async throws {
        let scene = try await CollectScene(
            type, events: 450, length: 36 * CollectScene.hour, delay: Self.delay,
            faults: [APIFault(.throttled, share: 0.02, form: "retry-after")],
            troubles: [(15..<17, .unreachable), (19..<22, .unauthorized), (26..<27, .throttled)])
        let time = scene.time
        scene.target.isDown = { (24..<25).contains(Int((time.now - CollectScene.start) / CollectScene.hour)) }
        var rows: [Row] = []
        try await scene.collect(until: 3, every: CollectScene.hour)
        rows.append(Self.row("none", scene))
        for (hour, name, point, count) in [
            (6.0, "kill -9 while asking", KillPoint.asking, 3), (8, "kill -9 before sending", .beforeSending, 1),
            (11, "kill -9 while asking, later", .asking, 5), (14, "kill -9 between rounds", .beforeSending, 2),
        ] {
            try await scene.collect(until: 1_000, every: CollectScene.hour, kill: Self.kill(point, count))
            try await scene.collect(until: hour, every: CollectScene.hour)
            rows.append(Self.row(name, scene))
        }
        try await scene.collect(until: 18, every: CollectScene.hour)
        rows.append(Self.row("source unreachable for 2 h", scene))
        try await scene.collect(until: 23, every: CollectScene.hour)
        rows.append(Self.row("token refused for 3 h", scene))
        try await scene.collect(until: 25.5, every: CollectScene.hour)
        rows.append(Self.row("target down for 1 h", scene))
        try await scene.collect(until: 28, every: CollectScene.hour)
        rows.append(Self.row("source throttled for 1 h", scene))
        try await Self.breakDisk(scene) { try await scene.collect(until: 29, every: CollectScene.hour) }
        try await scene.collect(until: 30, every: CollectScene.hour)
        rows.append(Self.row("storage refused for 1 h", scene))
        scene.pass(hours: 5)
        try await scene.collect(until: 37, every: CollectScene.hour)
        rows.append(Self.row("collector stopped for 5 h", scene))
        try await scene.collect(until: 44, every: CollectScene.hour)
        rows.append(Self.row("a day and a half, then 8 h", scene))
        print("faults survived, \(type):")
        for row in rows { print("  \(row.fault): \(row.missing) missing, \(row.doubled) twice") }
        for row in rows { #expect(row.missing == 0 && row.doubled == 0, "\(row)") }
        let all = scene.readable(at: scene.now)
        #expect(Set(scene.target.ids.keys) == all && all.count > 425, "\(scene.target.ids.count) of \(all.count)")
        for code in ["W-FORWARD-DOWN", "W-NOT-WHOLE"] {
            #expect(scene.problems.withLock { $0[code] } != nil, "\(code)")
            #expect(scene.target.warnings.contains { $0.contains(code) }, "\(code)")
        }
        try await Self.auditArchive(scene, events: all.count)
        try await scene.host.stop()
    }

    /// Has the archive's day be no folder while something is done.
    private static func breakDisk(_ scene: CollectScene, _ body: () async throws -> Void) async throws {
        let day = scene.archive + "/" + String(InstantText.rfc3339(scene.now + CollectScene.minute).prefix(10))
        let files = FileManager.default
        let (held, isThere) = (scene.folder.path + "/held", files.fileExists(atPath: day))
        if isThere { try files.moveItem(atPath: day, toPath: held) }
        try Data().write(to: URL(filePath: day))
        try await body()
        try files.removeItem(atPath: day)
        if isThere { try files.moveItem(atPath: held, toPath: day) }
    }

    /// The archive is a source of audits: whole where it was asked for, and each event once.
    private static func auditArchive(_ scene: CollectScene, events: Int) async throws {
        let export = scene.folder.path + "/held.ndjson"
        var text: [UInt8] = []
        for day in FileKind.names(in: scene.archive) {
            text += try [UInt8](Data(contentsOf: URL(filePath: scene.archive + "/\(day)/records.ndjson")))
        }
        try Data(text).write(to: URL(filePath: export))
        let out = scene.folder.path + "/audit"
        let audit = await scene.run([
            "audit", "--source", "archive/\(scene.name)", "--siem", export, "--from", "2026-11-02", "--to",
            "2026-11-03T12:00:00Z",
            "--settle", "1h", "--out", out, "--format", "plain",
        ])
        #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
        let report = try String(contentsOfFile: out + "/report.json", encoding: .utf8)
        #expect(report.contains(#""repeats":0"#) || report.contains(#""repeats": 0"#), "\(audit.output)")
        let drift = await scene.run(["drift", "archive/\(scene.name)", "--format", "plain"])
        #expect(drift.status == 0, "\(drift.output)\(drift.errors)")
    }

    @Test func aKillBetweenSendingAndItsNoteIsCounted() async throws {
        let scene = try await CollectScene(
            "o365-management", events: 600, length: 12 * CollectScene.hour, delay: Self.delay)
        try await scene.collect(until: 3, every: CollectScene.hour)
        try await scene.collect(until: 1_000, every: CollectScene.hour, kill: Self.kill(.afterSending, 1))
        try await scene.collect(until: 16, every: CollectScene.hour)
        let all = scene.readable(at: scene.now)
        #expect(Set(scene.target.ids.keys) == all)
        let doubled = scene.target.ids.values.count { $0 > 1 }
        let counted = scene.reports.withLock { $0.reduce(0) { $0 + ($1.forwarded?.mayRepeat ?? 0) } }
        #expect(doubled > 0 && counted >= doubled, "\(doubled) doubled, \(counted) counted")
        #expect(scene.problems.withLock { $0["W-FORWARD-REPEATS"] } == 1)
        try await scene.host.stop()
    }

    /// Another command has the target.
    private struct Busy: Explained {
        let problem = Problem(.error, "E-LOCKED", "another command sends to siem")
        let exitCode = 2
    }

    @Test func eventsWaitWhileAnotherCommandSendsToTheTarget() async throws {
        let scene = try await CollectScene(
            "okta-system-log", events: 200, length: 4 * CollectScene.hour, delay: Self.delay)
        try await scene.collect(until: 1)
        let before = scene.target.ids.count
        scene.target.refusal = Busy()
        try await scene.collect(until: 3)
        #expect(scene.target.ids.count == before && scene.problems.withLock { $0["W-FORWARD-DOWN"] } != nil)
        let reports = scene.reports.withLock { $0 }
        let last = try #require(reports.last)
        #expect(!last.isBroken && !last.isWhole && (last.forwarded?.waitingBytes ?? 0) > 0)
        scene.target.refusal = nil
        try await scene.collect(until: 7)
        #expect(Set(scene.target.ids.keys) == scene.readable(at: scene.now - CollectScene.hour))
        #expect(scene.target.ids.values.allSatisfy { $0 == 1 })
        try await scene.host.stop()
    }

    @Test func oneRoundSaysWhetherItWasWhole() async throws {
        let scene = try await CollectScene(
            "o365-management", events: 300, length: 6 * CollectScene.hour, delay: Self.delay,
            troubles: [(4..<5, .unreachable)])
        scene.pass(hours: 3)
        #expect(try await scene.collect(until: nil, lookback: .fixed(4 * CollectScene.hour)))
        #expect(Set(scene.target.ids.keys) == scene.readable(at: scene.now - 1_000_000_000))
        scene.pass(hours: 1.5)
        #expect(try await !scene.collect(until: nil, lookback: .fixed(CollectScene.hour)))
        scene.pass(hours: 3)
        #expect(try await scene.collect(until: nil, lookback: .fixed(CollectScene.hour)))
        #expect(scene.target.ids.values.allSatisfy { $0 == 1 })
        try await scene.host.stop()
    }

    @Test func onlyOneInstanceCollectsASource() async throws {
        let scene = try await CollectScene(
            "o365-management", events: 10, length: CollectScene.hour, delay: Self.delay)
        let folder = scene.state + "/locks/collect-" + scene.name
        try FileSystem.makeFolders(folder)
        let lock = try FolderLock(folder: folder)
        await #expect(throws: CollectorFault.self) { try await scene.collect(until: nil) }
        withExtendedLifetime(lock) {}
        try await scene.host.stop()
    }
}
