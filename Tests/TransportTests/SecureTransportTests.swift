import AuditModel
import NIOSSL
import TestKit
import Testing

@testable import Transport

/// TLS and proxies, over the loopback.
struct SecureTransportTests {
    private func context() -> TransportContext { HandClock().context() }

    private func send(port: Int, authorities: [String], proxy: Int? = nil) async throws -> HTTPReply {
        var settings = TransportSettings()
        settings.authorities = authorities
        settings.proxy = proxy.map { "http://user:pw@127.0.0.1:\($0)" }
        // The hand clock would run out of any limit at once.
        (settings.headSeconds, settings.totalSeconds) = (1e9, 1e9)
        var context = context()
        context.wait = { _ in try await Task.sleep(for: .seconds(60)) }
        let transport = try NetworkTransport(settings, context: context)
        do {
            let reply = try await transport.send(HTTPCall("GET", "https://localhost:\(port)/x"))
            await transport.shutdown()
            return reply
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    private func authorityFile(_ authority: TestAuthority, in folder: ScratchFolder) throws -> String {
        try folder.write(authority.pem, to: "ca.pem")
        return folder.path + "/ca.pem"
    }

    @Test func anOwnAuthorityIsTrustedWhenItIsNamed() async throws {
        let (authority, folder) = (try TestAuthority(), try ScratchFolder())
        let file = try authorityFile(authority, in: folder)
        try await BytesServer.serving(tls: try authority.server("localhost"), { _ in BytesServer.reply([7]) }) {
            server in
            let reply = try await send(port: server.port, authorities: [file])
            #expect(reply.body == [7])
        }
    }

    @Test func otherAuthoritiesAreNot() async throws {
        let (authority, folder) = (try TestAuthority(), try ScratchFolder())
        let file = try authorityFile(try TestAuthority(), in: folder)
        try await BytesServer.serving(tls: try authority.server("localhost"), { _ in BytesServer.reply([7]) }) {
            server in
            for authorities in [[], [file]] {
                let fault = try await #require(throws: SendFault.self) {
                    try await send(port: server.port, authorities: authorities)
                }
                #expect(fault.reason == .trust && server.heads.isEmpty)
            }
        }
    }

    @Test(arguments: [("other.example", false, SendFault.Reason.certificateName), ("localhost", true, .trust)])
    func anotherHostsOrAnOldCertificateIsRefused(
        _ host: String, _ isExpired: Bool, _ reason: SendFault.Reason
    ) async throws {
        let (authority, folder) = (try TestAuthority(), try ScratchFolder())
        let file = try authorityFile(authority, in: folder)
        let tls = try authority.server(host, isExpired: isExpired)
        try await BytesServer.serving(tls: tls, { _ in BytesServer.reply([7]) }) { server in
            let fault = try await #require(throws: SendFault.self) {
                try await send(port: server.port, authorities: [file])
            }
            #expect(fault.reason == reason && server.heads.isEmpty)
        }
    }

    @Test func aProxyCarriesTheConnectionInside() async throws {
        let (authority, folder) = (try TestAuthority(), try ScratchFolder())
        let file = try authorityFile(authority, in: folder)
        try await BytesServer.serving(tls: try authority.server("localhost"), { _ in BytesServer.reply([7]) }) {
            server in
            let established: [BytesServer.Step] = [.bytes(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))]
            try await BytesServer.serving({ _ in established }) { proxy in
                let reply = try await send(port: server.port, authorities: [file], proxy: proxy.port)
                #expect(reply.body == [7] && server.heads.count == 1)
                let head = try #require(proxy.heads.first).lowercased()
                #expect(proxy.heads.count == 1 && head.hasPrefix("connect localhost:\(server.port) "))
                #expect(head.contains("proxy-authorization: basic dxnlcjpwdw=="))
            }
        }
    }

    @Test func aProxyThatRefuses() async throws {
        try await BytesServer.serving({ _ in BytesServer.reply([], status: "407 No") }) { proxy in
            let fault = try await #require(throws: SendFault.self) {
                try await send(port: 9, authorities: [], proxy: proxy.port)
            }
            #expect(fault.reason == .proxy)
        }
    }

    @Test(arguments: ["", "no certificate"])
    func aFileWithoutAnAuthority(_ text: String) throws {
        let folder = try ScratchFolder()
        try folder.write(text, to: "ca.pem")
        var settings = TransportSettings()
        settings.authorities = [folder.path + "/ca.pem"]
        let fault = try #require(throws: TransportSetupFault.self) {
            try NetworkTransport(settings, context: context())
        }
        #expect(fault.reason == .authorities && fault.problem.code == "E-CA")
        settings.authorities = [folder.path + "/none.pem"]
        #expect(throws: TransportSetupFault.self) { try NetworkTransport(settings, context: context()) }
    }
}
