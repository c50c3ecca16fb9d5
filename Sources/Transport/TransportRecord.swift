/// What a service's client measured and counted.
package struct TransportRecord: Hashable, Sendable {
    /// Requests sent, retries among them.
    package var requests = 0
    package var retries = 0
    /// Answers that asked to slow down.
    package var throttles = 0
    /// Seconds spent waiting because the service asked for it.
    package var waitedSeconds: Double = 0
    /// Hosts that were asked, sorted.
    package var hosts: [String] = []
    /// The services' clocks minus this machine's, milliseconds, the median over hosts; nil before the first answer.
    package var clockOffsetMilliseconds: Int?

    /// Nothing asked yet.
    package init() {}
}
