/// How to reach hosts.
package struct TransportSettings: Hashable, Sendable {
    /// The proxy's URL; nil takes it from the environment.
    package var proxy: String?
    /// Paths of PEM files with further certificate authorities to trust.
    package var authorities: [String] = []
    /// Seconds to connect.
    package var connectSeconds: Double = 10
    /// Seconds from the request to the answer's head.
    package var headSeconds: Double = 60
    /// Seconds without a byte.
    package var idleSeconds: Double = 60
    /// Seconds for one whole request.
    package var totalSeconds: Double = 600
    /// The largest body accepted, bytes, after unpacking.
    package var largestBytes = 256 << 20

    /// The defaults of the contract.
    package init() {}
}

extension TransportSettings: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: a proxy's URL may hold a login.
    package var description: String { "TransportSettings" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

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

/// Where a service's error bodies say what went wrong, and what its codes mean.
package struct ErrorRules: Hashable, Sendable {
    /// Dotted paths tried in order; a whole number counts elements of a list from 0.
    package var codePaths: [String] = [
        "error.code", "errorCode", "__type", "code", "error", "error.errors.0.reason", "errors.0.reason",
    ]
    package var messagePaths: [String] = ["error.message", "errorSummary", "message", "Message", "error_description"]
    /// Names of headers and dotted paths of the body with the request's id.
    package var requestIDHeaders: [String] = [
        "request-id", "x-okta-request-id", "x-amzn-requestid", "x-github-request-id",
    ]
    /// What a code means.
    ///
    /// `*` after a prefix stands for any ending; `retry` and `tolerate` are no failures.
    package var classes: [String: Class] = [:]
    /// What a status means where no code says more.
    package var statuses: [Int: Class] = [:]

    /// What is to be done about an error.
    package enum Class: Hashable, Sendable {
        case retry
        /// Renew the token once and ask again.
        case renew
        /// An answer like any other.
        case tolerate
        case fail(TransportFailure.Kind)
    }

    /// The paths of common services, no classes.
    package init() {}
}
