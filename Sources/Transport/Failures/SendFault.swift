/// Why one attempt brought no answer.
package struct SendFault: Error, Hashable, Sendable {
    /// What went wrong, as far as it matters for what to do.
    package enum Reason: String, Sendable, CaseIterable {
        /// The host's name is unknown.
        case name
        /// Nothing answers at the host's port.
        case connect
        /// The certificate is not signed by an authority that is trusted, or out of its time.
        case trust
        /// The certificate is another host's.
        case certificateName = "certificate-name"
        /// TLS failed otherwise.
        case tls
        /// The connection ended before the answer did.
        case reset
        /// No head in time.
        case headTimeout = "head-timeout"
        /// No byte in time.
        case idleTimeout = "idle-timeout"
        /// The whole request took too long.
        case totalTimeout = "total-timeout"
        /// More bytes than allowed.
        case tooLarge = "too-large"
        /// The body cannot be unpacked.
        case packing
        /// The proxy refused.
        case proxy
        /// The request cannot be sent as it is.
        case request
        case cancelled
        case other
    }

    package let reason: Reason
    /// The system's own words; no part of the request.
    package let detail: String?

    /// Describes a failed attempt.
    package init(_ reason: Reason, detail: String? = nil) {
        self.reason = reason
        self.detail = detail
    }

    /// What it means for sending again; nil when that is of no use.
    var trouble: RetryPolicy.Trouble? {
        switch reason {
        case .name, .connect, .reset, .other: .connection
        case .headTimeout, .idleTimeout, .totalTimeout: .slow
        case .packing: .cut
        case .trust, .certificateName, .tls, .tooLarge, .proxy, .request, .cancelled: nil
        }
    }

    /// What kind of failure it is when nothing more is tried.
    var kind: TransportFailure.Kind {
        switch reason {
        case .name, .connect, .trust, .certificateName, .tls, .reset, .proxy, .other: .unreachable
        case .headTimeout, .idleTimeout, .totalTimeout: .timeout
        case .tooLarge: .tooLarge
        case .packing: .cutAnswer
        case .request: .rejected
        case .cancelled: .cancelled
        }
    }

    /// Whether the request may have reached the service: nothing leaves before there is a connection that is trusted.
    var mayHaveArrived: Bool {
        switch reason {
        case .name, .connect, .trust, .certificateName, .tls, .proxy, .request: false
        case .reset, .headTimeout, .idleTimeout, .totalTimeout, .tooLarge, .packing, .cancelled, .other: true
        }
    }
}
