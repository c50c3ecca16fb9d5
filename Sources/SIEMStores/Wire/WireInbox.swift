import NIOCore
import NIOTLS
import Synchronization

/// Notes what the other end of a connection says, and how the connection ends.
final class WireInbox: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private struct State {
        var bytes: [UInt8] = []
        var error: (any Error)?
        var hasEnded = false
        var waiting: EventLoopPromise<Void>?
    }

    /// Done when events may be sent, or failed.
    private let opened: EventLoopPromise<Void>
    private let isSecure: Bool
    private let mostBytes: Int
    private let state = Mutex(State())

    /// - Parameter mostBytes: how much is kept until somebody takes it; the rest is dropped.
    init(_ opened: EventLoopPromise<Void>, isSecure: Bool, mostBytes: Int) {
        self.opened = opened
        self.isSecure = isSecure
        self.mostBytes = mostBytes
    }

    /// The first error there was.
    var error: (any Error)? { state.withLock { $0.error } }
    /// What was said and not yet taken.
    var heard: [UInt8] { state.withLock { $0.bytes } }

    /// Takes what was said.
    func take() -> [UInt8] {
        state.withLock { state in
            defer { state.bytes = [] }
            return state.bytes
        }
    }

    /// Whether there is something to take, or nothing will come any more; else `promise` is done once that changes.
    func isReady(or promise: EventLoopPromise<Void>) -> Bool {
        state.withLock { state in
            if !state.bytes.isEmpty || state.hasEnded { return true }
            state.waiting = promise
            return false
        }
    }

    /// Notes an error that the connection itself does not know of, and lets nobody wait any longer.
    func fail(_ error: any Error) {
        note { if $0.error == nil { $0.error = error } }
        opened.fail(error)
    }

    func channelActive(context: ChannelHandlerContext) {
        if !isSecure { opened.succeed() }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent { opened.succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        note { $0.bytes += buffer.readableBytesView.prefix(mostBytes - $0.bytes.count) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        note { $0.hasEnded = true }
        opened.fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    private func note(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.succeed()
    }
}
