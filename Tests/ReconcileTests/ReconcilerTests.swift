import AuditModel
import FileAccess
import Foundation
import Reconcile
import Synchronization
import TestKit
import Testing

struct ReconcilerTests {
    /// From so little that parts must be split again and again, to so much that nothing is spilled.
    static let memories = [8 << 10, 64 << 10, 512 << 10, 2 << 20, 64 << 20]

    @Test(arguments: 0..<30 as Range<UInt64>, memories)
    func agreesWithThePlainWay(seed: UInt64, memory: Int) async throws {
        let trail = RandomTrail(seed: seed, ids: seed % 8 == 0 ? 3 : 600)
        let expected = trail.expected()
        let result = try await trail.reconciled(memory: memory, workers: 1 + Int(seed % 4), seed: seed &* 31)
        let found = try PlainReconciliation(result)
        #expect(found == expected, "\(found.differences(from: expected))")
        #expect(try PlainReconciliation(result).notable == found.notable, "a second reading gives the same")
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func countsEveryRecordOnce(seed: UInt64) async throws {
        let trail = RandomTrail(seed: seed, ids: 1000)
        let result = try await trail.reconciled(memory: 64 << 10, workers: 2, seed: seed)
        let (counts, authority, siem) = (result.counts, result.authority, result.siem)
        #expect(trail.authority.count == authority.outsideWindow + authority.events + authority.repeats)
        #expect(trail.siem.count == siem.outsideWindow + siem.events + siem.repeats)
        #expect(
            authority.events == counts.matched + counts.missing + counts.accepted + counts.unknown + counts.unsettled)
        #expect(siem.events == counts.matched + counts.extra + counts.unconfirmed)
        #expect(result.coverage.reduce(0) { $0 + $1.authority } == authority.events)
    }

    @Test
    func manyIDsSpillAndAgree() async throws {
        let trail = RandomTrail(seed: 99, ids: 40_000)
        let (expected, large) = (trail.expected(), 64 << 20)
        for memory in [256 << 10, 3 << 20, large] {
            let result = try await trail.reconciled(memory: memory, workers: 2, seed: 5)
            #expect(try PlainReconciliation(result) == expected, "\(memory)")
        }
    }

    @Test(arguments: [64 << 10, 1 << 20, 64 << 20])
    func countsBeyondSixteenBits(memory: Int) async throws {
        var random = SplitMix(seed: 3)
        let hashes = (0..<3).map { _ in IDHash(low: random.next(), high: random.next()) }
        let time = EventTime(nanoseconds: 5_000, precision: .nanoseconds)
        let late = EventTime(nanoseconds: 50_000, precision: .nanoseconds)
        let records = { (hash: IDHash, time: EventTime, offsets: Range<Int>) in
            offsets.map { EventKey(hash: hash, time: time, position: RecordPosition(file: 0, offset: $0)) }
        }
        let trail = RandomTrail(
            authority: records(hashes[0], time, 0..<70_001) + records(hashes[1], late, 70_001..<140_000)
                + records(hashes[2], time, 140_000..<205_535),
            siem: records(hashes[0], time, 0..<65_534) + records(hashes[1], time, 65_534..<165_534),
            window: TimeWindow(from: 0, to: 10_000))
        let result = try await trail.reconciled(memory: memory, workers: 2, seed: 1)
        #expect(try PlainReconciliation(result) == trail.expected())
        #expect(result.authority.outsideWindow == 69_999)
        #expect(result.authority.repeats == 70_000 + 65_534)
    }

    @Test(arguments: [1, 2, 3, 8])
    func presentEventsComeInOneOrderForAnyNumberOfWorkers(workers: Int) async throws {
        let trail = RandomTrail(seed: 7, ids: 150_000)
        let result = try await trail.reconciled(memory: 256 << 20, workers: workers, seed: UInt64(workers))
        let present = try #require(result.present)
        let expected = trail.expected().present
        #expect(present.count == expected.count && present.count > 0)
        let inOrder = try PlainReconciliation(result).present
        #expect(inOrder == expected)
        let total = Mutex((count: 0, sum: UInt64(0)))
        try present.forEachUnordered(workers: workers) { _, events in
            total.withLock { total in
                for place in events.indices {
                    total.count += 1
                    total.sum &+= events[place].position
                }
            }
        }
        #expect(total.withLock { $0.count } == expected.count)
        #expect(total.withLock { $0.sum } == expected.reduce(0) { $0 &+ $1.position.packed })
    }

