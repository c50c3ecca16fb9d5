import AuditModel
package import ByteScan
import FileAccess
package import Recordings

/// Pulls a window several times, each time with other edges and page sizes, and joins the pulls by id.
///
/// The first pull is the recording; records whose ids only a later one has are added to it as slices of axis `ids`. The
/// later pulls lie in folders of their own within it, `pull-2` and so on, as they came. Memory: 64 MiB for ids, however
/// many there are, and 16 bytes for each id that the first pull lacks or no other has.
package struct UnionPull: Sendable {
    /// What several pulls came to.
    package struct Result: Sendable {
        /// Of the first pull, with the joined recording's description and the problems of all.
        package let outcome: PullOutcome
        /// Nil for a single pull, and when one was interrupted.
        package let comparison: PullComparison?
    }

    private static let idBytes = 64 << 20
    private static let pageBytes = 1 << 20

    private let runner: PullRunner
    private let hasher: IDHasher

    /// Takes the runner that makes the pulls.
    package init(_ runner: PullRunner, hasher: IDHasher) {
        self.runner = runner
        self.hasher = hasher
    }

    /// Pulls `order.pulls` times and joins what came.
    ///
    /// - Throws: as a single pull does.
    package func run(_ order: PullRunner.Order) async throws(RecordingWriteFault) -> Result {
        var (orders, outcomes): ([PullRunner.Order], [PullOutcome]) = ([], [])
        let plannedAt = order.plannedAt ?? runner.now()
        for pull in 0..<max(order.pulls, 1) {
            var next = order
            next.pull = pull
            next.plannedAt = plannedAt
            if pull > 0 { next.folder = order.folder + "/pull-\(pull + 1)" }
            orders.append(next)
            outcomes.append(try await runner.run(next))
            if outcomes.contains(where: \.wasCancelled) {
                return Result(outcome: Self.joined(outcomes, outcomes[0].description), comparison: nil)
            }
        }
        guard outcomes.count > 1 else { return Result(outcome: outcomes[0], comparison: nil) }
        let (comparison, added) = try await compare(orders.map(\.folder), outcomes)
        let description = try await join(orders, outcomes, added)
        return Result(outcome: Self.joined(outcomes, description), comparison: comparison)
    }

    private static func joined(_ outcomes: [PullOutcome], _ description: RecordingDescription) -> PullOutcome {
        var problems: [Problem] = []
        for problem in outcomes.flatMap(\.problems) where !problems.contains(problem) { problems.append(problem) }
        return PullOutcome(
            folder: outcomes[0].folder, description: description, problems: problems,
            wasCancelled: outcomes.contains(where: \.wasCancelled), record: outcomes[outcomes.count - 1].record,
            pageEnds: outcomes[0].pageEnds)
    }

    /// Counts, and for each pull the ranges of records to be added to the first.
    private func compare(
        _ folders: [String], _ outcomes: [PullOutcome]
    ) async throws(RecordingWriteFault) -> (PullComparison, [[Range<Int>]]) {
        let hasher = hasher
        return try await Self.offPool(folders[0]) {
            let pulls = try folders.compactMap { folder in
                try RecordingFolder(folder).map { PullRecords($0, hasher) }
            }
            let counts = zip(pulls, outcomes).map { pull, outcome in
                var count = PullComparison.Pull()
                count.records = pull.records
                count.isWhole = outcome.isWhole
                return count
            }
            var comparison = PullComparison(pulls: counts)
            var new = [[IDHash]](repeating: [], count: pulls.count)
            var lone = new
            let parts = max(1, pulls.reduce(0) { $0 + $1.records } * MemoryLayout<IDHash>.stride / Self.idBytes + 1)
            for part in 0..<parts {
                let lists = try pulls.map { try $0.ids(part: part, of: parts) }
                for (pull, list) in lists.enumerated() { comparison.pulls[pull].unidentified = list.unidentified }
                let taken = comparison.take(lists.map(\.ids))
                for pull in pulls.indices {
                    if pull > 0 { new[pull] += taken.new[pull] }
                    lone[pull] += taken.lone[pull]
                }
            }
            for pull in pulls.indices where !lone[pull].isEmpty {
                let pages = PageEdges(outcomes[pull])
                comparison.pulls[pull].places = pages.places(of: try pulls[pull].sortedRanges(of: lone[pull]))
            }
            return (comparison, try zip(pulls, new).map { try $0.sortedRanges(of: $1) })
        }
    }

    /// Adds records of the later pulls to the first.
    private func join(
        _ orders: [PullRunner.Order], _ outcomes: [PullOutcome], _ added: [[Range<Int>]]
    ) async throws(RecordingWriteFault) -> RecordingDescription {
        guard added.contains(where: { !$0.isEmpty }) else { return outcomes[0].description }
        let writer = try RecordingWriter.open(
            orders[0].folder, for: runner.header(orders[0], at: runner.now()), resuming: true)
        for (pull, ranges) in added.enumerated() where !ranges.isEmpty {
            let slice = try await writer.begin(RecordedSlice.Question(scope: nil, axis: .ids, window: nil))
            var rest = ranges[...]
            while !rest.isEmpty {
                var (bytes, taken) = (0, 0)
                while taken < rest.count, bytes < Self.pageBytes {
                    bytes += rest[rest.startIndex + taken].count
                    taken += 1
                }
                let page = Array(rest.prefix(taken))
                rest = rest.dropFirst(taken)
                let path = orders[pull].folder + "/" + RecordingDescription.recordsName
                let lines = try await Self.offPool(orders[0].folder) {
                    let file = try AppendFile(path: path)
                    return try page.flatMap { try file.bytes(at: $0.lowerBound, count: $0.count) }
                }
                try await writer.append(RecordedPage(lines: lines, records: taken), to: slice)
            }
            var end = RecordedSlice.End.whole
            end.detail = "records that only pull \(pull + 1) of \(orders.count) brought"
            try await writer.end(slice, end)
        }
        var closing = RecordingClosing(lastAsked: outcomes.compactMap(\.description.lastAsked).max() ?? runner.now())
        closing.hosts = outcomes.flatMap(\.description.hosts)
        closing.clockOffsetMilliseconds = outcomes[0].description.clockOffsetMilliseconds
        return try await writer.finish(closing)
    }

    /// Does blocking work on a thread of its own.
    private static func offPool<Value: Sendable>(
        _ folder: String, _ work: @escaping @Sendable () throws -> Value
    ) async throws(RecordingWriteFault) -> Value {
        let result: Swift.Result<Value, RecordingWriteFault> = await withCheckedContinuation { answer in
            let perform: @Sendable () -> Void = {
                answer.resume(returning: Swift.Result(catching: work).mapError { Self.fault($0, folder) })
            }
            if let thread = WorkerThreads.start(perform) { thread.detach() } else { perform() }
        }
        return try result.get()
    }

    private static func fault(_ error: any Error, _ folder: String) -> RecordingWriteFault {
        switch error {
        case let failure as FileFailure: RecordingWriteFault(folder: folder, reason: .file(failure))
        case let fault as RecordingFault: RecordingWriteFault(folder: folder, reason: .damaged(fault.what))
        case _: RecordingWriteFault(folder: folder, reason: .damaged("\(error)"))
        }
    }
}
