/// Something a person watching a pull wants to know.
package enum TransportEvent: Hashable, Sendable {
    /// About to ask a host for a token.
    case askingForToken(host: String)
    /// The service asked to slow down.
    case throttled(host: String, status: Int, seconds: Double, times: Int)
    /// A request failed and will be sent again.
    case retrying(host: String, why: String, seconds: Double)
}
