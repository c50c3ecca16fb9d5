import ByteScan
import Transport

/// What an answer of the search endpoints holds.
struct SplunkAnswer: Sendable {
    var messages: [SplunkMessage] = []
    /// Whether its last row said that it is the last; always for a page of a job.
    var isFinished = false
    /// Where a page of a job begins; nil when it does not say.
    var offset: Int?
    /// Lines that are no JSON.
    var oddLines = 0

    /// Reads an export: a JSON object a line, the rows of provisional sets left out.
    ///
    /// - Parameter row: told of each row, in order.
    init(export body: [UInt8], row: (JSONTree) -> Void = { _ in }) {
        for line in body.split(separator: UInt8(ascii: "\n")) where !line.allSatisfy({ $0 <= 0x20 }) {
            guard let tree = try? JSONTree(parsing: Array(line)), tree.members != nil else {
                oddLines += 1
                isFinished = false
                continue
            }
            messages += SplunkMessage.list(tree["messages"])
            if tree["preview"] == .bool(true) { continue }
            if let result = tree["result"] {
                row(result)
                isFinished = false
            }
            if tree["lastrow"] == .bool(true) { isFinished = true }
        }
    }

    /// Reads a page of a job's results; nil when it is no whole JSON object.
    init?(results body: [UInt8], row: (JSONTree) -> Void = { _ in }) {
        guard let tree = try? JSONTree(parsing: body), let rows = tree["results"]?.elements else { return nil }
        messages = SplunkMessage.list(tree["messages"])
        offset = tree["init_offset"]?.scalarBytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        isFinished = tree["preview"] != .bool(true)
        for result in rows { row(result) }
    }

    /// Whether an export came to its end, or says why it did not.
    static func isWhole(export reply: HTTPReply) -> Bool {
        let end = reply.body.lastIndex { $0 > 0x20 } ?? 0
        let start = reply.body[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard start <= end, end < reply.body.count else { return false }
        if SplunkAnswer(export: Array(reply.body[start...end])).isFinished { return true }
        let answer = SplunkAnswer(export: reply.body)
        return answer.isFinished || answer.messages.contains { [.failed, .busy, .capped].contains($0.effect) }
    }
}
