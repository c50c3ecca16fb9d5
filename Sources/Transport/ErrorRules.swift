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

extension ErrorRules {
    /// RFC 6749 §5.2, and Entra's ids.
    static var tokenEndpoint: ErrorRules {
        var rules = ErrorRules()
        rules.codePaths = ["error", "error.code", "errorCode", "code"]
        rules.messagePaths = ["error_description", "errorSummary", "error.message", "message"]
        rules.requestIDHeaders += ["x-ms-request-id", "trace_id"]
        rules.statuses = [400: .fail(.unauthorized), 401: .fail(.unauthorized)]
        return rules
    }
}
