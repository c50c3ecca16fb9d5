import AuditModel
import Foundation
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

    /// By which the certificates of tests hold.
    private static var today: Int64 { Int64(Date().timeIntervalSince1970) * 1_000_000_000 }

    @Test func aCertificateOutOfItsTimeIsToldFromAStrangers() async throws {
        let (folder, other) = (try ScratchFolder(), try ScratchFolder())
        let authority = try WireAuthority(in: folder)
        let expired = try await WireSink.start(tls: try authority.server(isExpired: true))
        let strangers = try await WireSink.start(tls: try WireAuthority(in: other).server())
        var fixes: [String] = []
        for sink in [expired, strangers] {
            let delivery = try WireScene.delivery(
                "type: lines, url: 'tls://localhost:\(sink.port)', tls: {ca: {file: \(authority.path)}}",
                now: Self.today)
            let problem = await delivery.send(WireScene.events(1)).stop?.problem
            fixes.append("\(problem?.said?.hasPrefix("it expired at 20") == true): \(problem?.fix ?? "")")
            try await sink.stop()
        }
        #expect(
            fixes == [
                "true: renew the server's certificate, or set the clock; verification cannot be switched off",
                "false: name the authority's file under tls.ca; verification cannot be switched off",
            ])
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
            connectSeconds: wrong == .silent ? 0.3 : 5, now: Self.today)
        let codes = await Self.codes(delivery)
        #expect(codes == [code, code])
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
