import AuditModel
import Transport

/// The way to one target: connects, with pauses while it cannot be reached, and knows what its end is worth.
struct WireLine: Sendable {
    let dialer: WireDialer
    let policy: RetryPolicy
    let context: TransportContext

    /// A connection; tries again while things may get better.
    func connect() async throws(WireFault) -> WireConnection {
        var (attempt, waited) = (1, 0.0)
        while true {
            guard !context.cancelFlag.isSet else { throw WireFault(.cancelled) }
            do throws(WireFault) {
                return try await dialer.connect()
            } catch {
                let pause = policy.delay(
                    after: .connection, attempt: attempt, waited: waited, jitter: context.jitter())
                guard error.passes, let pause else { throw await explained(error) }
                context.observe(.retrying(host: dialer.address.hostAndPort, why: "no connection", seconds: pause))
                do { try await context.pause(pause) } catch { throw WireFault(.cancelled) }
                (attempt, waited) = (attempt + 1, waited + pause)
            }
        }
    }

    /// Tells a certificate that is out of its time from one of an authority that is not trusted.
    private func explained(_ fault: WireFault) async -> WireFault {
        guard fault.reason == .trust, let validity = await dialer.validity() else { return fault }
        let now = context.now() / 1_000_000_000
        if now >= validity.upperBound {
            return WireFault(.validity, "it expired at \(InstantText.rfc3339(validity.upperBound * 1_000_000_000))")
        }
        guard now < validity.lowerBound else { return fault }
        return WireFault(.validity, "it holds from \(InstantText.rfc3339(validity.lowerBound * 1_000_000_000)) on")
    }

    /// Whether a port that breaks off plain connections wants TLS.
    ///
    /// It is sent the beginning of a handshake, which a plain receiver would take for an event: to be asked only where
    /// nothing was taken so far.
    func wantsTLS() async -> Bool {
        guard dialer.tls == nil, dialer.address.scheme != .udp, let tls = WireTLS.looking else { return false }
        let other = WireDialer(
            address: dialer.address, tls: tls, connectSeconds: dialer.connectSeconds, idleSeconds: dialer.idleSeconds)
        return await other.validity() != nil
    }

    /// What a server does with a connection that ends without an event.
    enum Manners {
        /// It closes after us, by which an end in order can be told.
        case closes
        /// It does not close.
        case stays
        /// It resets the connection, which says nothing about those with events.
        case breaksOff
    }

    /// Seconds for which a secure server is listened to, and how many times as long as the handshake took.
    private static let listenSeconds = 0.25
    private static let listenTimes = 2.0

    /// Connects and ends it without an event, so that a server that refuses the client's certificate only after the
    /// handshake is noticed before an event is on its way.
    func rehearse() async throws(WireFault) -> Manners {
        let began = context.uptime()
        let connection = try await connect()
        let took = Double(context.uptime() - began) / 1e9
        do throws(WireFault) {
            if dialer.tls != nil {
                let seconds = max(Self.listenSeconds, Self.listenTimes * took)
                try await connection.listen(for: min(seconds, dialer.connectSeconds))
            }
            return try await connection.end(within: dialer.connectSeconds) ? .closes : .stays
        } catch {
            guard error.reason != .ended else { return .breaksOff }
            throw error
        }
    }

    /// The failure as callers and people see it.
    func failure(_ fault: WireFault) -> TransportFailure { WireWording.failure(fault, at: dialer.address) }
}
