import Synchronization
import Transport

/// Counts the questions of one slice on their way to a service.
final class CountingService: ServiceAsking {
    private let service: any ServiceAsking
    private let count = Atomic<Int>(0)

    init(_ service: any ServiceAsking) { self.service = service }

    /// Questions so far; one that had to be sent again counts once.
    var requests: Int { count.load(ordering: .relaxed) }

    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        count.wrappingAdd(1, ordering: .relaxed)
        return try await service.ask(call, expects: expects)
    }

    func leave(_ call: HTTPCall) async { await service.leave(call) }

    func tokenClaims() async throws(TransportFailure) -> TokenClaims? { try await service.tokenClaims() }

    var record: TransportRecord { get async { await service.record } }
}
