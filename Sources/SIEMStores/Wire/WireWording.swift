import AuditModel
import Transport

/// The one place that words what goes wrong on connections that carry events.
enum WireWording {
    /// The failure as callers and people see it.
    static func failure(_ fault: WireFault, at address: WireAddress) -> TransportFailure {
        let lines = lines(fault, address)
        return TransportFailure(
            kind(fault), host: address.hostAndPort, words: fault.detail,
            problem: Problem(
                .error, code(fault), lines.what, place: address.text, said: fault.detail, means: lines.means,
                effect: effect(fault), fix: lines.fix))
    }

    /// Why an event may or may not be there, in one line.
    static func doubt(_ fault: WireFault, at address: WireAddress) -> String {
        let why = fault.reason == .stalled ? "\(address.hostAndPort) stopped reading" : "the connection broke"
        return why + (fault.detail.map { " (\($0))" } ?? "")
    }

    private static func kind(_ fault: WireFault) -> TransportFailure.Kind {
        switch fault.reason {
        case .name, .connect, .trust, .validity, .certificateName, .noTLS, .tls, .wantsTLS, .ended: .unreachable
        case .identity: .unauthorized
        case .stalled: .timeout
        case .refused: .rejected
        case .cancelled: .cancelled
        }
    }

    private static func code(_ fault: WireFault) -> String {
        switch fault.reason {
        case .name, .connect: "E-SEND-NETWORK"
        case .trust, .validity, .certificateName: "E-SEND-TRUST"
        case .identity: "E-SEND-CERTIFICATE"
        case .noTLS, .tls: "E-SEND-TLS"
        case .wantsTLS: "E-SEND-PLAIN"
        case .ended, .stalled: "E-SEND-BROKEN"
        case .refused: "E-SEND-REFUSED"
        case .cancelled: "E-INTERRUPTED"
        }
    }

    private static func effect(_ fault: WireFault) -> String {
        switch fault.reason {
        case .ended, .stalled: "events on their way are in doubt; they are asked for before they are sent again"
        case .cancelled: "what was not yet sent stays to be sent"
        default: "no event was sent"
        }
    }

    private static func lines(_ fault: WireFault, _ address: WireAddress) -> (what: String, means: String?, fix: String)
    {
        let name = address.hostAndPort
        return switch fault.reason {
        case .name:
            ("the name \(address.host) is not known", "name resolution failed", "check url, and name resolution here")
        case .connect:
            (
                "\(name) cannot be reached", "no program listens there, or something between keeps it away",
                "start the receiver, and check url and firewalls"
            )
        case .trust:
            (
                "the certificate of \(name) is not trusted",
                "its authority is not among the system's or those of tls.ca",
                "name the authority's file under tls.ca; verification cannot be switched off"
            )
        case .validity:
            (
                "the certificate of \(name) is out of its time", "it was not renewed, or the clock here is wrong",
                "renew the server's certificate, or set the clock; verification cannot be switched off"
            )
        case .certificateName:
            (
                "the certificate that answers at \(name) is another host's", "the address leads to another server",
                "check url, or name the certificate's host under tls.server_name"
            )
        case .identity:
            (
                "\(name) does not accept this client's certificate",
                "it wants one, or the one shown is expired or of an authority that it does not trust",
                "name a current certificate and its key under tls.certificate and tls.key"
            )
        case .noTLS:
            (
                "\(name) does not speak TLS", "a port for plain connections answers there, or nothing does",
                "use the server's port for TLS, or write tcp:// where plain connections are meant"
            )
        case .tls:
            (
                "no secure connection to \(name)", "the two share no TLS version, or something between interferes",
                "allow TLS 1.2 or later at the server"
            )
        case .wantsTLS:
            (
                "\(name) wants TLS", "a port for TLS answers there, and \(address.scheme.rawValue):// speaks none",
                address.scheme == .relp
                    ? "give the target its tls settings, or use the server's port for plain connections"
                    : "write tls:// in url, or use the server's port for plain connections"
            )
        case .ended:
            (
                "the connection to \(name) breaks again and again", "the receiver restarts, or refuses what is sent",
                "look at the receiver's own log, then run the command again"
            )
        case .stalled:
            (
                "\(name) takes no more bytes", "the receiver is stuck, or its disk or queue is full",
                "look at the receiver's own log, then run the command again"
            )
        case .refused:
            (
                "\(name) does not take events", "it answers in another protocol, or its settings forbid it",
                "check that url names the receiver's RELP port"
            )
        case .cancelled: ("sending to \(name) was stopped", nil, "run the command again")
        }
    }
}
