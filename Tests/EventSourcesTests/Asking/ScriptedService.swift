import AuditModel
import Synchronization
import Transport

/// A service that answers by a function of the request, and remembers what it was asked.
///
/// Like the real client it takes no body that the caller does not take for whole.
final class ScriptedService: ServiceAsking {
    typealias Answer = @Sendable (HTTPCall) -> Result<HTTPReply, TransportFailure>

    private let answer: Answer
    private let asked = Mutex<[HTTPCall]>([])

    init(_ answer: @escaping Answer) { self.answer = answer }

    var calls: [HTTPCall] { asked.withLock { $0 } }

    /// Paths and queries of the requests, with the body behind a blank where there is one.
    var requests: [String] {
        calls.map { call in
            let target = call.url.replacing("https://api.test", with: "")
            return target + (call.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? "")
        }
    }

    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        asked.withLock { $0.append(call) }
        let reply = try answer(call).get()
        guard expects(reply) else { throw Self.failure(.cutAnswer) }
        return reply
    }

    var record: TransportRecord { get async { TransportRecord() } }

    static func failure(_ kind: TransportFailure.Kind) -> TransportFailure {
        TransportFailure(kind, host: "api.test", problem: Problem(.error, "E-SERVICE", "the service failed"))
    }

    /// A success with a JSON body and further headers.
    static func json(_ body: String, _ headers: [(String, String)] = [], status: Int = 200) -> Result<
        HTTPReply, TransportFailure
    > {
        .success(
            HTTPReply(
                status: status, headers: headers.map { HTTPCall.Header($0.0, $0.1) }, body: Array(body.utf8)))
    }
}
