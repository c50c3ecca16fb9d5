import AuditModel
import FileAccess
import Synchronization

/// The matched events that have a time inside the window.
///
/// Memory: that of the tables they were found in, or a part of the spill file's, until ``release()``.
package final class PresentEvents: Sendable {
    /// How many there are, or were.
    package let count: Int

    private enum Store: Sendable {
        case runs(PresentRuns)
        case sorted(SortedRecords<PresentEvent>)
        case released
    }

    private let store: Mutex<Store>

    /// Spilled events are handed out so many at a time.
    private static let stretch = 4096

    init(_ runs: PresentRuns) {
        count = runs.count
        store = Mutex(.runs(runs))
    }

    init(_ records: SortedRecords<PresentEvent>) {
        count = records.count
        store = Mutex(.sorted(records))
    }

    /// Gives the memory back; there are no events afterwards.
    package func release() { store.withLock { $0 = .released } }

    /// Calls `body` with all events, many at a time, in order of time, then position.
    ///
    /// - Parameter workers: how many threads put them in order; `body` is called on the caller's alone.
    package func forEachStretch(workers: Int, _ body: (Span<PresentEvent>) throws -> Void) throws {
        switch store.withLock({ $0 }) {
        case .runs(let runs): try runs.forEachSlice(workers: workers, body)
        case .sorted(let records): try Self.forEachStretch(of: records, body)
        case .released: break
        }
    }

    /// Calls `body` with all events, many at a time, in any order and on several threads; with them the thread's number.
    package func forEachUnordered(
        workers: Int, _ body: @escaping @Sendable (Int, Span<PresentEvent>) -> Void
    ) throws {
        switch store.withLock({ $0 }) {
        case .runs(let runs): runs.forEachRun(workers: workers, body)
        case .sorted(let records): try Self.forEachStretch(of: records) { body(0, $0) }
        case .released: break
        }
    }

    private static func forEachStretch(
        of records: SortedRecords<PresentEvent>, _ body: (Span<PresentEvent>) throws -> Void
    ) throws {
        var held: [PresentEvent] = []
        held.reserveCapacity(stretch)
        try records.forEach { event in
            held.append(event)
            guard held.count == stretch else { return }
            try body(held.span)
            held.removeAll(keepingCapacity: true)
        }
        if !held.isEmpty { try body(held.span) }
    }
}
