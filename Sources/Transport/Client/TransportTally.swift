import Synchronization

/// Counts what a client does, from all its requests at once.
final class TransportTally: Sendable {
    private struct State {
        var record = TransportRecord()
        var hosts: Set<String> = []
        var clock = ClockOffset()
        var heldUntil = Int64.min
    }

    private let state = Mutex(State())

    /// What was counted so far.
    var record: TransportRecord {
        state.withLock { state in
            var record = state.record
            record.hosts = state.hosts.sorted()
            record.clockOffsetMilliseconds = state.clock.milliseconds
            return record
        }
    }

    /// A request leaves.
    func countRequest(host: String, isRetry: Bool) {
        state.withLock { state in
            state.record.requests += 1
            state.record.retries += isRetry ? 1 : 0
            state.hosts.insert(host)
        }
    }

    /// An answer came.
    func observe(_ reply: HTTPReply, host: String, sent: Int64, received: Int64) {
        state.withLock { $0.clock.observe(reply, host: host, sent: sent, received: received) }
    }

    /// The service asked to slow down for so many seconds from `uptime` on; stretches that overlap count once.
    ///
    /// - Returns: how often it has asked so far.
    func countThrottle(seconds: Double, uptime: Int64) -> Int {
        state.withLock { state in
            let end = uptime + Int64(seconds * 1e9)
            state.record.throttles += 1
            state.record.waitedSeconds += Double(max(0, end - max(uptime, state.heldUntil))) / 1e9
            state.heldUntil = max(state.heldUntil, end)
            return state.record.throttles
        }
    }
}
