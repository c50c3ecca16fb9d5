import AuditModel
import NIOCore
import TestKit
import Testing
import Transport

@testable import SIEMStores

struct StreamDeliveryTests {
    @Test func bytesArriveAsTheyAreInOrder() async throws {
        let sink = try await WireSink.start()
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'")
        let events = WireScene.events(250)
        for start in stride(from: 0, to: 250, by: 50) {
            let receipt = await delivery.send(Array(events[start..<start + 50]))
            #expect(receipt.fates.allSatisfy { $0 == .taken } && receipt.stop == nil && receipt.earlierInDoubt == 0)
        }
        #expect(await delivery.drain() == 0)
        #expect(sink.text == WireScene.lines(events))
        #expect(sink.received.count == 1)
        try await sink.stop()
    }

    @Test func octetsAreCountedOnTheWire() async throws {
        let sink = try await WireSink.start()
        let delivery = try WireScene.delivery(
            "type: syslog, url: 'tcp://127.0.0.1:\(sink.port)', max_event: 1MiB", marks: DeliveryMarks(plan: "p-1"))
        let events = WireScene.events(120)
        #expect(await delivery.send(events).fates.allSatisfy { $0 == .taken })
        await delivery.close()
        var rest = sink.received.joined().map { $0 }[...]
        var records: [[UInt8]] = []
        while let space = rest.firstIndex(of: 0x20), let count = Int(String(decoding: rest[..<space], as: UTF8.self)) {
            let message = rest[(space + 1)...].prefix(count)
            rest = rest[(space + 1)...].dropFirst(count)
            let start = try #require(message.firstIndex(of: UInt8(ascii: "{")))
            records.append(Array(message[start...]))
        }
        #expect(rest.isEmpty)
        #expect(records == events.map(\.record))
        try await sink.stop()
    }

    @Test func anEndBeforeWritingIsNoticedAndPutsWhatWasSentInDoubt() async throws {
        let sink = try await WireSink.start()
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'")
        let events = WireScene.events(30, largest: 100)
        #expect(await delivery.send(Array(events[..<20])).earlierInDoubt == 0)
        #expect(await WireScene.becomes { sink.text == WireScene.lines(Array(events[..<20])) })
        await sink.drop()
        let receipt = await delivery.send(Array(events[20...]))
        #expect(receipt.earlierInDoubt == 20)
        #expect(receipt.fates.allSatisfy { $0 == .taken })
        #expect(await delivery.drain() == 0)
        #expect(sink.text == WireScene.lines(events))
        try await sink.stop()
    }

    @Test func whatAnEndInOrderHasConfirmedIsNotInDoubt() async throws {
        let sink = try await WireSink.start()
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'")
        let events = WireScene.events(30)
        _ = await delivery.send(Array(events[..<20]))
        #expect(await delivery.drain() == 0)
        sink.behave(.breaks(atByte: 1))
        _ = await delivery.send(Array(events[20..<25]))
        #expect(await delivery.drain() == 5)
        try await sink.stop()
    }

    @Test func aBreakLeavesWrittenEventsInDoubtAndTheRestUnsent() async throws {
        let sink = try await WireSink.start(.breaks(atByte: 1_000_000))
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'")
        let events = WireScene.events(400).map { event in
            DeliveryEvent(
                id: event.id, time: nil, record: Array("{\"a\":\"\(String(repeating: "x", count: 99_990))\"}".utf8))
        }
        let receipt = await delivery.send(events)
        let inDoubt = receipt.fates.filter(\.isInDoubt).count
        #expect(inDoubt >= 10 && receipt.fates.prefix(inDoubt).allSatisfy(\.isInDoubt))
        #expect(receipt.fates.dropFirst(inDoubt).allSatisfy { $0 == .unsent })
        #expect(receipt.stop == nil)
        let whole = sink.received.joined().split(separator: 0x0A).filter { $0.count == 99_998 }.count
        #expect(whole <= inDoubt)
        try await sink.stop()
    }

    @Test func breaksWithoutEndStopTheSending() async throws {
        let sink = try await WireSink.start(.breaks(atByte: 1))
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'")
        let large = (0..<200).map { number in
            DeliveryEvent(
                id: "\(number)", time: nil, record: Array("{\"a\":\"\(String(repeating: "x", count: 99_990))\"}".utf8))
        }
        var stops: [String?] = []
        for _ in 1...3 { stops.append(await delivery.send(large).stop?.problem.code) }
        #expect(stops == [nil, nil, "E-SEND-BROKEN"])
        try await sink.stop()
    }

