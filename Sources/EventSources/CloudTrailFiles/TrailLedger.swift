import AuditModel
import FileAccess
import Synchronization

/// A folder of deliveries with its digest chains, each walked once, when it is first needed.
///
/// Reads files while its callers wait: for threads of ``TrailWork`` only.
final class TrailLedger: Sendable {
    let folder: TrailFolder
    let keys: TrailKeys?
    private let chains = Mutex<[String: [TrailChain]]>([:])

    /// - Parameter keys: nil checks no signatures.
    init(_ folder: TrailFolder, keys: TrailKeys?) {
        self.folder = folder
        self.keys = keys
    }

    /// The chains of a region, one an account; none without digests.
    func chains(of region: String) -> [TrailChain] {
        chains.withLock { chains in
            if let known = chains[region] { return known }
            let logs = folder.logs.filter { $0.region == region }
            let digests = Dictionary(grouping: folder.digests.filter { $0.region == region }, by: \.account)
            let walked = digests.sorted { $0.key < $1.key }.map { account, own in
                TrailChain(own, logs: logs.filter { $0.account == account }, keys: keys)
            }
            chains[region] = walked
            return walked
        }
    }

    /// What keeps deliveries of a window from being proven whole; files that cannot be looked into concern all of them.
    func findings(in window: TimeWindow, region: String) -> [TrailFinding] {
        let closed = folder.unreadable.map { failure in
            TrailFinding(kind: .damagedLog(failure.reason), file: failure.path, span: window)
        }
        return closed + chains(of: region).flatMap { $0.findings(in: window) }
    }
}

/// Runs work that waits for a disk on a thread of its own.
enum TrailWork {
    /// The work's value; the work is done here when the system has no thread left.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        var thread: WorkerThreads.Handle?
        let value = await withCheckedContinuation { answer in
            thread = WorkerThreads.start { answer.resume(returning: work()) }
            if thread == nil { answer.resume(returning: work()) }
        }
        // It has nothing left to do but end.
        thread?.join()
        return value
    }
}
