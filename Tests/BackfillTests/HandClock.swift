import Synchronization

/// A clock that stands still until somebody waits by it.
final class HandClock: Sendable {
    private let elapsed = Mutex<Int64>(0)
    private let paused = Mutex<[Double]>([])

    /// Nanoseconds since it was made.
    var uptime: Int64 { elapsed.withLock { $0 } }
    /// Seconds of all waits.
    var waits: [Double] { paused.withLock { $0 } }

    /// Moves it on.
    func advance(_ nanoseconds: Int64) { elapsed.withLock { $0 += nanoseconds } }

    /// Moves it to the wait's end.
    func wait(_ seconds: Double) {
        paused.withLock { $0.append(seconds) }
        advance(Int64(seconds * 1e9))
    }
}
