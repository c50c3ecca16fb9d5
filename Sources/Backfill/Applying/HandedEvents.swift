import EventLedger

/// Events that a target without acknowledgements was handed, in the order sent, since it was last known to have read all.
///
/// Memory: 24 bytes an event. The journal knows of those dropped above ``most``, where nothing tells what was read.
struct HandedEvents {
    /// An event's place in the plan, and how often it was sent.
    struct Place {
        let event: Int
        let offset: Int
        let sends: Int
    }

    private(set) var places: [Place] = []
    private var bytes = 0

    /// More than a system buffers for one connection.
    private static let most = 1 << 18
    /// Bytes and events that may be in doubt when a process ends.
    private static let muchBytes = 16 << 20
    private static let muchEvents = 1 << 16

    /// Whether it is time to learn that they were read.
    var isMuch: Bool { bytes >= Self.muchBytes || places.count >= Self.muchEvents }
    var isEmpty: Bool { bytes == 0 && places.isEmpty }

    mutating func add(_ events: [PlannedEvents.Placed], sends: Int) {
        places += events.map { Place(event: $0.number, offset: $0.offset, sends: sends) }
        places.removeFirst(max(0, places.count - Self.most))
        bytes += events.reduce(0) { $0 + $1.event.record.count }
    }

    /// Takes the events sent last.
    mutating func takeLast(_ count: Int) -> [Place] {
        defer { places.removeLast(min(count, places.count)) }
        return Array(places.suffix(count))
    }

    /// All of them were read, or are in doubt.
    mutating func removeAll() { (places, bytes) = ([], 0) }
}