    @Test func aReceiverThatDoesNotReadIsGivenUp() async throws {
        let sink = try await WireSink.start(.stuck)
        let delivery = try WireScene.delivery(
            "type: lines, url: 'tcp://127.0.0.1:\(sink.port)'", idleSeconds: 0.3, connectSeconds: 0.3)
        let large = (0..<200).map { number in
            DeliveryEvent(
                id: "\(number)", time: nil, record: Array("{\"a\":\"\(String(repeating: "x", count: 99_990))\"}".utf8))
        }
        let receipt = await delivery.send(large)
        #expect(receipt.fates.contains(where: \.isInDoubt) && receipt.fates.last == .unsent)
        try await sink.stop()
    }

    @Test func aServerThatNeverClosesLeavesTheLastInDoubt() async throws {
        let sink = try await WireSink.start(.stays)
        let delivery = try WireScene.delivery(
            "type: lines, url: 'tcp://127.0.0.1:\(sink.port)'", connectSeconds: 1)
        let told = try await delivery.examination()
        #expect(told.remarks.count == 1 && told.remarks[0].contains("does not close"))
        _ = await delivery.send(WireScene.events(5))
        #expect(await delivery.drain() == 5)
        #expect(await WireScene.becomes { sink.text == WireScene.lines(WireScene.events(5)) })
        try await sink.stop()
    }

    @Test func whatCannotBeALineIsRefusedAndTheOthersGo() async throws {
        let sink = try await WireSink.start()
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)', max_event: 1KiB")
        var events = WireScene.events(3, largest: 10)
        events.insert(DeliveryEvent(id: "x", time: nil, record: Array("{\n}".utf8)), at: 1)
        events.append(
            DeliveryEvent(id: "y", time: nil, record: Array("{\"a\":\"\(String(repeating: "x", count: 1_020))\"}".utf8))
        )
        let receipt = await delivery.send(events)
        #expect(receipt.fates.map(\.isRefused) == [false, true, false, false, true])
        await delivery.close()
        #expect(sink.text == WireScene.lines(WireScene.events(3, largest: 10)))
        try await sink.stop()
    }

    @Test func nothingIsSentOnceTheRunIsToldToStop() async throws {
        let sink = try await WireSink.start()
        let flag = CancelFlag()
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'", cancelFlag: flag)
        flag.set()
        let receipt = await delivery.send(WireScene.events(3))
        #expect(receipt.stop?.kind == .cancelled && receipt.fates == [.unsent, .unsent, .unsent])
        try await sink.stop()
    }

    @Test func whereNobodyListensNothingIsSent() async throws {
        let sink = try await WireSink.start()
        try await sink.stop()
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'")
        let receipt = await delivery.send(WireScene.events(2))
        #expect(receipt.stop?.problem.code == "E-SEND-NETWORK" && receipt.fates == [.unsent, .unsent])
    }

    @Test(arguments: ["lines, url: 'tcp", "syslog, url: 'tcp", "syslog, url: 'relp"])
    func aServerThatSpeaksTLSIsNamed(settings: String) async throws {
        let sink = try await WireSink.start(tls: try WireAuthority(in: try ScratchFolder()).server())
        let delivery = try WireScene.delivery("type: \(settings)://127.0.0.1:\(sink.port)'")
        var (stop, inDoubt): (TransportFailure?, Int) = (nil, 0)
        for _ in 1...4 where stop == nil {
            let receipt = await delivery.send(WireScene.events(1))
            (stop, inDoubt) = (receipt.stop, await delivery.drain())
            #expect(receipt.fates != [.taken] || inDoubt == 1 || receipt.earlierInDoubt > 0)
        }
        let problem = try #require(stop?.problem)
        #expect(problem.code == "E-SEND-PLAIN" && problem.said != nil && problem.fix?.contains("tls") == true)
        #expect(problem.place == "\(settings.suffix(4).drop { $0 == "'" })://127.0.0.1:\(sink.port)")
        #expect(sink.text.isEmpty)
        try await sink.stop()
    }

    @Test func aPortThatWantsTLSIsNamed() async throws {
        let sink = try await WireSink.start(.says([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x16]))
        let delivery = try WireScene.delivery("type: lines, url: 'tcp://127.0.0.1:\(sink.port)'")
        _ = await delivery.send(WireScene.events(1))
        #expect(await WireScene.becomes { sink.connections == 2 && !sink.received.isEmpty })
        var code: String?
        for _ in 1...3 where code == nil { code = await delivery.send(WireScene.events(1)).stop?.problem.code }
        #expect(code == "E-SEND-PLAIN")
        try await sink.stop()
    }
}
