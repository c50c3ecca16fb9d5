package import AuditModel

/// Why there is no usable answer.
package struct TransportFailure: Error, Hashable, Sendable {
    /// What kind of failure it is; callers decide by it.
    package enum Kind: String, Sendable, CaseIterable {
        /// The credential was refused, even a new one.
        case unauthorized
        /// The credential is good but lacks a permission or consent.
        case forbidden
        /// Still asked to slow down when patience ended.
        case throttled
        /// No answer in time, or a gateway gave up: a smaller question may succeed.
        case timeout
        /// The question is too large, as the source's rules say: ask a smaller one.
        case shrink
        /// The continuation is no longer valid: ask the question anew from its start.
        case restart
        /// What was asked for is gone or was never there.
        case gone
        /// Older than the service serves.
        case retention
        /// No subscription delivers this.
        case notSubscribed = "not-subscribed"
        /// An answer stayed cut or was not what the service promises.
        case cutAnswer = "cut-answer"
        /// The URL leads to a host that is not configured; nothing was sent.
        case foreignHost = "foreign-host"
        /// No connection, no name, no trust.
        case unreachable
        /// The service's clock and ours differ too much.
        case clock
        /// The answer is larger than allowed.
        case tooLarge = "too-large"
        /// The service says the question itself is wrong.
        case rejected
        /// The run was told to stop.
        case cancelled
    }

    package let kind: Kind
    /// The host asked; never a whole URL, since URLs may carry credentials.
    package let host: String
    package let status: Int?
    /// The service's own code, such as `AF20022` or `AADSTS7000215`.
    package let code: String?
    /// The service's own words, at most 300 characters, secrets taken out.
    package let words: String?
    /// The service's id of the request.
    package let requestID: String?
    /// The message for the person, in the form all messages have.
    package let problem: Problem
    /// Whether the service may have taken the request all the same: its body had left before the connection broke, or
    /// the answer came from something in front of the service.
    package internal(set) var mayHaveArrived: Bool

    /// Describes a failure.
    package init(
        _ kind: Kind, host: String, status: Int? = nil, code: String? = nil, words: String? = nil,
        requestID: String? = nil, mayHaveArrived: Bool = false, problem: Problem
    ) {
        self.kind = kind
        self.host = host
        self.status = status
        self.code = code
        self.words = words
        self.requestID = requestID
        self.mayHaveArrived = mayHaveArrived
        self.problem = problem
    }
}
