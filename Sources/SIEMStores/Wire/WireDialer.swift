import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Transport

/// Makes connections to one target.
struct WireDialer: Sendable {
    let address: WireAddress
    /// What TLS is spoken with; nil for none.
    let tls: WireTLS?
    let connectSeconds: Double
    /// How long a connection may stand still.
    let idleSeconds: Double

    /// How much of what the other end says is kept.
    private static let mostHeardBytes = 1 << 20

    /// Connects, and shakes hands where TLS is spoken.
    func connect() async throws(WireFault) -> WireConnection {
        let (tls, host) = (tls, address.host)
        return try await connect { try tls?.handler(host: host) }
    }

    /// When the certificate that the server shows holds, seconds since the Unix epoch; nil when it shows none.
    func validity() async -> Range<Int64>? {
        guard let tls else { return nil }
        let host = address.host
        let shown = Mutex<Range<Int64>?>(nil)
        do throws(WireFault) {
            let connection = try await connect {
                try tls.inspector(host: host) { certificate in
                    let (from, to) = (Int64(certificate.notValidBefore), Int64(certificate.notValidAfter))
                    if from < to { shown.withLock { $0 = from..<to } }
                }
            }
            await connection.abandon()
        } catch {
            // Such a connection always fails; what was shown before is all that is wanted.
            return shown.withLock { $0 }
        }
        return nil
    }

    private func connect(
        _ handler: @escaping @Sendable () throws -> NIOSSLClientHandler?
    ) async throws(WireFault) -> WireConnection {
        let opened = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Void.self)
        let inbox = WireInbox(opened, isSecure: tls != nil, mostBytes: Self.mostHeardBytes)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: opened.futureResult.eventLoop)
                .connectTimeout(.nanoseconds(Int64(connectSeconds * 1e9)))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        if let handler = try handler() { try channel.pipeline.syncOperations.addHandler(handler) }
                        try channel.pipeline.syncOperations.addHandler(inbox)
                    }
                }
                .connect(host: address.host, port: address.port).get()
        } catch {
            opened.fail(error)
            throw WireFaultReader.opening(error, isSecure: tls != nil)
        }
        try await shakeHands(channel, inbox, opened.futureResult)
        return WireConnection(channel, inbox)
    }

    /// A socket whose datagrams go to the target; contacts nothing but name servers.
    func bindDatagrams() async throws(WireFault) -> WireConnection {
        let opened = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Void.self)
        let inbox = WireInbox(opened, isSecure: false, mostBytes: Self.mostHeardBytes)
        do {
            let channel = try await DatagramBootstrap(group: opened.futureResult.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(inbox) }
                }
                .connect(host: address.host, port: address.port).get()
            return WireConnection(channel, inbox)
        } catch {
            opened.fail(error)
            throw WireFaultReader.opening(error, isSecure: false)
        }
    }

    private func shakeHands(
        _ channel: any Channel, _ inbox: WireInbox, _ opened: EventLoopFuture<Void>
    ) async throws(WireFault) {
        let timer = channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(connectSeconds * 1e9))) {
            inbox.fail(WireFault(.noTLS, "no answer in time"))
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        do {
            try await opened.get()
        } catch let fault as WireFault {
            throw fault
        } catch {
            throw WireFaultReader.opening(inbox.error ?? error, isSecure: tls != nil)
        }
    }
}
