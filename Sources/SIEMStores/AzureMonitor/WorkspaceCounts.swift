import Pulling
import Synchronization

/// What was counted for slices whose rows have not been asked for yet: rows must be those of the same instant.
final class WorkspaceCounts: Sendable {
    /// How many rows a slice had when it was counted.
    struct Count: Sendable {
        let records: Int
        /// The service's instant, as it wrote it; rows ingested later are not counted.
        let until: String
    }

    private let counts = Mutex<[SliceQuestion: Count]>([:])

    /// Keeps the newest count of a slice.
    func keep(_ count: Count, of question: SliceQuestion) { counts.withLock { $0[question] = count } }

    /// Hands out a slice's count, once.
    func take(_ question: SliceQuestion) -> Count? { counts.withLock { $0.removeValue(forKey: question) } }
}
