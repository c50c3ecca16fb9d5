package import AuditModel

/// Asks where events are sent to whether it holds them.
package protocol TargetAsking: Sendable {
    /// Ids in one question.
    var most: Int { get }
    /// Questions that may be under way at once.
    var parallel: Int { get }
    /// Whether an answer shows what was sent until then, so that waiting for it is of no use.
    var isImmediate: Bool { get }
    /// Whether a question takes little beside sending as many events, so that each batch can be asked for first.
    var isCheap: Bool { get }

    /// Whether events show up there once they were sent; an export shows them only when it is made anew.
    var showsNewEvents: Bool { get }

    /// What is held of these events, in their order.
    ///
    /// - Parameter ids: at most ``most``, as the authority writes them, each with all of its parts.
    /// - Throws: when the answer is not whole; what it lacks must not look absent.
    func held(_ ids: [[String]]) async throws -> [HeldEvent]
}

/// What a SIEM holds of one event.
package struct HeldEvent: Hashable, Sendable {
    /// How often it is there; 0 when it is not.
    package var count = 0
    /// The time it has there.
    package var time: EventTime?
    /// Bytes or characters of its text there, where the SIEM says it.
    package var length: Int?
    /// Whether only its beginning is there.
    package var isCut = false
    /// Its text there, once for each record; empty where texts are not asked for, or the SIEM does not keep them.
    package var texts: [[UInt8]] = []

    /// Nothing is there.
    package init() {}

    /// Whether it is there.
    package var isThere: Bool { count > 0 }
}

extension TargetAsking {
    /// What is held of any number of events, asked side by side.
    func heldOfAll(_ ids: [[String]]) async throws -> [HeldEvent] {
        guard ids.count > most else { return ids.isEmpty ? [] : try await held(ids) }
        let starts = Array(stride(from: 0, to: ids.count, by: most))
        return try await withThrowingTaskGroup(of: (Int, [HeldEvent]).self) { group in
            var answers: [Int: [HeldEvent]] = [:]
            for (index, start) in starts.enumerated() {
                if index >= parallel, let (number, held) = try await group.next() { answers[number] = held }
                let part = Array(ids[start..<min(start + most, ids.count)])
                group.addTask { (index, try await held(part)) }
            }
            for try await (number, held) in group { answers[number] = held }
            return starts.indices.flatMap { answers[$0] ?? [] }
        }
    }
}
