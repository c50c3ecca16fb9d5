import AuditModel
import NIOCore
import NIOPosix
import Transport

/// Sends each event as a datagram of its own, which nobody answers and any host on the way may drop.
actor DatagramDelivery: EventDelivery {
    nonisolated let traits: DeliveryTraits

    private let line: WireLine
    private let framing: SyslogFraming
    private var connection: WireConnection?

    /// The largest message of a UDP datagram over IPv4, bytes (RFC 768, RFC 791).
    static let mostBytes = 65_507
    /// Events that are handed to the system at once.
    private static let groupCount = 32

    init(_ traits: DeliveryTraits, line: WireLine, framing: SyslogFraming) {
        self.traits = traits
        self.line = line
        self.framing = framing
    }

    func examination() async throws(TransportFailure) -> DeliveryExamination {
        do throws(WireFault) {
            _ = try await current()
        } catch {
            throw line.failure(error)
        }
        return DeliveryExamination()
    }

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        var fates = [DeliveryFate](repeating: .unsent, count: batch.count)
        do throws(WireFault) {
            let connection = try await current()
            var next = 0
            while next < batch.count {
                guard !line.context.cancelFlag.isSet else { throw WireFault(.cancelled) }
                let end = min(next + Self.groupCount, batch.count)
                let datagrams = datagrams(of: batch[next..<end], &fates)
                next = end
                try await connection.write(datagrams, within: line.dialer.idleSeconds)
            }
            // A host that has no such port says so a moment later.
            try await connection.check()
            return DeliveryReceipt(fates)
        } catch {
            guard error.reason != .cancelled else { return DeliveryReceipt(fates, stop: line.failure(error)) }
            await connection?.abandon()
            connection = nil
            let fault = error.reason == .ended ? WireFault(.connect, error.detail) : error
            let doubt = DeliveryFate.doubtful("the host says that datagrams do not arrive")
            for index in fates.indices where fates[index] == .taken { fates[index] = doubt }
            return DeliveryReceipt(fates, stop: line.failure(fault))
        }
    }

    func close() async {
        await connection?.abandon()
        connection = nil
    }

    private func current() async throws(WireFault) -> WireConnection {
        if let connection { return connection }
        let fresh = try await line.dialer.bindDatagrams()
        connection = fresh
        return fresh
    }

    private func datagrams(of events: ArraySlice<DeliveryEvent>, _ fates: inout [DeliveryFate]) -> [ByteBuffer] {
        var datagrams: [ByteBuffer] = []
        let now = line.context.now()
        for index in events.indices {
            var datagram = ByteBuffer()
            let refusal = framing.append(events[index], sent: now, to: &datagram)
            fates[index] = refusal ?? .taken
            if refusal == nil { datagrams.append(datagram) }
        }
        return datagrams
    }
}
