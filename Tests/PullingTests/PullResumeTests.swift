import AuditModel
import Foundation
import Pulling
import Recordings
import Synchronization
import TestKit
import Testing
import Transport

/// Pulls that are cut off and gone on with.
struct PullResumeTests {
    let scene: PullScene

    init() throws { scene = try PullScene() }

    /// The journal and the records as a pull leaves them that is killed before it finishes.
    ///
    /// Both files only grow, the records before the lines about them, so every state a kill can leave is a beginning of
    /// the journal with at least the records it speaks of.
    private func killed(_ source: ScriptedSource) async throws -> (journal: [UInt8], records: [UInt8]) {
        let files = Mutex<(journal: [UInt8], records: [UInt8])>(([], []))
        let folder = scene.path("undisturbed")
        _ = try await scene.pull(source, scene.order("undisturbed")) { progress in
            guard let journal = try? Data(contentsOf: URL(filePath: folder + "/journal.ndjson")),
                let records = try? Data(contentsOf: URL(filePath: folder + "/records.ndjson"))
            else { return }  // before the first page, or when it is finished
            files.withLock { files in
                if journal.count > files.journal.count { files = ([UInt8](journal), [UInt8](records)) }
            }
        }
        return files.withLock { $0 }
    }

    @Test func aPullKilledAtAnyPointEndsLikeAnUndisturbedOne() async throws {
        // Some slices halve, one begins anew, so that pages are taken back too.
        let halving: @Sendable (ScriptedSource.Moment) -> ScriptedSource.Act? = { moment in
            if moment.question.window.length > 4 * PullScene.hour, moment.page == 2 { return .fail(.timeout) }
            return moment.number == 3 && moment.page == 1 ? .fail(.restart) : nil
        }
        let events = PullScene.events(400)
        let source = ScriptedSource(events: events, traits: PullScene.traits(), script: halving)
        let (journal, records) = try await killed(source)
        #expect(journal.count > 10_000 && Self.vouched(journal[...]) <= records.count)
        let undisturbed = try scene.ids("undisturbed")
        #expect(undisturbed == events.map(\.id).sorted())
        var random = SplitMix(seed: 11)
        for point in 0..<50 {
            let folder = "kill-\(point)"
            try FileManager.default.createDirectory(atPath: scene.path(folder), withIntermediateDirectories: true)
            let lines = Int.random(in: 0...journal.count, using: &random)
            let vouched = Self.vouched(journal.prefix(lines))
            let bytes = Int.random(in: vouched...max(vouched, min(records.count, vouched + 900)), using: &random)
            try Data(journal.prefix(lines)).write(to: URL(filePath: scene.path(folder) + "/journal.ndjson"))
            if lines > 0 {
                try Data(records.prefix(bytes)).write(to: URL(filePath: scene.path(folder) + "/records.ndjson"))
            }
            let again = ScriptedSource(events: events, traits: PullScene.traits(), script: halving)
            let outcome = try await scene.pull(again, scene.order(folder, resuming: true))
            #expect(outcome.isWhole, "\(point)")
            #expect(
                try scene.ids(folder) == undisturbed, "killed at byte \(lines) of the journal, \(bytes) of the records")
        }
    }

    /// Bytes of records that whole lines of a journal speak of.
    private static func vouched(_ journal: ArraySlice<UInt8>) -> Int {
        let whole = journal.prefix((journal.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
        return String(decoding: whole, as: UTF8.self).matches(of: /"offset":(\d+),"bytes":(\d+)/)
            .map { (Int($0.1) ?? 0) + (Int($0.2) ?? 0) }.max() ?? 0
    }

    @Test func slicesThatAreDoneAreNotAskedAgainAndOthersGoOnBehindTheirLastPage() async throws {
        let flag = CancelFlag()
        let traits = PullScene.traits {
            $0.parallel = 1
            $0.scopes = [PullScene.scopes[0]]
        }
        let events = PullScene.events(400)
        let first = ScriptedSource(events: events, traits: traits) { moment in
            if moment.number == 2, moment.page == 2 { flag.set() }
            return nil
        }
        let outcome = try await scene.pull(first, cancelFlag: flag)
        #expect(outcome.wasCancelled && !outcome.isWhole)
        #expect(outcome.description.slices.map(\.outcome) == [.whole, .partial, .unasked])
        #expect(outcome.description.slices.map(\.reason) == [nil, "cancelled", "cancelled"])
        #expect(outcome.description.slices[1].records == 30)
        _ = try scene.ids()

        let second = ScriptedSource(events: events, traits: traits)
        #expect(try await scene.pull(second, scene.order(resuming: true)).isWhole)
        #expect(second.asked.count == 3)
        #expect(second.asked.first?.window.from == PullScene.start + 6 * PullScene.hour)
        #expect(try scene.ids() == events.filter { $0.scope == PullScene.scopes[0] }.map(\.id).sorted())
    }

    @Test func whatFailedIsAskedAgainWhenThePullIsGoneOnWith() async throws {
        let events = PullScene.events(200)
        let refused = ScriptedSource(events: events, traits: PullScene.traits()) {
            $0.question.scope == PullScene.scopes[0] ? .fail(.forbidden) : nil
        }
        #expect(try await !scene.pull(refused).isWhole)
        let granted = ScriptedSource(events: events, traits: PullScene.traits())
        #expect(try await scene.pull(granted, scene.order(resuming: true)).isWhole)
        #expect(granted.asked.allSatisfy { $0.scope == PullScene.scopes[0] })
        #expect(try scene.ids() == events.map(\.id).sorted())
    }

    @Test func aWholeRecordingIsGoneOnWithWithoutAQuestion() async throws {
        let source = ScriptedSource(events: PullScene.events(100), traits: PullScene.traits())
        _ = try await scene.pull(source)
        let again = ScriptedSource(events: [], traits: PullScene.traits())
        #expect(try await scene.pull(again, scene.order(resuming: true)).isWhole)
        #expect(again.asked.isEmpty)
        #expect(try scene.ids().count == 100)
    }

    @Test func aRecordingOfAnotherWindowIsNotGoneOnWith() async throws {
        let source = ScriptedSource(events: PullScene.events(10), traits: PullScene.traits())
        _ = try await scene.pull(source)
        let other = TimeWindow(from: PullScene.day.from, to: PullScene.day.to - PullScene.hour)
        let error = await #expect(throws: RecordingWriteFault.self) {
            try await scene.pull(source, scene.order(resuming: true, window: other))
        }
        #expect(error?.problem.code == "E-RESUME")
        #expect(try scene.ids().count == 10)
    }

    /// Slices of a day with six hours each, by when the pull was begun, gone on with so many hours later.
    @Test(arguments: [(48, 24, 0), (24, 1, 0), (24, 24, 2)])
    func slicesThatWereNotSettledWhenAskedAreAskedAgainLater(_ begun: Int64, _ later: Int64, _ again: Int) async throws
    {
        var scene = scene
        let traits = PullScene.traits {
            $0.scopes = [PullScene.scopes[0]]
            $0.settle = 12 * PullScene.hour
        }
        let events = PullScene.events(100)
        scene.now = PullScene.start + begun * PullScene.hour
        let first = try await scene.pull(ScriptedSource(events: events, traits: traits))
        #expect(first.isWhole && first.description.lastAsked == scene.now)
        scene.now += later * PullScene.hour
        let source = ScriptedSource(events: events, traits: traits)
        let second = try await scene.pull(source, scene.order(resuming: true))
        #expect(second.isWhole && source.asked.count == again)
        #expect(second.description.lastAsked == (again == 0 ? first.description.lastAsked : scene.now))
        #expect(try scene.ids() == events.filter { $0.scope == PullScene.scopes[0] }.map(\.id).sorted())
    }
}
