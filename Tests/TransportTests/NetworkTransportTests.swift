import AuditModel
import NIOCore
import NIOSSL
import TestKit
import Testing

@testable import Transport

/// The network itself, over the loopback.
struct NetworkTransportTests {
    private func context(_ environment: [String: String] = [:]) -> TransportContext {
        let start = NIODeadline.now()
        return TransportContext(
            now: { HandClock.start }, uptime: { (NIODeadline.now() - start).nanoseconds },
            wait: { try await Task.sleep(for: .seconds($0)) }, jitter: { 0 },
            randomBytes: { [UInt8](repeating: 0, count: $0) },
            environment: environment, cancelFlag: CancelFlag(), observe: { _ in })
    }

    /// Asks a server once.
    private func send(
        _ call: HTTPCall, _ settings: TransportSettings = patient, times: Int = 1
    ) async throws -> HTTPReply {
        let transport = try NetworkTransport(settings, context: context())
        do {
            for _ in 1..<times { _ = try await transport.send(call) }
            let reply = try await transport.send(call)
            await transport.shutdown()
            return reply
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    /// Limits that a busy machine does not reach.
    private static var patient: TransportSettings {
        var settings = TransportSettings()
        (settings.connectSeconds, settings.headSeconds, settings.idleSeconds, settings.totalSeconds) = (
            1e6, 1e6, 1e6, 1e6
        )
        return settings
    }

    private func settings(_ change: (inout TransportSettings) -> Void) -> TransportSettings {
        var settings = Self.patient
        change(&settings)
        return settings
    }

    /// Asks a server that answers like this, and gives the fault's reason.
    private func fault(
        _ steps: [BytesServer.Step], _ settings: TransportSettings = patient
    ) async throws -> SendFault.Reason? {
        var reason: SendFault.Reason?
        try await BytesServer.serving({ _ in steps }) { server in
            let call = HTTPCall("GET", "http://127.0.0.1:\(server.port)/")
            reason = try await #require(throws: SendFault.self) { try await send(call, settings) }.reason
        }
        return reason
    }

    @Test func requestsArriveAsTheyAreWritten() async throws {
        try await BytesServer.serving({ _ in
            BytesServer.reply(Array("[]".utf8), status: "404 Not Found", headers: ["Link: a", "link: b"])
        }) { server in
            let url = "http://127.0.0.1:\(server.port)/a$b/c%2Fd?$filter=x%20ge%202026&page[size]=a+b|c%"
            let reply = try await send(HTTPCall("GET", url, headers: [.init("X-Own", "1")]))
            #expect(reply.status == 404 && reply.body == Array("[]".utf8) && reply.values(of: "LINK") == ["a", "b"])
            let head = try #require(server.heads.first)
            #expect(head.hasPrefix("GET /a$b/c%2Fd?$filter=x%20ge%202026&page%5Bsize%5D=a+b%7Cc%25 HTTP/1.1\r\n"))
            #expect(head.contains("X-Own: 1\r\n") && head.contains("User-Agent: siemgap/"))
            #expect(!head.lowercased().contains("cookie"))
        }
    }

    @Test func connectionsAreUsedAgain() async throws {
        try await BytesServer.serving({ _ in BytesServer.reply([1]) }) { server in
            _ = try await send(HTTPCall("GET", "http://127.0.0.1:\(server.port)/"), times: 20)
            #expect(server.connections == 1 && server.heads.count == 20)
        }
    }

    @Test func redirectsAndCookiesAreOnlyAnswers() async throws {
        try await BytesServer.serving({ _ in
            BytesServer.reply([], status: "302 Found", headers: ["Location: /b", "Set-Cookie: a=b"])
        }) { server in
            let reply = try await send(HTTPCall("GET", "http://127.0.0.1:\(server.port)/"), times: 2)
            #expect(reply.status == 302 && server.heads.count == 2)
            #expect(!server.heads.contains { $0.lowercased().contains("cookie") })
        }
    }

    @Test func packedBodiesAreUnpacked() async throws {
        let body = Array(#"{"value":[]}"#.utf8)
        try await BytesServer.serving({ _ in
            BytesServer.reply(StoredGzip.member(body), headers: ["Content-Encoding: gzip"])
        }) { server in
            let reply = try await send(HTTPCall("GET", "http://127.0.0.1:\(server.port)/"))
            #expect(reply.body == body)
            #expect(try #require(server.heads.first).lowercased().contains("accept-encoding: gzip\r\n"))
        }
    }

    @Test func largeBodiesComeWhole() async throws {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await BytesServer.serving({ _ in BytesServer.reply(body) }) { server in
            let reply = try await send(HTTPCall("GET", "http://127.0.0.1:\(server.port)/"))
            #expect(reply.body == body)
        }
    }

    @Test func bodiesBeyondTheBoundAreRefused() async throws {
        let small = settings { $0.largestBytes = 1000 }
        let body = [UInt8](repeating: 0, count: 1001)
        #expect(try await fault(BytesServer.reply(body), small) == .tooLarge)
        let packed = BytesServer.reply(StoredGzip.member(body), headers: ["Content-Encoding: gzip"])
        #expect(try await fault(packed, small) == .tooLarge)
        let endless = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n"
        #expect(try await fault([.bytes(Array(endless.utf8) + body)], small) == .tooLarge)
    }

    @Test func theBoundItselfIsAllowed() async throws {
        try await BytesServer.serving({ _ in BytesServer.reply([UInt8](repeating: 0, count: 1000)) }) { server in
            let call = HTTPCall("GET", "http://127.0.0.1:\(server.port)/")
            let reply = try await send(call, settings { $0.largestBytes = 1000 })
            #expect(reply.body.count == 1000)
        }
    }

    @Test func brokenPackingIsNoBody() async throws {
        let packed = BytesServer.reply(Array("no gzip at all".utf8), headers: ["Content-Encoding: gzip"])
        #expect(try await fault(packed) == .packing)
    }

    @Test func timeIsBoundedAtEachStage() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"
        #expect(try await fault([], settings { $0.headSeconds = 0.05 }) == .headTimeout)
        #expect(try await fault([.bytes(Array(head.utf8))], settings { $0.idleSeconds = 0.05 }) == .idleTimeout)
        #expect(try await fault([.bytes(Array(head.utf8))], settings { $0.totalSeconds = 0.05 }) == .totalTimeout)
    }

    @Test func aRequestMayTakeLessThanOthers() async throws {
        try await BytesServer.serving({ _ in [] }) { server in
            var call = HTTPCall("DELETE", "http://127.0.0.1:\(server.port)/")
            call.mostSeconds = 0.05
            let fault = try await #require(throws: SendFault.self) { try await send(call) }
            #expect(fault.reason == .totalTimeout)
        }
    }

    @Test func brokenConnectionsAreFaults() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"
        #expect(try await fault([.close]) == .reset)
        let half = try await fault([.bytes(Array(head.utf8)), .close])
        #expect(half == .reset)
    }

    @Test func aPortWithoutAServer() async throws {
        var port = 0
        try await BytesServer.serving({ _ in [] }) { port = $0.port }
        let call = HTTPCall("GET", "http://127.0.0.1:\(port)/")
        let fault = try await #require(throws: SendFault.self) { try await send(call) }
        #expect(fault.reason == .connect)
    }

    @Test(arguments: ["a\r\nX-Other: b", "a\u{0}", "a\nb"])
    func headersThatWouldBecomeTwoAreNotSent(_ value: String) async throws {
        let call = HTTPCall("GET", "http://127.0.0.1:1/", headers: [.init("Authorization", value)])
        let fault = try await #require(throws: SendFault.self) { try await send(call) }
        #expect(fault == SendFault(.request))
    }

    @Test func nothingIsSentAfterTheEnd() async throws {
        let transport = try NetworkTransport(TransportSettings(), context: context())
        await transport.shutdown()
        await #expect(throws: SendFault(.cancelled)) {
            try await transport.send(HTTPCall("GET", "http://127.0.0.1:1/"))
        }
    }

    @Test func aStoppedTaskStopsItsRequest() async throws {
        try await BytesServer.serving({ _ in [] }) { server in
            let task = Task { try await send(HTTPCall("GET", "http://127.0.0.1:\(server.port)/")) }
            task.cancel()
            let fault = await #expect(throws: SendFault.self) { try await task.value }
            #expect(fault?.reason == .cancelled)
        }
    }
}
