import AuditModel
import FileAccess

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

    /// `forEachPresent` calls its argument with every matched event that has a time, in any order.
    func build(
        forEachPresent: ((PresentPoint) -> Void) throws(SpillFailure) -> Void
    ) throws(SpillFailure) -> MissingTimeline {
        let runs = ExternalSorter<MissingRun>(memory: runsMemory, file: file)
        var (open, before, present): (OpenRun?, PresentPoint?, Int) = (nil, nil, 0)
        var reader = points.reader()
        let most = max(16, memory / MissingBatch.bytesPerPoint)
        var left = points.count
        while left > 0 {
            var batch = try MissingBatch(from: &reader, count: min(most, left), after: before)
            left -= batch.points.count
            let isLast = left == 0
            try forEachPresent { batch.note($0, isLast: isLast) }
            for (place, point) in batch.points.enumerated() {
                present = batch.between[place]
                if open == nil || present > 0 {
                    if let open { try runs.add(open.run) }
                    open = OpenRun(first: point, last: point, presentBefore: present)
                } else {
                    open?.extend(to: point)
                }
            }
            before = batch.points.last?.point
            present = batch.between.last ?? 0
        }
        if let open { try runs.add(open.run) }
        return MissingTimeline(
            timed: points.count, untimed: untimed, presentAfterLast: present, runs: try runs.sorted())
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
