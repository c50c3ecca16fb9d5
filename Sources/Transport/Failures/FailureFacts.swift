/// What is known about a request that got no usable answer, before it is put in words.
struct FailureFacts: Hashable, Sendable {
    var kind: TransportFailure.Kind
    /// The host asked, with its port where it is not the usual one.
    var host: String
    var status: Int?
    var error = ServiceError()
    /// What went wrong before there was an answer.
    var fault: SendFault?
    /// Why the URL was refused, when nothing was sent.
    var refusal: HostPin.Refusal?
    /// Where a redirect leads.
    var redirect: String?
    /// How often the request was sent.
    var attempts = 0
    /// How often the service asked to slow down, and the seconds waited for it.
    var throttles = 0
    var waitedSeconds: Double = 0
    /// The seconds the service asked for last, when they were too many.
    var askedSeconds: Double?
    /// The services' clocks minus this machine's, milliseconds.
    var clockOffset: Int?
    /// How many hosts were asked, so that one wrong clock can be told from another.
    var hostCount = 0
    /// What the token in use says of itself.
    var claims: TokenClaims?

    init(_ kind: TransportFailure.Kind, host: String) {
        self.kind = kind
        self.host = host
    }

    /// Whether the service may have taken the request in spite of it all.
    ///
    /// A gateway that answers 502, 503 or 504 may have passed the request on; a service that asks to slow down says that
    /// it has not taken it.
    var mayHaveArrived: Bool {
        if kind == .throttled { return false }
        if let status { return (200..<300).contains(status) || [408, 500, 502, 503, 504].contains(status) }
        return fault?.mayHaveArrived ?? false
    }
}
