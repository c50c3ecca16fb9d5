import AuditModel
import TestKit
import Testing
import Transport

@testable import SIEMStores

struct SecureStreamTests {
    /// What examining and sending come to.
    private static func codes(_ delivery: any EventDelivery) async -> [String?] {
        var codes: [String?] = []
        do throws(TransportFailure) {
            _ = try await delivery.examination()
            codes.append(nil)
        } catch {
            codes.append(error.problem.code)
        }
        let receipt = await delivery.send(WireScene.events(3))
        if receipt.stop != nil { #expect(receipt.fates.allSatisfy { $0 == .unsent }) }
        codes.append(receipt.stop?.problem.code)
        return codes
    }

    @Test func eventsArriveByTLSWithACertificateOfTheirOwn() async throws {
        let folder = try ScratchFolder()
        let authority = try WireAuthority(in: folder)
        let sink = try await WireSink.start(tls: try authority.server(asks: true))
        let own = try authority.issue("client", host: "sender")
        let delivery = try WireScene.delivery(
            "type: lines, url: 'tls://localhost:\(sink.port)', tls: {ca: {file: \(authority.path)}, "
                + "certificate: {file: \(own.certificate)}, key: {file: \(own.key)}}")
        #expect(await Self.codes(delivery) == [nil, nil])
        #expect(await delivery.drain() == 0)
        #expect(sink.text == WireScene.lines(WireScene.events(3)))
        try await sink.stop()
    }

    @Test func anAddressIsFoundInTheCertificateToo() async throws {
        let folder = try ScratchFolder()
        let authority = try WireAuthority(in: folder)
        let sink = try await WireSink.start(tls: try authority.server())
        let delivery = try WireScene.delivery(
            "type: lines, url: 'tls://127.0.0.1:\(sink.port)', tls: {ca: {file: \(authority.path)}}")
        #expect(await Self.codes(delivery) == [nil, nil])
        try await sink.stop()
    }

    /// A server and what is wrong with it.
    enum Wrong: String, Sendable, CaseIterable {
        case stranger, expired, otherHost, asksForCertificate, strangersCertificate, plain, silent
    }

    @Test(arguments: [
        (Wrong.stranger, "E-SEND-TRUST"), (.expired, "E-SEND-TRUST"), (.otherHost, "E-SEND-TRUST"),
        (.asksForCertificate, "E-SEND-CERTIFICATE"), (.strangersCertificate, "E-SEND-CERTIFICATE"),
        (.plain, "E-SEND-TLS"), (.silent, "E-SEND-TLS"),
    ])
    func whatIsWrongWithTLSIsNamedAndNothingIsSent(_ wrong: Wrong, _ code: String) async throws {
        let (folder, other) = (try ScratchFolder(), try ScratchFolder())
        let authority = try WireAuthority(in: folder)
        let stranger = try WireAuthority(in: other)
        var more = ""
        if wrong == .strangersCertificate {
            let own = try stranger.issue("client")
            more = ", certificate: {file: \(own.certificate)}, key: {file: \(own.key)}"
        }
        let sink: WireSink
        switch wrong {
        case .stranger: sink = try await WireSink.start(tls: try stranger.server())
        case .expired: sink = try await WireSink.start(tls: try authority.server(isExpired: true))
        case .otherHost: sink = try await WireSink.start(tls: try authority.server(host: "other.example"))
        case .asksForCertificate, .strangersCertificate:
            sink = try await WireSink.start(tls: try authority.server(asks: true))
        case .plain: sink = try await WireSink.start(.says(Array("go away\n".utf8)))
        case .silent: sink = try await WireSink.start()
        }
        let delivery = try WireScene.delivery(
            "type: lines, url: 'tls://localhost:\(sink.port)', tls: {ca: {file: \(authority.path)}\(more)}",
            connectSeconds: wrong == .silent ? 0.3 : 5)
        let codes = await Self.codes(delivery)
        withKnownIssue("a refusal that comes after the handshake is not always noticed", isIntermittent: true) {
            #expect(codes == [code, code])
        } when: {
            wrong == .strangersCertificate
        }
        #expect(sink.received.allSatisfy { $0.first == 0x16 })
        try await sink.stop()
    }

    @Test func aNameCanBeWantedThatIsNotTheAddress() async throws {
        let folder = try ScratchFolder()
        let authority = try WireAuthority(in: folder)
        let sink = try await WireSink.start(tls: try authority.server(host: "logs.example"))
        let delivery = try WireScene.delivery(
            "type: lines, url: 'tls://127.0.0.1:\(sink.port)', "
                + "tls: {ca: {file: \(authority.path)}, server_name: logs.example}")
        #expect(await Self.codes(delivery) == [nil, nil])
        try await sink.stop()
    }

    @Test func aKeyOfAnotherCertificateIsRefusedWithoutShowingIt() throws {
        let folder = try ScratchFolder()
        let authority = try WireAuthority(in: folder)
        let (one, two) = (try authority.issue("one"), try authority.issue("two"))
        let text = WireScene.refusal(
            "type: lines, url: 'tls://localhost:1', tls: {certificate: {file: \(one.certificate)}, key: {file: \(two.key)}}"
        )
        #expect(text?.contains("tls") == true && text?.contains("PRIVATE") == false)
    }
}
