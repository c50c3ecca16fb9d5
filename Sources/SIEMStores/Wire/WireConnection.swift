import Glibc
import NIOCore

/// A connection that carries events; one sender at a time.
final class WireConnection: Sendable {
    private let channel: any Channel
    private let inbox: WireInbox

    /// How long to wait before confirmations are looked at again.
    private static let confirmationPause = TimeAmount.milliseconds(2)

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

    /// Takes what the other end has said; does not wait, also once the connection is over.
    func heard() -> [UInt8] { inbox.take() }

    /// Says that nothing more comes, and waits until the other end closes as well.
    ///
    /// It is said only once the other end's system has confirmed all bytes. A system whose program closes a connection
    /// without having read what is there resets it instead, so an answer in order means that the program has read every
    /// byte.
    ///
    /// - Returns: whether it answered in time.
    func end(within seconds: Double) async throws(WireFault) -> Bool {
        let timer = expire(after: seconds)
        defer { timer.cancel() }
        do {
            while try await unconfirmedBytes() > 0 {
                try await channel.eventLoop.scheduleTask(in: Self.confirmationPause) {}.futureResult.get()
            }
            try await channel.close(mode: .output)
            try await channel.closeFuture.get()
        } catch {
            // What the other end said last may not have been read yet, such as an alert behind which it hung up. It says
            // more than the error that its hanging up causes here.
            await ended()
            // Time that runs out before this end has said so is time that ran out.
            if inbox.error is Expired { return false }
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

    /// Bytes that the other end's system has not confirmed; throws once the connection is over.
    private func unconfirmedBytes() async throws -> Int32 {
        let channel = channel
        return try await channel.eventLoop.submit {
            guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
            return try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: CInt.self) { socket in
                var count: Int32 = 0
                guard ioctl(socket, UInt(TIOCOUTQ), &count) == 0 else { throw ChannelError.ioOnClosedChannel }
                return count
            } ?? 0
        }.get()
    }

    /// Waits for what a secure server says of itself once it knows this end, or for its hanging up.
    ///
    /// By TLS 1.3 a server looks at a client's certificate only after the client is done with the handshake.
    func listen(for seconds: Double) async throws(WireFault) {
        let (channel, inbox) = (channel, inbox)
        let promise = channel.eventLoop.makePromise(of: Void.self)
        let timer = channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(seconds * 1e9))) { promise.succeed() }
        defer { timer.cancel() }
        if inbox.isReady(or: promise) { promise.succeed() }
        do {
            try await promise.futureResult.get()
        } catch {
            throw fault()
        }
        if let error = inbox.error, !WireFaultReader.isUnsealedEnd(error) { throw fault() }
    }

    /// Waits until it is closed, which whoever calls this makes sure of by a timer.
    private func ended() async {
        do {
            try await channel.closeFuture.get()
        } catch {
            // Closed, however it came to that.
            return
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
