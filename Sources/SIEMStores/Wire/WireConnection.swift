import NIOCore

/// A connection that carries events; one sender at a time.
final class WireConnection: Sendable {
    private let channel: any Channel
    private let inbox: WireInbox

    init(_ channel: any Channel, _ inbox: WireInbox) {
        self.channel = channel
        self.inbox = inbox
    }

    /// Throws when the other end has ended the connection, or said that it will take nothing.
    func check() async throws(WireFault) {
        do {
            // The loop looks at the socket before it comes to this, so an end that has arrived is known then.
            try await channel.eventLoop.submit {}.get()
        } catch {
            throw fault()
        }
        guard channel.isActive, inbox.error == nil else { throw fault() }
    }

    /// Hands bytes to the system; returns once it has taken all, so that no more than these are held here.
    ///
    /// - Parameter seconds: how long the target may take no bytes.
    func write(_ bytes: ByteBuffer, within seconds: Double) async throws(WireFault) {
        let timer = expire(after: seconds)
        defer { timer.cancel() }
        do {
            try await channel.writeAndFlush(bytes)
        } catch {
            inbox.fail(error)
            throw fault()
        }
    }

    /// Hands datagrams to the system; returns once it has taken all.
    func write(_ datagrams: [ByteBuffer], within seconds: Double) async throws(WireFault) {
        guard let last = datagrams.last else { return }
        for datagram in datagrams.dropLast() { channel.write(datagram, promise: nil) }
        try await write(last, within: seconds)
    }

    /// Waits for what the other end says.
    ///
    /// - Returns: at least one byte.
    func bytes(within seconds: Double) async throws(WireFault) -> [UInt8] {
        let timer = expire(after: seconds)
        defer { timer.cancel() }
        let promise = channel.eventLoop.makePromise(of: Void.self)
        if inbox.isReady(or: promise) { promise.succeed() }
        do {
            try await promise.futureResult.get()
        } catch {
            throw fault()
        }
        let bytes = inbox.take()
        guard !bytes.isEmpty else { throw fault() }
        return bytes
    }

    /// Says that nothing more comes, and waits until the other end closes as well.
    ///
    /// A system that closes a connection before its program has read everything resets it instead, so an answer in
    /// order means that the program at the other end has read every byte.
    ///
    /// - Returns: whether it answered in time.
    func end(within seconds: Double) async throws(WireFault) -> Bool {
        let timer = expire(after: seconds)
        defer { timer.cancel() }
        do {
            try await channel.close(mode: .output)
            try await channel.closeFuture.get()
        } catch ChannelError.alreadyClosed, ChannelError.ioOnClosedChannel, ChannelError.outputClosed {
            throw fault()
        } catch {
            inbox.fail(error)
            throw fault()
        }
        switch inbox.error {
        case nil: return true
        case is Expired: return false
        case let error? where WireFaultReader.isUnsealedEnd(error): return true
        default: throw fault()
        }
    }

    /// Ends it at once.
    func abandon() async {
        do {
            try await channel.close()
        } catch {
            // It is closed already, which is what was wanted.
            return
        }
    }

    /// The time is up for what was waited for.
    private struct Expired: Error {}

    private func expire(after seconds: Double) -> Scheduled<Void> {
        let (channel, inbox) = (channel, inbox)
        return channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) {
            inbox.fail(Expired())
            channel.close(promise: nil)
        }
    }

    private func fault() -> WireFault {
        let error = inbox.error
        if error is Expired { return WireFault(.stalled) }
        return WireFaultReader.running(error, heard: inbox.heard)
    }
}
