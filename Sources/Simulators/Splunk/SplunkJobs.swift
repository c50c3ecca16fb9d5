import Synchronization

/// The search jobs of a simulated Splunk.
final class SplunkJobs: Sendable {
    /// A job as it was asked for.
    struct Job: Sendable {
        let fields: [String: String]
        /// How often its state was asked for; the first time it still runs.
        var looks = 0
    }

    private let shelf: String
    private let kept = Mutex<(jobs: [String: Job], made: Int)>(([:], 0))

    /// - Parameter shelf: tells the ids of one shelf's jobs from those of another.
    init(shelf: String) { self.shelf = shelf }

    var count: Int { kept.withLock { $0.jobs.count } }

    /// Whether an id is of a job that was made here.
    func made(_ id: String) -> Bool { id.hasSuffix("_" + shelf) }

    /// - Parameter second: when, since the Unix epoch.
    func add(_ fields: [String: String], at second: Int64) -> String {
        kept.withLock { kept in
            kept.made += 1
            let id = "\(second).\(kept.made)_\(shelf)"
            kept.jobs[id] = Job(fields: fields, looks: fields["exec_mode"] == "blocking" ? 1 : 0)
            return id
        }
    }

    func job(_ id: String) -> Job? { kept.withLock { $0.jobs[id] } }

    /// The job, one look later.
    func look(at id: String) -> Job? {
        kept.withLock { kept in
            kept.jobs[id]?.looks += 1
            return kept.jobs[id]
        }
    }

    func remove(_ id: String) -> Bool { kept.withLock { $0.jobs.removeValue(forKey: id) != nil } }
}
