import AuditModel
import Recordings

/// Decides which ids are asked for next, and what an answer means for the rest.
struct LookupDesk {
    let writer: RecordingWriter
    let meter: PullMeter
    let order: PullRunner.Order
    let now: @Sendable () -> Int64
    /// Each once.
    private(set) var problems: [Problem] = []

    /// Halves of batches that were too much.
    private var halves: [LookupBatch] = []
    /// Whole slices of an earlier run that no batch has claimed yet, by what they asked for.
    private var kept: [Scope: Int] = [:]
    private var badInRow = 0
    private let deadline: Int64
    /// How the rest ends without being asked for; nil while it is asked for.
    private var givenUp: RecordedSlice.End?

    init(writer: RecordingWriter, meter: PullMeter, order: PullRunner.Order, now: @escaping @Sendable () -> Int64) {
        self.writer = writer
        self.meter = meter
        self.order = order
        self.now = now
        deadline = now() + LookupPull.longest
    }

    /// Keeps what an earlier run has whole.
    mutating func prepare(planned: Int) async throws(RecordingWriteFault) {
        for slice in writer.slices {
            if slice.end?.outcome == .whole, let scope = slice.question.scope, kept[scope] == nil {
                kept[scope] = slice.id
            } else {
                try await writer.drop(slice.id)
            }
        }
        var progress = PullProgress(scope: nil)
        progress.totalNanoseconds = order.window.length
        progress.slicesPlanned = planned
        progress.records = writer.slices.reduce(0) { $0 + $1.records }
        meter.begin([progress])
    }

    /// The next batch to ask for; nil when there is none, or when the rest was given up.
    mutating func next(_ batches: LookupPull.Batches) async throws -> LookupTask? {
        if now() >= deadline {
            givenUp = givenUp ?? RecordedSlice.End(.unasked, "timeout", detail: "asking by id had taken an hour")
        }
        while givenUp == nil, let batch = try halves.popLast() ?? batches() {
            if kept.removeValue(forKey: batch.scope) != nil {
                noteDone(batch)
                continue
            }
            let slice = try await writer.begin(
                RecordedSlice.Question(
                    scope: batch.scope, axis: .ids, window: batch.window, pageSize: batch.ids.count))
            let question = SliceQuestion(
                scope: nil, window: batch.window ?? order.window, pageSize: batch.ids.count)
            meter.change(0) { $0.underWay += 1 }
            return LookupTask(
                batch: batch, slice: SliceTask(lane: 0, slice: slice, question: question, confirmations: []))
        }
        return nil
    }

    /// Takes an answer.
    mutating func settle(
        _ task: LookupTask, _ answer: SliceAnswer, mostBad: Int
    ) async throws(RecordingWriteFault) {
        meter.change(0) { $0.underWay -= 1 }
        let end: RecordedSlice.End
        switch answer.verdict {
        case .tooLarge(let reached):
            if let halves = task.batch.halves {
                self.halves += halves.reversed()
                try await writer.drop(task.slice.slice)
                meter.takeBack(answer.records, lane: 0)
                meter.change(0) { $0.slicesPlanned += 1 }
                return
            }
            end = reached
            badInRow += 1
        case .failed(let reached):
            end = reached
            badInRow += 1
        case .refused(let reached):
            end = reached
            givenUp = givenUp ?? RecordedSlice.End(.refused, reached.reason, detail: reached.detail)
        case .end(let reached), .beyondRetention(let reached):
            end = reached
            if reached.outcome == .whole { badInRow = 0 }
        }
        if badInRow >= mostBad {
            givenUp = givenUp ?? RecordedSlice.End(.unasked, end.reason, detail: end.detail)
        }
        if let problem = answer.problem, !problems.contains(problem) { problems.append(problem) }
        noteDone(task.batch)
        var finished = end
        finished.requests = answer.requests
        finished.retries = answer.restarts
        finished.asked = answer.requests > 0 || end.outcome == .whole ? now() : nil
        try await writer.end(task.slice.slice, finished)
    }

    /// Notes what is left and will not be asked for, and drops what an earlier run asked for in vain.
    mutating func close(_ batches: LookupPull.Batches) async throws {
        var (timed, untimed, window) = (0, 0, TimeWindow?.none)
        while let batch = try halves.popLast() ?? batches() {
            guard kept.removeValue(forKey: batch.scope) == nil else { continue }
            guard let own = batch.window else {
                untimed += batch.ids.count
                continue
            }
            timed += batch.ids.count
            window = TimeWindow(from: min(window?.from ?? own.from, own.from), to: max(window?.to ?? own.to, own.to))
        }
        if timed > 0 { try await noteUnasked(timed, window) }
        if untimed > 0 { try await noteUnasked(untimed, nil) }
        for slice in kept.values.sorted() { try await writer.drop(slice) }
    }

    private func noteUnasked(_ count: Int, _ window: TimeWindow?) async throws(RecordingWriteFault) {
        var end = givenUp ?? .cancelled(records: 0)
        end.detail = "\(count) ids not asked for" + (end.detail.map { ": \($0)" } ?? "")
        try await writer.note(RecordedSlice.Question(scope: nil, axis: .ids, window: window), end)
    }

    private func noteDone(_ batch: LookupBatch) {
        let covered = batch.window.map { min($0.to - order.window.from, order.window.length) } ?? 0
        meter.change(0) { progress in
            progress.slicesDone += 1
            progress.coveredNanoseconds = max(progress.coveredNanoseconds, covered)
        }
    }
}
