/// Why events cannot be handed to a target, or no longer.
struct WireFault: Error, Hashable, Sendable {
    /// What went wrong, as far as it matters for what to do.
    enum Reason: Hashable, Sendable {
        /// The host's name is unknown.
        case name
        /// Nothing answers at the port.
        case connect
        /// The server's certificate is not signed by an authority that is trusted.
        case trust
        /// The server's certificate is out of its time.
        case validity
        /// The server's certificate is another host's.
        case certificateName
        /// The server wants a client's certificate, or does not accept the one shown.
        case identity
        /// What answers does not speak TLS, or does not answer at all.
        case noTLS
        /// TLS failed otherwise.
        case tls
        /// The port speaks TLS, and was spoken to without.
        case wantsTLS
        /// The connection is over.
        case ended
        /// The target takes no more bytes, or does not answer.
        case stalled
        /// The target said that it will not take events, or answers in another protocol.
        case refused
        /// The run was told to stop.
        case cancelled
    }

    let reason: Reason
    /// The words of the system or the target; nothing of an event.
    let detail: String?

    init(_ reason: Reason, _ detail: String? = nil) {
        self.reason = reason
        self.detail = detail
    }

    /// A port that breaks off plain connections, and answers TLS.
    static let answersTLS = WireFault(.wantsTLS, "it answers a TLS handshake, and breaks off plain connections")

    /// Whether a moment later things may be different.
    var passes: Bool {
        switch reason {
        case .name, .connect, .ended, .stalled: true
        case .trust, .validity, .certificateName, .identity, .noTLS, .tls, .wantsTLS, .refused, .cancelled: false
        }
    }
}
