/// How often and after how long a request is sent again.
///
/// Decides only; nothing here waits.
package struct RetryPolicy: Hashable, Sendable {
    /// What kept a request from a usable answer.
    package enum Trouble: String, Sendable, CaseIterable {
        /// The service asked to slow down.
        case throttle
        /// No connection, or one that broke.
        case connection
        /// The service failed: 500, 502, 503.
        case gateway
        /// No answer in time: 408, 504 or our own limit; a smaller question helps more than repeating.
        case slow
        /// The answer was cut or not what the service promises.
        case cut
    }

    /// How often a request is sent at most, by the trouble it met.
    package var mostAttempts: [Trouble: Int] = [.throttle: 60, .connection: 5, .gateway: 4, .slow: 2, .cut: 4]
    /// The longest first pause, seconds; each further one may be twice as long.
    package var firstSeconds: Double = 1
    /// The longest first pause where a service asks to slow down but not for how long, seconds.
    package var firstThrottleSeconds: Double = 4
    /// The longest pause that was not asked for, seconds.
    package var longestSeconds: Double = 60
    /// Seconds that one request may spend waiting altogether.
    package var patienceSeconds: Double = 900

    /// The defaults.
    package init() {}

    /// How long to pause before sending again; nil when it is enough.
    ///
    /// A pause that was asked for is kept to, and lengthened by up to a tenth so that clients do not come back all at
    /// once. Else it is drawn from zero to a limit that doubles.
    ///
    /// - Parameters:
    ///   - trouble: what happened last.
    ///   - attempt: how often that trouble was met, 1 for the first time.
    ///   - asked: seconds the service asked for.
    ///   - waited: seconds this request has waited before.
    ///   - jitter: in `0..<1`.
    package func delay(
        after trouble: Trouble, attempt: Int, asked: Double? = nil, waited: Double = 0, jitter: Double
    ) -> Double? {
        guard attempt < mostAttempts[trouble, default: 1] else { return nil }
        let pause: Double
        if let asked {
            pause = max(1, asked) + jitter * min(max(1, asked) / 10, 5)
        } else {
            let first = trouble == .throttle ? firstThrottleSeconds : firstSeconds
            let limit = min(longestSeconds, first * Double(1 << min(attempt - 1, 20)))
            // Without a second's rest a storm of refusals would only be fed.
            pause = trouble == .throttle ? max(1, jitter * limit) : jitter * limit
        }
        return waited + pause <= patienceSeconds ? pause : nil
    }
}
