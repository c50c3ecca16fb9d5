import Synchronization

/// Numbers from a start down to 0, one a call; 0 from then on.
final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ start: Int) { left = Mutex(start) }

    func next() -> Int {
        left.withLock { left in
            defer { left = max(left - 1, 0) }
            return left
        }
    }
}
