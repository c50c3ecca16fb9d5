/// How fast a service may be asked, on this side.
package struct RateLimit: Hashable, Sendable {
    /// Requests in each period; nil for no limit.
    package var requests: Int?
    /// The period's seconds.
    package var perSeconds: Double
    /// Requests under way at once.
    package var inFlight: Int

    /// Describes a limit.
    package init(requests: Int?, perSeconds: Double, inFlight: Int) {
        self.requests = requests
        self.perSeconds = perSeconds
        self.inFlight = inFlight
    }
}
