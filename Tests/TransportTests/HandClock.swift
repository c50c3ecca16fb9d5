import AuditModel
import Synchronization
import Transport

/// A clock that stands still until somebody waits by it.
final class HandClock: Sendable {
    /// 2026-01-01T00:00:00Z.
    static let start: Int64 = 1_767_225_600_000_000_000

    private let elapsed = Mutex<Int64>(0)
    private let paused = Mutex<[Double]>([])

    /// Nanoseconds since the clock was made.
    var uptime: Int64 { elapsed.withLock { $0 } }
    var now: Int64 { Self.start + uptime }
    /// Every wait, seconds.
    var waits: [Double] { paused.withLock { $0 } }
    /// Seconds of all waits.
    var waited: Double { waits.reduce(0, +) }

    func advance(_ seconds: Double) { elapsed.withLock { $0 += Int64(seconds * 1e9) } }

    /// Moves to the wait's end, unless others have moved it there already.
    func wait(_ seconds: Double) {
        paused.withLock { $0.append(seconds) }
        let end = uptime + Int64(seconds * 1e9)
        elapsed.withLock { $0 = max($0, end) }
    }

    /// A context that lives by this clock; pauses have the given jitter.
    func context(
        jitter: Double = 0, environment: [String: String] = [:], cancelFlag: CancelFlag = CancelFlag(),
        observe: @escaping @Sendable (TransportEvent) -> Void = { _ in }
    ) -> TransportContext {
        TransportContext(
            now: { self.now }, uptime: { self.uptime },
            wait: { seconds in
                try Task.checkCancellation()
                self.wait(seconds)
                await Task.yield()
            }, jitter: { jitter }, randomBytes: { Array((0..<$0).map { UInt8(truncatingIfNeeded: $0) }) },
            environment: environment, cancelFlag: cancelFlag, observe: observe)
    }
}
