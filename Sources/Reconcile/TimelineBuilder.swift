import AuditModel
import FileAccess
import Synchronization

/// Counts the matched events between neighbouring missing ones and gathers the missing ones into runs.
///
/// Missing events are taken in order, as many at a time as memory allows; each time all matched events are looked up
/// among them.
struct TimelineBuilder {
    let points: SortedRecords<MissingPoint>
    /// Missing events without a time.
    let untimed: Int
    /// Bytes for one batch of missing events.
    let memory: Int
    /// Bytes for sorting runs.
    let runsMemory: Int
    let file: SpillFile
    /// How many look matched events up at once.
    let workers: Int

    /// Calls its second argument with every matched event that has a time, in any order; the first says which worker's
    /// share of them is wanted.
    typealias Presents = @Sendable (Int, (PresentPoint) -> Void) throws(SpillFailure) -> Void

    /// Looks up what `forEachPresent` gives.
    func build(forEachPresent: @escaping Presents) throws(SpillFailure) -> MissingTimeline {
        let runs = ExternalSorter<MissingRun>(memory: runsMemory, file: file)
        var (open, before, present): (OpenRun?, PresentPoint?, Int) = (nil, nil, 0)
        var reader = points.reader()
        let most = max(16, memory / MissingBatch.bytesPerPoint(workers: workers))
        var left = points.count
        while left > 0 {
            let batch = try MissingBatch(from: &reader, count: min(most, left), after: before)
            left -= batch.points.count
            let between = try between(batch, isLast: left == 0, forEachPresent)
            for (place, point) in batch.points.enumerated() {
                present = between[place]
                if open == nil || present > 0 {
                    if let open { try runs.add(open.run) }
                    open = OpenRun(first: point, last: point, presentBefore: present)
                } else {
                    open?.extend(to: point)
                }
            }
            before = batch.points.last?.point
            present = between.last ?? 0
        }
        if let open { try runs.add(open.run) }
        return MissingTimeline(
            timed: points.count, untimed: untimed, presentAfterLast: present, runs: try runs.sorted())
    }

    /// Matched events between the point before and each point; at the end those after the last point.
    private func between(
        _ batch: MissingBatch, isLast: Bool, _ forEachPresent: @escaping Presents
    ) throws(SpillFailure) -> [Int] {
        let counts = Mutex([Int](repeating: 0, count: batch.points.count + 1))
        try WorkerThreads.run(workers) { worker throws(SpillFailure) in
            var own = [Int](repeating: 0, count: batch.points.count + 1)
            try forEachPresent(worker) { point in
                if let place = batch.place(of: point, isLast: isLast) { own[place] += 1 }
            }
            counts.withLock { counts in for (place, count) in own.enumerated() { counts[place] += count } }
        }
        return counts.withLock { $0 }
    }

    private struct OpenRun {
        let first: MissingPoint
        private(set) var last: MissingPoint
        let presentBefore: Int
        private var missing = 1

        init(first: MissingPoint, last: MissingPoint, presentBefore: Int) {
            (self.first, self.last, self.presentBefore) = (first, last, presentBefore)
        }

        mutating func extend(to point: MissingPoint) {
            last = point
            missing += 1
        }

        var run: MissingRun { MissingRun(first: first, last: last, missing: missing, presentBefore: presentBefore) }
    }
}
