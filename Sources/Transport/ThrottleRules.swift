/// How a service says "slow down", beside the forms every service may use.
package struct ThrottleRules: Hashable, Sendable {
    /// Statuses that always mean it.
    package var statuses: Set<Int> = [429]
    /// Codes in the error body that mean it whatever the status, such as `AF429` or `ThrottlingException`.
    package var codes: Set<String> = []
    /// Words in a message, lower case, that mean it together with status 403 or 400.
    package var words: [String] = []
    /// Names of headers that hold how many requests remain; 0 with status 403 means it.
    package var remainingHeaders: [String] = []
    /// Where the time to wait stands, tried in order.
    package var waits: [Wait] = [.retryAfter]

    /// One place of a time to wait.
    package enum Wait: Hashable, Sendable {
        /// `Retry-After`, seconds or an HTTP date.
        case retryAfter
        /// A header with the instant at which the limit is lifted, or the seconds until then.
        case header(String, unit: Unit)

        /// What the header's number counts.
        package enum Unit: String, Sendable, CaseIterable {
            case epochSeconds = "epoch-s"
            case epochMilliseconds = "epoch-ms"
            case seconds
        }
    }

    /// Status 429 and `Retry-After`.
    package init() {}
}
