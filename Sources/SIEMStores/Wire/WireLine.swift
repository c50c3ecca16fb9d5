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
                guard error.passes, let pause else { throw error }
                context.observe(.retrying(host: dialer.address.hostAndPort, why: "no connection", seconds: pause))
                do { try await context.pause(pause) } catch { throw WireFault(.cancelled) }
                (attempt, waited) = (attempt + 1, waited + pause)
            }
        }
    }

    /// Connects and ends it at once, so that a server that refuses the client's certificate only after the handshake is
    /// noticed before an event is on its way.
    ///
    /// - Returns: whether the server closes after us, by which an end in order can be told.
    func rehearse() async throws(WireFault) -> Bool {
        let connection = try await connect()
        do throws(WireFault) {
            return try await connection.end(within: dialer.connectSeconds)
        } catch {
            // A server that resets a connection without events says nothing about those with some.
            guard error.reason != .ended else { return false }
            throw error
        }
    }

    /// The failure as callers and people see it.
    func failure(_ fault: WireFault) -> TransportFailure { WireWording.failure(fault, at: dialer.address) }
}
