import AuditModel
import Collecting
import Dispatch
import FileAccess
import Glibc
import Synchronization
import Transport

/// Collects made-up events round by round, and says how fast and with how much memory.
@main
struct CollectBenchmark {
    private static let second: Int64 = 1_000_000_000

    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 4, let count = Int(words[2]), let perRound = Int(words[3]), perRound > 0,
            // Rounds ask for whole seconds.
            perRound.isMultiple(of: Int(second / GeneratedSource.interval))
        else {
            print("usage: siemgap-collect-benchmark FOLDER COUNT PER-ROUND, which is a multiple of 100000")
            exit(64)
        }
        let start: Int64 = 1_793_793_600 * second
        let every = Int64(perRound) * GeneratedSource.interval
        let clock = Mutex(start + every)
        let flag = CancelFlag()
        let context = TransportContext(
            now: { clock.withLock { $0 } }, uptime: { Int64(DispatchTime.now().uptimeNanoseconds) },
            wait: { seconds in clock.withLock { $0 += Int64(seconds * 1e9) } }, jitter: { 0 },
            randomBytes: { (0..<$0).map { _ in .random(in: 0...255) } }, environment: [:], cancelFlag: flag,
            observe: { _ in })
        try FileSystem.makeFolders(words[1])
        let (watch, began) = (ContinuousClock(), ContinuousClock.now)
        var (new, last) = (0, began)
        let doors = CollectorDoors(
            openSource: {
                CollectedService(
                    source: GeneratedSource(from: start), asking: NobodyAsked(), settings: .object([]), close: {})
            }, target: nil, tell: { print("\($0.code) \($0.what) \($0.said ?? "")") },
            report: { report in
                new += report.new
                let seconds = (watch.now - last) / .seconds(1)
                last = watch.now
                print(
                    "\(new) ids; \(report.new) new of \(report.records) in \(Int(seconds * 1000)) ms:"
                        + " \(Int(Double(report.new) / seconds)) a second, \(peakKibibytes() / 1024) MiB at most")
                fflush(nil)
                if new >= count { flag.set() }
            })
        // A tenth is read again in each round.
        let setting = CollectorSetting(
            name: "made-up", state: words[1], every: every, lookback: .fixed(every / 10), isOnce: false)
        _ = try await Collector(setting, doors: doors, context: context).run()
        let seconds = (watch.now - began) / .seconds(1)
        print(
            "\(new) events in \(Int(seconds)) s: \(Int(Double(new) / seconds)) a second, \(peakKibibytes() / 1024) MiB")
    }

    /// The most memory the process ever held.
    private static func peakKibibytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