    @Test
    func anEmptyAuditHasNothing() throws {
        let reconciler = Reconciler(window: nil, memory: 1 << 20, spillFolder: "/nonexistent")
        #expect(reconciler.authorityFinished() == nil)
        let result = try reconciler.finish(ClassificationRules())
        #expect(result.notable.count == 0 && result.repeats.count == 0 && result.present == nil)
        #expect(result.counts == AuditReport.Counts() && result.authority == SideTally())
    }

    @Test
    func nothingIsWrittenWhileMemorySuffices() async throws {
        let trail = RandomTrail(seed: 1, ids: 2000)
        let result = try await trail.reconciled(memory: 64 << 20, workers: 2, seed: 1, folder: "/nonexistent")
        #expect(try PlainReconciliation(result) == trail.expected())
    }

    @Test
    func aFolderThatCannotBeWrittenIsATypedError() async throws {
        let trail = RandomTrail(seed: 1, ids: 2000)
        await #expect(throws: SpillFailure(.open, folder: "/nonexistent", code: ENOENT)) {
            try await trail.reconciled(memory: 16 << 10, workers: 2, seed: 1, folder: "/nonexistent")
        }
    }

    @Test
    func spillFilesHaveNoName() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "spill-\(UInt64.random(in: 0...(.max)))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let trail = RandomTrail(seed: 2, ids: 2000)
        let result = try await trail.reconciled(memory: 16 << 10, workers: 2, seed: 1, folder: folder.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(result.notable.count > 0)
    }
}

extension RandomTrail {
    /// A trail of given records, with plain rules.
    init(authority: [EventKey], siem: [EventKey], window: TimeWindow?) {
        self.init(
            authority: authority, siem: siem, window: window, windowIsGiven: true, rules: ClassificationRules())
    }

    /// What the oracle finds.
    func expected() -> PlainReconciliation {
        PlainReconciler(authority: authority, siem: siem, window: window, rules: rules).reconciled()
    }

    /// What the reconciler finds, with records in another order for each seed.
    func reconciled(
        memory: Int, workers: Int, seed: UInt64, folder: String = NSTemporaryDirectory()
    ) async throws -> Reconciliation {
        var random = SplitMix(seed: seed)
        let reconciler = Reconciler(window: windowIsGiven ? window : nil, memory: memory, spillFolder: folder)
        await observe(authority.shuffled(using: &random), .authority, by: workers, into: reconciler)
        let range = reconciler.authorityFinished()
        #expect(range?.first == authority.compactMap(\.time).min() && range?.last == authority.compactMap(\.time).max())
        if !windowIsGiven { reconciler.setWindow(window) }
        await observe(siem.shuffled(using: &random), .siem, by: workers, into: reconciler)
        return try reconciler.finish(rules, workers: workers)
    }

    private func observe(_ keys: [EventKey], _ side: Side, by workers: Int, into reconciler: Reconciler) async {
        await withTaskGroup { group in
            for worker in 0..<workers {
                group.addTask {
                    let writer = reconciler.writer(for: side)
                    let own = stride(from: worker, to: keys.count, by: workers).map { keys[$0] }
                    for start in stride(from: 0, to: own.count, by: 700) {
                        writer.observe(Array(own[start..<min(start + 700, own.count)]))
                    }
                    writer.finish()
                }
            }
        }
    }
}

extension PlainReconciliation {
    /// Names the parts that differ.
    func differences(from other: PlainReconciliation) -> [String] {
        var parts: [String] = []
        if counts != other.counts { parts.append("counts \(counts) for \(other.counts)") }
        if authority != other.authority { parts.append("authority \(authority) for \(other.authority)") }
        if siem != other.siem { parts.append("siem \(siem) for \(other.siem)") }
        if coverage != other.coverage { parts.append("coverage") }
        if notable != other.notable { parts.append("notable \(notable.count) for \(other.notable.count)") }
        if repeats != other.repeats { parts.append("repeats \(repeats.count) for \(other.repeats.count)") }
        if present != other.present { parts.append("present \(present.count) for \(other.present.count)") }
        return parts
    }
}
