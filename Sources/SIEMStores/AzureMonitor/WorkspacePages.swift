import AuditModel
import Pulling
import Recordings
import Synchronization
import Transport

/// The rows of one slice, in parts told apart by a hash of the id: the service has no pages.
final class WorkspacePages: SourcePages {
    /// What is asked next.
    struct Place: Hashable, Sendable {
        var part = 0
        let parts: Int
        let until: String

        init(parts: Int, until: String) {
            self.parts = parts
            self.until = until
        }

        /// Reads a kept place; nil for a text that is none.
        init?(_ cursor: String) {
            let fields = cursor.split(separator: "/")
            guard fields.count == 3, let part = Int(fields[0]), let parts = Int(fields[1]), 0 <= part, part < parts,
                KustoText.isTime(String(fields[2]))
            else { return nil }
            self.init(parts: parts, until: String(fields[2]))
            self.part = part
        }

        var cursor: String { "\(part)/\(parts)/\(until)" }
    }

    private enum Stand: Sendable {
        case unasked
        case at(Place, expected: Int?)
        case over
    }

    private let store: AzureMonitorStore
    private let question: SliceQuestion
    private let asking: any ServiceAsking
    private let stand: Mutex<Stand>

    init(
        _ store: AzureMonitorStore, _ question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking
    ) {
        self.store = store
        self.question = question
        self.asking = asking
        stand = Mutex(cursor.flatMap(Place.init).map { .at($0, expected: nil) } ?? .unasked)
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        guard let (place, expected) = try await place() else { return nil }
        let text = store.desk.query.rows(
            in: question.window, until: place.until, part: place.part, of: place.parts)
        let answer = try await store.desk.answer(to: text, in: question.window, asking)
        var page = store.page(of: answer)
        page.expected = expected
        var next = place
        next.part += 1
        let isLast = next.part == place.parts
        if !isLast { page.cursor = next.cursor }
        stand.withLock { $0 = isLast ? .over : .at(next, expected: expected) }
        return page
    }

    /// Where to go on, counting first where nobody has; nil at the end.
    private func place() async throws(TransportFailure) -> (Place, Int?)? {
        switch stand.withLock({ $0 }) {
        case .over: return nil
        case .at(let place, let expected): return (place, expected)
        case .unasked:
            var count = store.counts.take(question)
            if count == nil { count = try await store.counted(question, asking) }
            guard let count else { return nil }
            let size = max(1, question.pageSize)
            return (Place(parts: max(1, (count.records + size - 1) / size), until: count.until), count.records)
        }
    }
}

/// The rows with certain ids: one answer.
final class WorkspaceLookup: SourcePages {
    private let store: AzureMonitorStore
    private let ids: [[String]]
    private let window: TimeWindow?
    private let asking: any ServiceAsking
    private let isOver = Mutex(false)

    init(_ store: AzureMonitorStore, _ ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking) {
        self.store = store
        self.ids = ids
        self.window = window
        self.asking = asking
    }

    func next() async throws(TransportFailure) -> SourcePage? {
        guard !isOver.withLock({ $0 }), !ids.isEmpty else { return nil }
        let text = store.desk.query.rows(ofIDs: ids.flatMap(Self.keys), in: window)
        let page = store.page(of: try await store.desk.answer(to: text, in: window, asking))
        isOver.withLock { $0 = true }
        return page
    }

    /// An id as one text, also with the braces some collectors put around GUIDs; letter case does not matter.
    private static func keys(of id: [String]) -> [String] {
        let spellings = id.map { part in GUIDSpelling(part)?.all ?? [part] }
        guard let first = spellings.first else { return [] }
        return spellings.dropFirst().reduce(first) { keys, parts in
            keys.flatMap { key in parts.map { key + WorkspaceQuery.joint + $0 } }
        }
    }
}
