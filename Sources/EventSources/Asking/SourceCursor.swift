import AuditModel
import ByteScan

/// Where an interrupted question goes on, as text that a journal keeps.
///
/// Holds no credential: a position that might hold one has no cursor.
struct SourceCursor: Hashable {
    var position = PagePosition.start
    /// Values of the answer that made the job, by the texts of their paths.
    var created: [String: String] = [:]
    /// Items of the listed page that are done, and the key of the last of them.
    var itemsDone = 0
    var lastKey: String?

    /// The text; nil when the position must not be kept.
    var text: String? {
        guard let member = position.member else { return nil }
        var members = [member]
        if !created.isEmpty {
            let values = created.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
            members.append(.init("created", .object(values)))
        }
        if itemsDone > 0 {
            members.append(.init("done", .integer(itemsDone)))
            members.append(.init("last", .text(lastKey)))
        }
        return JSONValue.object(members).text()
    }

    init() {}

    /// The same question at another place, no item of which is done.
    func moved(to position: PagePosition) -> SourceCursor {
        var next = SourceCursor()
        next.position = position
        next.created = created
        return next
    }

    /// Reads a cursor's text; nil when it is none.
    init?(parsing text: String) {
        guard let tree = try? JSONTree(parsing: Array(text.utf8)), let position = PagePosition(tree) else { return nil }
        self.position = position
        for member in tree["created"]?.members ?? [] {
            guard let value = member.value.text else { return nil }
            created[String(decoding: member.name, as: UTF8.self)] = value
        }
        if case .number(let count)? = tree["done"] { itemsDone = Int(String(decoding: count, as: UTF8.self)) ?? 0 }
        lastKey = tree["last"]?.text
    }
}
