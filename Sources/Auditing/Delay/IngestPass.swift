import AuditModel
import ByteScan
import Drift
import ExportReaders
import Synchronization

/// Reads a SIEM's files for when it took events, and says how long they took to get there.
struct IngestPass {
    let prepared: PreparedSide
    let settings: RunSettings
    let cancel: CancelFlag

    /// Instants of no meaning but these.
    private static let absent = Int64.max
    private static let undated = Int64.min

    /// How long each event took or has waited; nil where the SIEM does not say when it took events.
    ///
    /// - Parameter events: ids and delays, each id once.
    func waits(of events: [(id: IDHash, delay: ObservedDelay)]) throws -> [ArrivalCurve.Wait]? {
        let fields = AvailabilityFields(prepared) { $0.choice.ingested }
        guard fields.areThere else { return nil }
        let numbers = Dictionary(events.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let taken = Mutex([Int64](repeating: Self.absent, count: events.count))
        let newest = Mutex(Int64.min)
        let reader = SideReader(
            files: fields.files, workers: settings.workers, longestRecord: settings.longestRecord,
            hasher: IDHasher(key0: 0, key1: 0), scopes: ScopeTable())
        _ = try reader.read(
            makeSink: { _ in
                SideReader.Sink(
                    keys: { keys in
                        for index in keys.indices {
                            let key = keys[index]
                            let instant = key.hasTime ? key.nanoseconds : Self.undated
                            newest.withLock { $0 = max($0, instant) }
                            guard let number = numbers[key.hash] else { continue }
                            taken.withLock { $0[number] = min($0[number], instant) }
                        }
                    }, quarantine: { _ in }, finish: {})
            }, progress: { _, _ in }, isCancelled: { cancel.isSet })
        let end = prepared.lastAsked ?? newest.withLock { $0 }
        return zip(events, taken.withLock { $0 }).compactMap { event, instant in
            switch instant {
            case Self.undated: nil
            case Self.absent: Self.wait(from: event.delay.by, to: end, hasArrived: false)
            default: Self.wait(from: event.delay.by, to: max(instant, event.delay.by), hasArrived: true)
            }
        }
    }

    /// Nil for an event that was not visible yet when the SIEM was asked.
    private static func wait(from visible: Int64, to instant: Int64, hasArrived: Bool) -> ArrivalCurve.Wait? {
        guard instant >= visible else { return nil }
        return ArrivalCurve.Wait(seconds: Double(instant.since(visible)) / 1e9, hasArrived: hasArrived)
    }
}
