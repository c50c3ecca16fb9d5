import Synchronization

/// How many bytes tables, lists and buffers hold together, and how many they may.
final class MemoryAccount: Sendable {
    let limit: Int
    private let used = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    /// Takes the bytes if they fit, or if `forced`.
    func reserve(_ bytes: Int, forced: Bool = false) -> Bool {
        guard used.wrappingAdd(bytes, ordering: .relaxed).newValue <= limit || forced else {
            used.wrappingSubtract(bytes, ordering: .relaxed)
            return false
        }
        return true
    }

    /// Takes the bytes whether they fit or not: for the little that is needed to go on at all.
    func take(_ bytes: Int) { used.wrappingAdd(bytes, ordering: .relaxed) }

    /// Gives bytes back.
    func release(_ bytes: Int) { used.wrappingSubtract(bytes, ordering: .relaxed) }

    /// Bytes taken and not given back.
    var bytes: Int { used.load(ordering: .relaxed) }
}
