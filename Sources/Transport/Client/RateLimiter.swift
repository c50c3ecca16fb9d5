/// Lets as many requests through as a service takes: so many in any stretch of the period's length, so many at once.
///
/// Requests leave in the order in which they asked. Memory is eight bytes for each request of a period.
actor RateLimiter {
    private let limit: RateLimit
    private let context: TransportContext
    /// When the last requests were let through, nanoseconds of uptime; a ring.
    private var starts: [Int64] = []
    private var oldest = 0
    private var underWay = 0
    private var queue: [CheckedContinuation<Void, Never>] = []
    private var queueHead = 0
    private var heldUntil = Int64.min

    init(_ limit: RateLimit, context: TransportContext) {
        self.limit = limit
        self.context = context
    }

    /// Waits for this request's turn; each turn ends with ``release()``.
    ///
    /// When it throws there is nothing to release.
    func acquire() async throws(CancellationError) {
        if underWay < max(1, limit.inFlight) {
            underWay += 1
        } else {
            // The slot is handed over by release(), which every request under way reaches.
            await withCheckedContinuation { queue.append($0) }
        }
        do {
            var start = reserved()
            while true {
                let now = context.uptime()
                start = max(start, heldUntil)
                guard start > now else { return }
                try await context.pause(Double(start - now) / 1e9)
            }
        } catch {
            release()
            throw error
        }
    }

    /// Ends a turn.
    func release() {
        guard queueHead < queue.count else {
            underWay -= 1
            return
        }
        let next = queue[queueHead]
        queueHead += 1
        if queueHead == queue.count {
            queue.removeAll(keepingCapacity: true)
            queueHead = 0
        }
        next.resume()
    }

    /// Lets nothing through for so many seconds from now: the service asked for it.
    func hold(_ seconds: Double) {
        heldUntil = max(heldUntil, context.uptime() + Int64(seconds * 1e9))
    }

    /// The earliest instant for one more request, which is taken.
    private func reserved() -> Int64 {
        let now = context.uptime()
        guard let requests = limit.requests else { return now }
        let most = max(1, requests)
        if starts.count < most {
            starts.append(max(now, heldUntil))
            return starts[starts.count - 1]
        }
        let start = max(now, heldUntil, starts[oldest] + Int64(limit.perSeconds * 1e9))
        starts[oldest] = start
        oldest = (oldest + 1) % most
        return start
    }
}
