import AuditModel
import ByteScan
import Synchronization
import Transport

/// The table an answer holds.
///
/// Form and errors: learn.microsoft.com, "Azure Monitor Log Analytics API response format" and "… API errors". A
/// success may lack rows, and then has an `error` beside its tables.
struct WorkspaceAnswer: Sendable {
    let columns: [(name: String, type: String)]
    let rows: [[JSONTree]]
    /// What is wrong although the status is a success; nil for nothing.
    let error: String?

    /// Reads a body; nil for one that is cut, empty or of another form.
    init?(_ body: [UInt8]) {
        guard !body.isEmpty, let tree = try? JSONTree(parsing: body) else { return nil }
        let tables = tree["tables"]?.elements ?? []
        let error = tree["error"].map(Self.words)
        guard let table = tables.first(where: { $0["name"]?.text == "PrimaryResult" }) ?? tables.first,
            let columns = table["columns"]?.elements, let rows = table["rows"]?.elements
        else {
            guard let error else { return nil }
            (self.columns, self.rows, self.error) = ([], [], error)
            return
        }
        self.columns = columns.map { ($0["name"]?.text ?? "", $0["type"]?.text ?? "") }
        self.rows = rows.compactMap(\.elements)
        self.error = error
        guard self.rows.count == rows.count, self.rows.allSatisfy({ $0.count == columns.count }) else { return nil }
    }

    /// The place of a column; nil when there is none of that name.
    func place(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// The text of the first row in a column; nil when there is none.
    func firstText(_ name: String) -> String? {
        guard let row = rows.first, let place = place(of: name) else { return nil }
        return row[place].scalarBytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The innermost message, which names the cause.
    private static func words(_ error: JSONTree) -> String {
        var (inner, words) = (error, [error["code"]?.text, error["message"]?.text])
        for _ in 0..<8 {
            guard let next = inner["innererror"] ?? inner["details"]?.elements?.first else { break }
            (inner, words) = (next, [next["code"]?.text ?? words[0], next["message"]?.text ?? words[1]])
        }
        let said = words.compactMap(\.self).joined(separator: ": ").unicodeScalars.prefix(300)
        let plain = String(String.UnicodeScalarView(said.map { $0.isHostile ? " " : $0 }))
        return plain.isEmpty ? "an error without words" : plain
    }
}

/// Takes the answer to one question as it is judged, so that it is read once.
final class WorkspaceAnswerBox: Sendable {
    private let held = Mutex<WorkspaceAnswer?>(nil)

    /// Whether the reply is a whole answer; neither an empty body nor 204 is.
    func take(_ reply: HTTPReply) -> Bool {
        let answer = reply.status == 204 ? nil : WorkspaceAnswer(reply.body)
        held.withLock { $0 = answer }
        return answer != nil
    }

    var answer: WorkspaceAnswer? { held.withLock { $0 } }
}
