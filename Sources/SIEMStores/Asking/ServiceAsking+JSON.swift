import ByteScan
import Synchronization
import Transport

/// An answer and the JSON in it.
struct JSONReply: Sendable {
    let reply: HTTPReply
    /// Null where an answer that is no success is no JSON.
    let body: JSONTree
}

extension ServiceAsking {
    /// Asks for JSON; a success with anything else is asked for again.
    func askJSON(_ call: HTTPCall) async throws(TransportFailure) -> JSONReply {
        let parsed = ParsedBody()
        let reply = try await ask(call) { parsed.take($0) }
        return JSONReply(reply: reply, body: parsed.tree ?? .null)
    }
}

/// The JSON of the last answer that was looked at, so that it is taken apart once.
private final class ParsedBody: Sendable {
    private let last = Mutex<JSONTree?>(nil)

    var tree: JSONTree? { last.withLock { $0 } }

    func take(_ reply: HTTPReply) -> Bool {
        let tree = try? JSONTree(parsing: reply.body)
        last.withLock { $0 = tree }
        return tree != nil || !(200..<300).contains(reply.status)
    }
}
