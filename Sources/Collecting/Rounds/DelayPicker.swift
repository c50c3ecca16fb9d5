import EventLedger

/// The delays of some of a round's events, chosen by their ids.
struct DelayPicker {
    private static let most = 100
    private var picked: [(order: UInt64, delay: CollectedDelay)] = []

    /// Takes note of an event's delay.
    mutating func take(_ order: UInt64, _ delay: CollectedDelay) {
        if picked.count >= 2 * Self.most { thin() }
        picked.append((order, delay))
    }

    /// Those that were chosen.
    mutating func delays() -> [CollectedDelay] {
        thin()
        return picked.map(\.delay)
    }

    private mutating func thin() {
        picked.sort { $0.order < $1.order }
        picked.removeLast(max(0, picked.count - Self.most))
    }
}
