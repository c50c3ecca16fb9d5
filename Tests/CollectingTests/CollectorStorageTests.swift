import AuditModel
import Collecting
import FileAccess
import Foundation
import Simulators
import Synchronization
import TestKit
import Testing

@testable import EventLedger

/// Collecting while the disk is full or another process holds the ledger: nothing is lost, it is said, and it goes on.
struct CollectorStorageTests {
    private static let delay = DelayPlan(
        law: .lognormal, median: 3 * CollectScene.minute, sigma: 0.5, lateShare: 0, lateBy: 0)

    private static func scene(events: Int = 400) async throws -> CollectScene {
        try await CollectScene("okta-system-log", events: events, length: 8 * CollectScene.hour, delay: delay)
    }

    /// Every event that was readable is at the target and in the archive, once each.
    private static func expectAll(_ scene: CollectScene) throws {
        let all = scene.readable(at: scene.now - 30 * CollectScene.minute)
        let there = scene.target.ids
        #expect(all.count > 100 && all.allSatisfy { there[$0] == 1 }, "\(all.count { there[$0] != 1 }) of \(all.count)")
        #expect(there.values.allSatisfy { $0 == 1 })
        var archived: [String: Int] = [:]
        for day in FileKind.names(in: scene.archive) {
            let text = try String(contentsOfFile: scene.archive + "/\(day)/records.ndjson", encoding: .utf8)
            for line in text.split(separator: "\n") { archived[String(line), default: 0] += 1 }
        }
        #expect(archived.count == there.count && archived.values.allSatisfy { $0 == 1 })
    }

    private static func told(_ scene: CollectScene, _ code: String) -> Int { scene.problems.withLock { $0[code] ?? 0 } }

    @Test(.enabled(if: SmallDisk.canBeMade, "this process may not mount a disk"), arguments: ["", "/archive"])
    func aFullDiskLosesNothing(place: String) async throws {
        let scene = try await Self.scene()
        let disk = try SmallDisk(scene.state + place, mebibytes: 16)
        try await scene.collect(until: 2)
        let before = scene.target.ids.count
        try disk.fill()
        try await scene.collect(until: 4)
        #expect(before > 20 && Self.told(scene, "E-DISK") + Self.told(scene, "E-LEDGER") > 0)
        #expect(scene.reports.withLock { $0.last?.isWhole } == false)
        disk.free()
        try await scene.collect(until: 7)
        #expect(scene.reports.withLock { $0.last?.isWhole } == true)
        try Self.expectAll(scene)
        withExtendedLifetime(disk) {}
        try await scene.host.stop()
    }

    @Test func aLedgerThatMayNotGrowLosesNothing() async throws {
        let scene = try await Self.scene(events: 4_000)
        try await scene.collect(until: 2)
        let path = scene.state + "/" + Ledger.fileName
        let pages = try Data(contentsOf: URL(filePath: path)).count / 4_096
        try await scene.collect(
            until: 4, ledger: { _ throws(LedgerFailure) in try Ledger(path: path, mostPages: pages) })
        #expect(Self.told(scene, "E-LEDGER") > 0)
        try await scene.collect(until: 7)
        try Self.expectAll(scene)
        try await scene.host.stop()
    }

    /// Holds the right to write to a ledger, as another process would.
    private final class Holder: Sendable {
        private let release = DispatchSemaphore(value: 0)
        private let isHeld = Mutex(false)

        /// Returns once it is held; a second call does nothing.
        func hold(_ path: String) {
            guard
                isHeld.withLock({ held in
                    !held
                        && {
                            held = true; return true
                        }()
                })
            else { return }
            let entered = DispatchSemaphore(value: 0)
            DispatchQueue(label: "holder").async { [release] in
                // A ledger that cannot be opened leaves the lock untaken, which the test sees.
                try? Ledger(path: path).file.write { _ in
                    entered.signal()
                    release.wait()
                }
                entered.signal()
            }
            entered.wait()
        }

        func letGo() { release.signal() }
    }

    @Test(arguments: [false, true]) func aLockedLedgerLosesNothing(inMidRound: Bool) async throws {
        let scene = try await Self.scene()
        try await scene.collect(until: 2)
        let (path, holder) = (scene.state + "/" + Ledger.fileName, Holder())
        if !inMidRound { holder.hold(path) }
        try await scene.collect(
            until: 4, ledger: { _ throws(LedgerFailure) in try Ledger(path: path, patience: 0.01) },
            atPage: { if inMidRound { holder.hold(path) } })
        holder.letGo()
        #expect(Self.told(scene, "E-LEDGER") > 0)
        // The warning itself could not be kept for the target: that is said as well.
        #expect(Self.told(scene, "W-WARNING-UNSENT") > 0)
        try await scene.collect(until: 7)
        #expect(scene.reports.withLock { $0.last?.isWhole } == true)
        try Self.expectAll(scene)
        try await scene.host.stop()
    }
}
