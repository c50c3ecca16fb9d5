package import AuditModel
import FileAccess

/// Ids that are asked for in one question, and the stretch of event time in which their events lie.
package struct LookupBatch: Sendable {
    /// As the authority writes them, each with all of its parts.
    package let ids: [[String]]
    /// Half-open; nil when the events have no time.
    package let window: TimeWindow?

    /// Makes a batch.
    package init(ids: [[String]], window: TimeWindow?) {
        self.ids = ids
        self.window = window
    }

    /// What tells the question from others in a recording: how many ids, and the first half of their SHA-256.
    var scope: Scope {
        var digest = FileDigest()
        for part in ids.joined() { digest.update((Array(part.utf8) + [0]).span) }
        return Scope(field: "ids", value: "\(ids.count) \(digest.hexadecimal().prefix(32))")
    }

    /// The two halves; nil for a single id.
    var halves: [LookupBatch]? {
        guard ids.count > 1 else { return nil }
        let middle = ids.count / 2
        return [
            LookupBatch(ids: Array(ids[..<middle]), window: window),
            LookupBatch(ids: Array(ids[middle...]), window: window),
        ]
    }
}
