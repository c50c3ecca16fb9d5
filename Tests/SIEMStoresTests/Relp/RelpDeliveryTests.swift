import AuditModel
import Testing
import Transport

@testable import SIEMStores

struct RelpDeliveryTests {
    private static let offer = "200 OK\nrelp_version=0\nrelp_software=test\ncommands=syslog"

    private static func delivery(_ sink: WireSink) throws -> any EventDelivery {
        try WireScene.delivery("type: syslog, url: 'relp://127.0.0.1:\(sink.port)', max_event: 1MiB")
    }

    @Test func everyMessageIsAnsweredBeforeTheReceipt() async throws {
        let sink = try await WireSink.start(.relp(offer: Self.offer) { _ in .says("200 OK") })
        let delivery = try Self.delivery(sink)
        let events = WireScene.events(500)
        for start in [0, 250] {
            let receipt = await delivery.send(Array(events[start..<start + 250]))
            #expect(receipt.fates.allSatisfy { $0 == .taken } && receipt.stop == nil)
        }
        let texts = sink.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            String(line[(line.firstIndex(of: "{") ?? line.startIndex)...]) + "\n"
        }
        #expect(texts.joined() == WireScene.lines(events))
        await delivery.close()
        try await sink.stop()
    }

    @Test func aMessageThatIsRefusedIsNamed() async throws {
        let sink = try await WireSink.start(
            .relp(offer: Self.offer) { $0 == 2 ? .says("500 queue \u{1B}full") : .says("200 OK") })
        let delivery = try Self.delivery(sink)
        let receipt = await delivery.send(WireScene.events(3))
        #expect(receipt.fates == [.taken, .refused(code: "500", words: "queue  full"), .taken])
        try await sink.stop()
    }

    @Test func aBreakLeavesUnansweredInDoubtAndUnwrittenUnsent() async throws {
        let sink = try await WireSink.start(.relp(offer: Self.offer) { $0 == 11 ? .breaks : .says("200 OK") })
        let delivery = try Self.delivery(sink)
        let events = WireScene.events(300, largest: 10)
        let receipt = await delivery.send(events)
        // The system drops answers it holds when the connection is reset, so any of the ten may be in doubt as well.
        let taken = receipt.fates.prefix { $0 == .taken }.count
        let inDoubt = receipt.fates.filter(\.isInDoubt).count
        #expect(taken <= 10 && receipt.fates[taken...10].allSatisfy(\.isInDoubt))
        #expect((1...138).contains(inDoubt))
        #expect(receipt.fates.dropFirst(taken + inDoubt).allSatisfy { $0 == .unsent })
        #expect(receipt.stop == nil && receipt.earlierInDoubt == 0)
        sink.behave(.relp(offer: Self.offer) { _ in .says("200 OK") })
        let again = await delivery.send(Array(events.suffix(290)))
        #expect(again.fates.allSatisfy { $0 == .taken })
        try await sink.stop()
    }

    @Test(arguments: [
        "500 no room", "200 OK\nrelp_version=0\ncommands=other", "200 OK\nrelp_version=0",
    ])
    func aServerThatTakesNoMessagesIsToldOf(_ offer: String) async throws {
        let sink = try await WireSink.start(.relp(offer: offer) { _ in .says("200 OK") })
        let receipt = await (try Self.delivery(sink)).send(WireScene.events(2))
        #expect(receipt.stop?.problem.code == "E-SEND-REFUSED" && receipt.fates == [.unsent, .unsent])
        try await sink.stop()
    }

    @Test func anotherProtocolIsToldOf() async throws {
        let sink = try await WireSink.start(.says(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)))
        let receipt = await (try Self.delivery(sink)).send(WireScene.events(2))
        #expect(receipt.stop?.problem.code == "E-SEND-REFUSED" && receipt.fates == [.unsent, .unsent])
        try await sink.stop()
    }
}
