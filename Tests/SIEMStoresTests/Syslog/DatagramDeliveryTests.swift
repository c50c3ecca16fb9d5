import AuditModel
import NIOCore
import NIOPosix
import Synchronization
import Testing
import Transport

@testable import SIEMStores

struct DatagramDeliveryTests {
    private final class Sink: ChannelInboundHandler, Sendable {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>

        let received = Mutex<[String]>([])

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = String(buffer: unwrapInboundIn(data).data)
            received.withLock { $0.append(text) }
        }

        func bind() async throws -> any Channel {
            try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 65_536))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(self) }
                }
                .bind(host: "127.0.0.1", port: 0).get()
        }
    }

    @Test func everyEventIsADatagramAndNoneIsCut() async throws {
        let sink = Sink()
        let channel = try await sink.bind()
        let delivery = try WireScene.delivery(
            "type: syslog, url: 'udp://127.0.0.1:\(channel.localAddress?.port ?? 0)', max_event: 1MiB")
        var events = WireScene.events(20)
        events[10] = DeliveryEvent(
            id: "large", time: nil, record: Array("{\"a\":\"\(String(repeating: "x", count: 65_500))\"}".utf8))
        let receipt = await delivery.send(events)
        #expect(
            receipt.fates.indices.allSatisfy {
                receipt.fates[$0] == .taken || ($0 == 10 && receipt.fates[10].isRefused)
            })
        #expect(await WireScene.becomes { sink.received.withLock { $0.count } >= 19 })
        events.remove(at: 10)
        let records = sink.received.withLock { $0 }.map { $0[($0.firstIndex(of: "{") ?? $0.startIndex)...] + "\n" }
        #expect(records.joined() == WireScene.lines(events))
        await delivery.close()
        try await channel.close()
    }

    @Test func aPortWithoutListenerLeavesEventsInDoubt() async throws {
        let channel = try await Sink().bind()
        let port = channel.localAddress?.port ?? 0
        try await channel.close()
        let delivery = try WireScene.delivery("type: syslog, url: 'udp://127.0.0.1:\(port)'")
        var receipt = await delivery.send(WireScene.events(3, largest: 10))
        if receipt.stop == nil { receipt = await delivery.send(WireScene.events(3, largest: 10)) }
        #expect(receipt.stop?.problem.code == "E-SEND-NETWORK")
        #expect(receipt.fates.allSatisfy { $0.isInDoubt || $0 == .unsent })
    }
}
