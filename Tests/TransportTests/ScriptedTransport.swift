import Synchronization
import Transport

/// Answers by a script, and keeps what was sent.
final class ScriptedTransport: HTTPTransport {
    private let calls = Mutex<[HTTPCall]>([])
    private let script: @Sendable (HTTPCall, Int) async throws -> HTTPReply

    /// - Parameter script: gets each call and how many came before it.
    init(_ script: @escaping @Sendable (HTTPCall, Int) async throws -> HTTPReply) { self.script = script }

    /// Gives one reply after another, the last one again and again.
    convenience init(replies: [HTTPReply]) { self.init { _, index in replies[min(index, replies.count - 1)] } }

    /// Everything sent so far.
    var sent: [HTTPCall] { calls.withLock { $0 } }

    func send(_ call: HTTPCall) async throws -> HTTPReply {
        let index = calls.withLock { calls in
            calls.append(call)
            return calls.count - 1
        }
        return try await script(call, index)
    }
}

extension HTTPReply {
    /// A reply with a text for a body.
    init(_ status: Int, _ body: String = "", headers: [(String, String)] = []) {
        self.init(status: status, headers: headers.map { .init($0.0, $0.1) }, body: Array(body.utf8))
    }
}

extension HTTPCall {
    /// The first value of a header; names compare without case.
    func value(of name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }

    /// The body as text.
    var text: String { String(decoding: body ?? [], as: UTF8.self) }
}
