import AuditModel
import Synchronization

/// Counts what a pull has done, scope by scope, and tells whoever watches.
final class PullMeter: Sendable {
    private struct Row: Sendable {
        var progress: PullProgress
        /// Records of earlier runs, which say nothing about this one's rate.
        var before = 0
    }

    private let rows = Mutex<[Row]>([])
    private let now: @Sendable () -> Int64
    private let start: Int64
    private let observe: PullObserver

    init(now: @escaping @Sendable () -> Int64, observe: @escaping PullObserver) {
        self.now = now
        self.observe = observe
        start = now()
    }

    /// Sets the scopes, in the order of the lanes.
    func begin(_ progress: [PullProgress]) {
        rows.withLock { $0 = progress.map { Row(progress: $0, before: $0.records) } }
        for row in progress { observe(row) }
    }

    /// Records of a page that was written.
    func add(_ records: Int, lane: Int) { change(lane) { $0.records += records } }

    /// Records of pages that no longer count.
    func takeBack(_ records: Int, lane: Int) { change(lane) { $0.records -= records } }

    /// Any other change.
    func change(_ lane: Int, _ body: (inout PullProgress) -> Void) {
        let seconds = Double(now() - start) / 1e9
        let progress = rows.withLock { rows -> PullProgress? in
            guard rows.indices.contains(lane) else { return nil }
            body(&rows[lane].progress)
            let records = rows[lane].progress.records - rows[lane].before
            rows[lane].progress.recordsPerSecond = seconds >= 1 ? max(0, Double(records)) / seconds : nil
            return rows[lane].progress
        }
        if let progress { observe(progress) }
    }
}
