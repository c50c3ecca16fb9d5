import EventLedger
import SIEMStores

/// What targets that acknowledge nothing were handed: it counts as sent only once it is known to have been read.
extension PlanApplication {
    private static let mostDrains = 5

    /// Remembers events that were handed to a target which acknowledges nothing.
    mutating func hand(_ events: [PlannedEvents.Placed], sends: Int) {
        guard traits.acknowledgement == .none else { return }
        handed.add(events, sends: sends)
    }

    /// Puts in doubt what was handed over last, before a connection broke.
    mutating func doubtHanded(_ count: Int) throws {
        guard count > 0 else { return }
        let doubtful = handed.takeLast(count)
        guard !doubtful.isEmpty else { return }
        let mayRepeat = try journal.repeated(among: Set(doubtful.map(\.event)))
        try journal.put(
            doubtful.map { place in
                var entry = JournalEntry(event: place.event, offset: place.offset, .doubtful, sends: place.sends)
                entry.mayRepeat = mayRepeat.contains(place.event)
                return entry
            })
        hasOpenEvents = true
    }

    /// Waits until the target has read everything, as far as it lets that be known; what it did not read is settled.
    mutating func confirmHanded() async throws {
        for _ in 0..<Self.mostDrains {
            guard try await noteHanded() else { return }
            try await settle()
        }
        throw BackfillFault.unsettled(plan, handed.places.count)
    }

    /// Whether anything tells what of the events handed over was read: the end of the connection, or an answer.
    func canLearnWhatWasRead() async -> Bool {
        if setting.asking != nil { return true }
        return await setting.delivery.confirmsReading
    }

    /// Learns what of the events handed over was read, and notes it.
    ///
    /// - Returns: whether events are in doubt that may be sent again.
    @discardableResult
    mutating func noteHanded() async throws -> Bool {
        let count = await setting.delivery.drain()
        guard !handed.isEmpty else { return false }
        // A target that never lets it be known would be sent everything twice, and no more would be known then.
        if count > 0, await !canLearnWhatWasRead() {
            try journal.close(isTaken: false)
            handed.removeAll()
            return false
        }
        try doubtHanded(count)
        // Those in doubt have entries of their own by now.
        try journal.close(isTaken: true)
        handed.removeAll()
        return count > 0
    }
}
