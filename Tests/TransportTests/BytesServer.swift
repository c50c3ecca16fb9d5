import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on the loopback that answers each request by given bytes, or worse.
final class BytesServer: Sendable {
    /// What is done once a request's head is there.
    enum Step: Sendable {
        case bytes([UInt8])
        /// Ends the connection.
        case close
    }

    private let channel: any Channel
    private let accepted: Accepted
    /// The heads of all requests, in order.
    var heads: [String] { accepted.heads.withLock { $0 } }
    /// How many connections were made.
    var connections: Int { accepted.connections.withLock { $0 } }
    let port: Int

    private final class Accepted: Sendable {
        let heads = Mutex<[String]>([])
        let connections = Mutex(0)
    }

    private init(_ channel: any Channel, _ accepted: Accepted) {
        self.channel = channel
        self.accepted = accepted
        port = channel.localAddress?.port ?? 0
    }

    /// Runs `body` while a server answers.
    static func serving(
        tls: NIOSSLContext? = nil, _ answer: @escaping @Sendable (String) -> [Step],
        body: (BytesServer) async throws -> Void
    ) async throws {
        let accepted = Accepted()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    accepted.connections.withLock { $0 += 1 }
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(
                        BytesHandler { head in
                            accepted.heads.withLock { $0.append(head) }
                            return answer(head)
                        })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = BytesServer(channel, accepted)
        do {
            try await body(server)
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
    }

    /// A whole HTTP answer.
    static func reply(_ body: [UInt8], status: String = "200 OK", headers: [String] = []) -> [Step] {
        let head = ["HTTP/1.1 " + status, "Content-Length: \(body.count)"] + headers
        return [.bytes(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)]
    }
}

/// Collects a request's head and plays the steps; makes a tunnel of a `CONNECT`.
private final class BytesHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (String) -> [BytesServer.Step]
    private var received = ""

    init(_ answer: @escaping @Sendable (String) -> [BytesServer.Step]) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += String(buffer: unwrapInboundIn(data))
        guard received.hasSuffix("\r\n\r\n") else { return }
        let head = received
        received = ""
        for step in answer(head) {
            switch step {
            case .bytes(let bytes): context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            case .close: context.close(promise: nil)
            }
        }
        if head.hasPrefix("CONNECT "), let port = head.split(separator: " ")[1].split(separator: ":").last {
            tunnel(context.channel, to: Int(port) ?? 0)
        }
    }

    private func tunnel(_ channel: any Channel, to port: Int) {
        let here = channel.pipeline.syncOperations
        do {
            let target = RelayHandler()
            try here.addHandler(target)
            // Both ends live on one loop, so that neither hands bytes to another thread.
            ClientBootstrap(group: channel.eventLoop)
                .channelInitializer { other in
                    other.eventLoop.makeCompletedFuture {
                        try other.pipeline.syncOperations.addHandler(RelayHandler(to: channel))
                    }
                }
                .connect(host: "127.0.0.1", port: port)
                .assumeIsolated().whenSuccess { target.begin($0) }
        } catch {
            channel.close(promise: nil)
        }
        here.removeHandler(self, promise: nil)
    }
}

/// Passes bytes on to another connection, keeping them until there is one.
private final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var other: (any Channel)?
    private var kept: [ByteBuffer] = []

    init(to other: (any Channel)? = nil) { self.other = other }

    func begin(_ channel: any Channel) {
        other = channel
        for buffer in kept { channel.writeAndFlush(buffer, promise: nil) }
        kept = []
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        if let other { other.writeAndFlush(buffer, promise: nil) } else { kept.append(buffer) }
    }

    func channelInactive(context: ChannelHandlerContext) { other?.close(promise: nil) }
}
