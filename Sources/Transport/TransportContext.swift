package import AuditModel

/// Everything a transport takes from outside: clocks, chance, and where to tell what happens.
package struct TransportContext: Sendable {
    /// Nanoseconds since the Unix epoch.
    package var now: @Sendable () -> Int64
    /// Nanoseconds of a clock that never jumps.
    package var uptime: @Sendable () -> Int64
    /// Waits for a number of seconds, or throws `CancellationError`.
    package var wait: @Sendable (Double) async throws -> Void
    /// A number in `0..<1`.
    package var jitter: @Sendable () -> Double
    /// As many unpredictable bytes as asked for.
    package var randomBytes: @Sendable (Int) -> [UInt8]
    /// Names and values of the environment, for proxies.
    package var environment: [String: String]
    package var cancelFlag: CancelFlag
    /// Told of waiting, retrying and renewing as they happen.
    package var observe: @Sendable (TransportEvent) -> Void

    /// Gathers what a transport needs.
    package init(
        now: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64,
        wait: @escaping @Sendable (Double) async throws -> Void, jitter: @escaping @Sendable () -> Double,
        randomBytes: @escaping @Sendable (Int) -> [UInt8], environment: [String: String], cancelFlag: CancelFlag,
        observe: @escaping @Sendable (TransportEvent) -> Void
    ) {
        self.now = now
        self.uptime = uptime
        self.wait = wait
        self.jitter = jitter
        self.randomBytes = randomBytes
        self.environment = environment
        self.cancelFlag = cancelFlag
        self.observe = observe
    }
}

extension TransportContext: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: the environment holds secrets.
    package var description: String { "TransportContext" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
