import Synchronization

/// Watches over the time of one request: until the head, between bytes, and altogether.
final class RequestWatch: Sendable {
    private struct Progress {
        var isHeadThere = false
        var lastSign: Int64
    }

    private let settings: TransportSettings
    private let totalSeconds: Double
    private let context: TransportContext
    private let start: Int64
    private let progress: Mutex<Progress>

    /// - Parameter mostSeconds: what the request itself may take in all; nil for no less than the settings allow.
    init(_ settings: TransportSettings, mostSeconds: Double?, context: TransportContext) {
        self.settings = settings
        totalSeconds = min(settings.totalSeconds, mostSeconds ?? settings.totalSeconds)
        self.context = context
        start = context.uptime()
        progress = Mutex(Progress(lastSign: start))
    }

    /// The answer's head is there.
    func sawHead() {
        let now = context.uptime()
        progress.withLock { $0 = Progress(isHeadThere: true, lastSign: now) }
    }

    /// Some of the body is there.
    func sawBytes() {
        let now = context.uptime()
        progress.withLock { $0.lastSign = now }
    }

    /// Runs `work`, and stops it with a ``SendFault`` when it takes too long.
    func watching(_ work: @escaping @Sendable () async throws -> HTTPReply) async throws -> HTTPReply {
        try await withThrowingTaskGroup(of: HTTPReply.self) { group in
            group.addTask { try await work() }
            group.addTask { throw try await self.overrun() }
            defer { group.cancelAll() }
            guard let reply = try await group.next() else { throw SendFault(.cancelled) }
            return reply
        }
    }

    /// Waits until a limit has passed.
    ///
    /// Looks at least as often as bytes must come, so a silence is noticed after twice its limit at the latest.
    private func overrun() async throws -> SendFault {
        while true {
            let (end, reason) = limit()
            let now = context.uptime()
            guard end > now else { return SendFault(reason) }
            try await context.wait(min(Double(end - now) / 1e9, settings.idleSeconds))
        }
    }

    /// The limit that passes next if nothing happens.
    private func limit() -> (end: Int64, SendFault.Reason) {
        let progress = progress.withLock { $0 }
        let total = start + Int64(totalSeconds * 1e9)
        let stage =
            progress.isHeadThere
            ? (progress.lastSign + Int64(settings.idleSeconds * 1e9), SendFault.Reason.idleTimeout)
            : (start + Int64(settings.headSeconds * 1e9), .headTimeout)
        return stage.0 < total ? stage : (total, .totalTimeout)
    }
}
