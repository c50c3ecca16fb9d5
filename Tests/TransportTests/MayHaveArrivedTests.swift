import AuditModel
import Testing

@testable import Transport

/// Whether a request that failed may have been taken.
struct MayHaveArrivedTests {
    @Test(arguments: SendFault.Reason.allCases)
    func faultsBeforeAConnectionIsTrustedLeaveNoDoubt(_ reason: SendFault.Reason) async {
        let sure: Set<SendFault.Reason> = [.name, .connect, .trust, .certificateName, .tls, .proxy, .request]
        let failure = await failure { _, _ in throw SendFault(reason) }
        #expect(failure?.mayHaveArrived == !sure.contains(reason))
    }

    @Test(arguments: [
        (400, false), (401, false), (403, false), (404, false), (408, true), (413, false), (429, false), (500, true),
        (501, false), (502, true), (503, true), (504, true),
    ])
    func answersOfGatewaysLeaveDoubts(_ status: Int, _ mayHaveArrived: Bool) async {
        let failure = await failure { _, _ in HTTPReply(status) }
        #expect(failure?.status == status)
        #expect(failure?.mayHaveArrived == mayHaveArrived)
    }

    @Test func aServiceThatAsksToWaitHasNotTakenIt() async {
        let failure = await failure { _, _ in HTTPReply(503, headers: [("Retry-After", "3600")]) }
        #expect(failure?.kind == .throttled && failure?.mayHaveArrived == false)
    }

    @Test func aTokenThatCannotBeHadIsNoDoubtAboutTheRequest() async {
        let transport = ScriptedTransport { call, _ in
            guard call.url == ServiceClientTests.grant.url else { return HTTPReply(200) }
            throw SendFault(.reset)
        }
        let failure = await failure(of: ServiceClientTests().client(transport, auth: .token(ServiceClientTests.grant)))
        #expect(failure?.kind == .unreachable && failure?.mayHaveArrived == false)
    }

    @Test func thePathCredentialIsAddedAtTheLastMoment() async throws {
        let transport = ScriptedTransport(replies: [HTTPReply(200)])
        let client = ServiceClientTests().client(transport, auth: .path(Secret("tok/en=")))
        _ = try await client.ask(HTTPCall("POST", "https://api.example/v1/in")) { _ in true }
        #expect(transport.sent.map(\.url) == ["https://api.example/v1/in/tok%2Fen%3D"])
    }

    private func failure(
        _ script: @escaping @Sendable (HTTPCall, Int) async throws -> HTTPReply
    ) async -> TransportFailure? {
        await failure(of: ServiceClientTests().client(ScriptedTransport(script)))
    }

    private func failure(of client: ServiceClient) async -> TransportFailure? {
        do throws(TransportFailure) {
            _ = try await client.ask(HTTPCall("POST", "https://api.example/v1/in")) { _ in true }
            return nil
        } catch {
            return error
        }
    }
}
