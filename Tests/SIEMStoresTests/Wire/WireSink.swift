import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

@testable import SIEMStores

/// A receiver on the loopback address that keeps what it is sent, or behaves badly.
final class WireSink: Sendable {
    /// What it does with a connection.
    enum Manner: Sendable {
        /// Reads everything, and closes when the sender does.
        case reads
        /// Takes the connection and never reads.
        case stuck
        /// Breaks the connection once it has so many bytes of it, with a reset.
        case breaks(atByte: Int)
        /// Reads, but never closes.
        case stays
        /// Answers the first bytes with these, then closes.
        case says([UInt8])
        /// Answers RELP frames: the greeting with `offer`, then each message with its place in the session.
        case relp(offer: String, answer: @Sendable (Int) -> RelpReply)
    }

    /// What a RELP server does with a message.
    enum RelpReply: Sendable {
        case says(String)
        case breaks
    }

    private let channel: any Channel
    private let store: Store
    let port: Int

    final class Store: Sendable {
        /// What came, by connection.
        let received = Mutex<[[UInt8]]>([])
        let children = Mutex<[any Channel]>([])
        let manner: Mutex<Manner>

        init(_ manner: Manner) { self.manner = Mutex(manner) }
    }

    private init(_ channel: any Channel, _ store: Store) {
        self.channel = channel
        self.store = store
        port = channel.localAddress?.port ?? 0
    }

    static func start(_ manner: Manner = .reads, tls: NIOSSLContext? = nil, port: Int = 0) async throws -> WireSink {
        let store = Store(manner)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    store.children.withLock { $0.append(child) }
                    if let tls { try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try child.pipeline.syncOperations.addHandler(SinkHandler(store))
                    if case .stuck = store.manner.withLock({ $0 }) {
                        try child.syncOptions?.setOption(.autoRead, value: false)
                    }
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        return WireSink(channel, store)
    }

    /// What came on each connection, those without a byte left out.
    var received: [[UInt8]] { store.received.withLock { $0 }.filter { !$0.isEmpty } }
    /// Everything that came, as text.
    var text: String { String(decoding: received.joined(), as: UTF8.self) }
    var connections: Int { store.received.withLock { $0.count } }

    /// Changes what is done from now on.
    func behave(_ manner: Manner) { store.manner.withLock { $0 = manner } }

    /// Ends connections, and takes no more.
    func stop() async throws {
        try await channel.close()
        await drop()
    }

    /// Ends the connections there are.
    func drop() async {
        for child in store.children.withLock({ $0 }) { _ = try? await child.close() }
    }
}

private final class SinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let store: WireSink.Store
    private let number: Int
    private var frames = ByteBuffer()
    private var messages = 0

    init(_ store: WireSink.Store) {
        self.store = store
        number = store.received.withLock { received in
            received.append([])
            return received.count - 1
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        let count = store.received.withLock { received in
            if case .relp = store.manner.withLock({ $0 }) { return 0 }
            received[number] += buffer.readableBytesView
            return received[number].count
        }
        switch store.manner.withLock({ $0 }) {
        case .reads, .stays, .stuck: break
        case .breaks(let limit):
            if count >= limit { reset(context.channel) }
        case .says(let bytes):
            context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
            context.close(promise: nil)
        case .relp(let offer, let answer):
            frames.writeBuffer(&buffer)
            serve(context, offer, answer)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed? = event as? ChannelEvent else { return }
        if case .stays = store.manner.withLock({ $0 }) { return }
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Closes so that the other end sees a reset.
    private func reset(_ channel: any Channel) {
        (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
            channel.close(promise: nil)
        }
    }

    private func serve(
        _ context: ChannelHandlerContext, _ offer: String, _ answer: (Int) -> WireSink.RelpReply
    ) {
        while let (number, command, data) = nextFrame() {
            switch command {
            case "open": say(context, number, offer)
            case "close":
                say(context, number, "")
                context.close(promise: nil)
            default:
                store.received.withLock { $0[self.number] += data + [0x0A] }
                messages += 1
                switch answer(messages) {
                case .says(let words): say(context, number, words)
                case .breaks:
                    context.flush()
                    context.close(promise: nil)
                    return
                }
            }
        }
    }

    private func say(_ context: ChannelHandlerContext, _ number: Int, _ words: String) {
        let tail = words.isEmpty ? "0\n" : "\(words.utf8.count) \(words)\n"
        context.writeAndFlush(NIOAny(ByteBuffer(string: "\(number) rsp \(tail)")), promise: nil)
    }

    private func nextFrame() -> (Int, String, [UInt8])? {
        let text = String(decoding: frames.readableBytesView.prefix(40), as: UTF8.self)
        let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, let number = Int(words[0]) else { return nil }
        let digits = words[2].prefix { $0.isNumber }
        guard let count = Int(digits), digits.endIndex < words[2].endIndex else { return nil }
        let head = words[0].utf8.count + 1 + words[1].utf8.count + 1 + digits.utf8.count + (count > 0 ? 1 : 0)
        guard frames.readableBytes >= head + count + 1 else { return nil }
        frames.moveReaderIndex(forwardBy: head)
        let data = frames.readBytes(length: count) ?? []
        frames.moveReaderIndex(forwardBy: 1)
        return (number, String(words[1]), data)
    }
}
