import AuditModel
import ByteScan
import EventSources
import Foundation
import Pulling
import Recordings
import Simulators
import TestKit
import Testing
import Transport

/// The folder that a simulated trail delivers to, pulled as it is and after something happened to it.
struct SimulatedTrailTests {
    private static let hour = SimulatedPull.hour
    private static let start = SimulatedPull.start
    private static let window = TimeWindow(from: start, to: start + 6 * hour)
    /// Four hours after the last event, so that every delivery of the window is in a digest.
    private static let now = start + 10 * hour

    /// What happens to a folder between delivery and pull.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What the trail itself loses or changes.
        var fault: APIFault?
        /// Takes one of the files whose names hold this, and damages it.
        var part = ""
        var damage: @Sendable (String) throws -> Void = { _ in }
        /// What the remark on the region must say.
        let said: String
    }

    @Test func soundFolderIsWholeAndProvenByItsDigests() async throws {
        let delivered = try Delivered(nil)
        let pull = try await delivered.pull()
        #expect(pull.outcome.isWhole)
        #expect(pull.outcome.problems == [])
        #expect(pull.ids.count == 120 && pull.ids == delivered.truth)
    }

    @Test(arguments: [
        Case(
            testDescription: "a log file the trail lost", fault: APIFault(.contentGone, share: 0.1),
            said: "is named by a digest and not in the folder"),
        Case(
            testDescription: "a log file changed since", fault: APIFault(.contentGone, share: 0.1, form: "changed"),
            said: "is not what its digest says"),
        Case(testDescription: "a log file that is cut", fault: APIFault(.cutBody, share: 0.1), said: "gzip"),
        Case(
            testDescription: "a log file that was deleted", part: "/CloudTrail/",
            damage: { try FileManager.default.removeItem(atPath: $0) },
            said: "is named by a digest and not in the folder"),
        Case(
            testDescription: "a digest that was deleted", part: "/CloudTrail-Digest/",
            damage: { try FileManager.default.removeItem(atPath: $0) }, said: "is not in the folder"),
        Case(
            testDescription: "a digest in the place of another", part: "/CloudTrail-Digest/",
            damage: { path in
                try Data(StoredGzip.member(Array("{}".utf8))).write(to: URL(filePath: path))
            }, said: "no whole digest"),
    ])
    func damageIsNeverTakenForWhole(_ test: Case) async throws {
        let delivered = try Delivered(test.fault)
        if !test.part.isEmpty { try test.damage(delivered.file(test.part)) }
        let pull = try await delivered.pull()
        let broken = pull.outcome.description.slices.filter { !$0.isWhole }
        #expect(!broken.isEmpty && broken.allSatisfy { $0.outcome == .partial && $0.reason == "cut-answer" })
        let said = pull.outcome.problems.compactMap(\.said).joined(separator: "\n")
        #expect(said.contains(test.said), "\(said)")
        let missing = delivered.truth.subtracting(pull.ids)
        #expect(missing.allSatisfy { delivered.isInside($0, broken) })
        #expect(pull.ids.isSubset(of: delivered.truth))
    }

    /// A tenant's events as they were delivered to a folder.
    private struct Delivered {
        let scratch: ScratchFolder
        let tenant: Tenant

        init(_ fault: APIFault?) throws {
            scratch = try ScratchFolder()
            let scenario = Scenario(
                name: "test", seed: 11,
                tenant: TenantPlan(
                    sources: ["cloudtrail"], from: .at(start), length: 6 * hour, events: 120,
                    delay: DelayPlan(law: .none)), api: [fault].compactMap(\.self))
            let entry = try #require(ServiceCatalogue.entry("cloudtrail"))
            tenant = Tenant(of: scenario, shape: entry.shape, now: start)
            let context = ServiceContext(
                tenant: tenant, board: FaultBoard(scenario.api, seed: 11, start: start), mint: TokenMint(),
                clock: SimulatorClock(wall: { now }, fixed: now), client: SimulatorClient())
            let summary = try CloudTrailDelivery(context).write(to: scratch.path + "/trail")
            #expect(summary.damaged.isEmpty == (fault == nil))
        }

        var truth: Set<String> { Set(tenant.ids(in: window, at: now)) }

        /// A file in the middle of those whose paths hold the text.
        func file(_ part: String) throws -> String {
            let root = scratch.path + "/trail"
            let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
            let files = all.map { root + "/" + $0 }.filter { $0.contains(part) && $0.hasSuffix(".json.gz") }.sorted()
            return try #require(files.isEmpty ? nil : files[files.count / 2])
        }

        func pull() async throws -> (outcome: PullOutcome, ids: Set<String>) {
            let text = """
                type: cloudtrail-files
                path: \(scratch.path)/trail
                public_keys: \(scratch.path)/trail/public-keys.json

                """
            let runner = PullRunner(
                source: try DescribedScene(text).made.source,
                asking: ScriptedService { _ in .failure(ScriptedService.failure(.unreachable)) },
                now: { now },
                cancelFlag: CancelFlag(), observe: { _ in })
            let order = PullRunner.Order(name: "trail", window: window, folder: scratch.path + "/pulled")
            let outcome = try await runner.run(order)
            let records = try String(contentsOfFile: order.folder + "/records.ndjson", encoding: .utf8)
            let ids = try records.split(separator: "\n").compactMap {
                try JSONTree(parsing: Array($0.utf8))["eventID"]?.text
            }
            return (outcome, Set(ids))
        }

        /// Whether a slice that is not whole covers the event's delivery.
        func isInside(_ id: String, _ slices: [RecordingDescription.Slice]) -> Bool {
            guard let record = tenant.records.first(where: { tenant.id(of: $0) == id }) else { return false }
            return slices.contains { slice in
                guard let from = slice.from, let to = slice.to else { return false }
                let region = tenant.type(of: record)
                return slice.scope.map { $0.value == region } ?? true && from <= record.available + hour / 12
                    && record.available < to
            }
        }
    }
}
