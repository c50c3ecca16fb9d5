import AuditModel
import Testing

@testable import Transport

struct RateLimiterTests {
    private let clock = HandClock()

    @Test(arguments: [1, 2, 5, 7])
    func noStretchOfAPeriodHoldsMoreThanAllowed(requests: Int) async throws {
        let limiter = RateLimiter(RateLimit(requests: requests, perSeconds: 10, inFlight: 4), context: clock.context())
        var starts: [Int64] = []
        for index in 0..<40 {
            try await limiter.acquire()
            starts.append(clock.uptime)
            await limiter.release()
            clock.advance(Double(index % 5) * 0.7)
        }
        for (first, next) in zip(starts, starts.dropFirst(requests)) { #expect(next - first >= 10_000_000_000) }
        #expect(starts == starts.sorted())
    }

    @Test func withoutALimitNothingWaits() async throws {
        let limiter = RateLimiter(RateLimit(requests: nil, perSeconds: 1, inFlight: 2), context: clock.context())
        for _ in 0..<1000 {
            try await limiter.acquire()
            await limiter.release()
        }
        #expect(clock.waits.isEmpty)
    }

    @Test func onlySoManyAreUnderWay() async throws {
        let limiter = RateLimiter(RateLimit(requests: nil, perSeconds: 1, inFlight: 3), context: clock.context())
        let peak = PeakCount()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await limiter.acquire()
                    await peak.enter()
                    await Task.yield()
                    await peak.leave()
                    await limiter.release()
                }
            }
            try await group.waitForAll()
        }
        #expect(await peak.most == 3)
    }

    @Test func aHoldStopsEverything() async throws {
        let limiter = RateLimiter(RateLimit(requests: nil, perSeconds: 1, inFlight: 2), context: clock.context())
        await limiter.hold(17)
        try await limiter.acquire()
        #expect(clock.uptime == 17_000_000_000)
    }

    @Test func aStoppedRunWaitsNoLongerAndGivesItsTurnBack() async throws {
        let flag = CancelFlag()
        let limiter = RateLimiter(
            RateLimit(requests: nil, perSeconds: 1, inFlight: 1), context: clock.context(cancelFlag: flag))
        await limiter.hold(17)
        flag.set()
        await #expect(throws: CancellationError.self) { try await limiter.acquire() }
        clock.advance(20)
        try await limiter.acquire()
    }
}

/// Counts how many are inside at once.
private actor PeakCount {
    private var inside = 0
    private(set) var most = 0

    func enter() {
        inside += 1
        most = max(most, inside)
    }

    func leave() { inside -= 1 }
}
