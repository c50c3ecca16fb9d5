import AuditModel
import Synchronization
import Transport

/// A SIEM that answers by a function of the request, and remembers what it was asked and told to free.
///
/// Like the real client it takes no body that the caller does not take for whole.
final class ScriptedService: ServiceAsking {
    typealias Answer = @Sendable (HTTPCall) -> Result<HTTPReply, TransportFailure>

    private let answer: Answer
    private let asked = Mutex<(calls: [HTTPCall], left: [HTTPCall])>(([], []))

    init(_ answer: @escaping Answer) { self.answer = answer }

    var calls: [HTTPCall] { asked.withLock { $0.calls } }
    /// Requests whose answer nobody waits for.
    var left: [HTTPCall] { asked.withLock { $0.left } }

    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        asked.withLock { $0.calls.append(call) }
        let reply = try answer(call).get()
        guard expects(reply) else { throw Self.failure(.cutAnswer) }
        return reply
    }

    func leave(_ call: HTTPCall) async { asked.withLock { $0.left.append(call) } }

    var record: TransportRecord { get async { TransportRecord() } }

    /// What the client throws once the service's errors have been read.
    static func failure(
        _ kind: TransportFailure.Kind, status: Int? = nil, code: String? = nil, words: String? = nil
    ) -> TransportFailure {
        TransportFailure(
            kind, host: "siem.test", status: status, code: code, words: words,
            problem: Problem(.error, "E-SERVICE", "the service failed"))
    }

    /// An answer with a JSON body.
    static func json(_ body: String, status: Int = 200) -> Result<HTTPReply, TransportFailure> {
        .success(HTTPReply(status: status, body: Array(body.utf8)))
    }
}

extension HTTPCall {
    /// The body as text; empty for none.
    var text: String { String(decoding: body ?? [], as: UTF8.self) }
}
