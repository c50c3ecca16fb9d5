import AuditModel
import ByteScan
import Diagnosis
import ExportReaders
import FileAccess
import Reconcile
import Synchronization

/// Notes what the records beside the chosen ones tell: whether the one served before has a line break, and whether a
/// present one of the same second has the same user and operation.
///
/// Both are looked at only where they can matter, so that most audits read no further record.
struct NeighbourLook {
    let plans: [FactPlan]
    let found: Reconciliation
    let present: PresentEvents
    let settings: RunSettings
    let cancel: CancelFlag

    /// Pairs that are looked at first; of more a seeded sample.
    private static let mostPairs = 50_000
    /// The share of folded events among those looked at first from which on all are looked at.
    private static let tellingShare = 0.1

    // MARK: Folds

    /// Notes which events share second, user and operation with a present one.
    func noteFolds(_ maker: TimelineMaker, in evidence: inout Evidence) throws {
        var sample = SeededSample(Self.mostPairs, of: maker.missingMates.count)
        let some = maker.missingMates.filter { sample.holds($0.event) }
        var folded = try folded(some)
        if some.count < maker.missingMates.count,
            Double(folded.count) >= Self.tellingShare * Double(Set(some.map(\.event)).count)
        {
            sample = .all
            folded = try self.folded(maker.missingMates)
        }
        guard !folded.isEmpty else { return }
        Self.insert(.foldedWithPresent, at: folded, in: &evidence.missing)
        let others = try self.folded(maker.presentMates.filter { sample.holds($0.event) })
        Self.insert(.foldedWithPresent, at: others, in: &evidence.present)
    }

    /// The events that a mate has the fold of.
    private func folded(_ pairs: [Mate]) throws -> Set<UInt64> {
        let positions = Set(pairs.flatMap { [$0.event, $0.mate] }).sorted()
        let plans = plans
        let folds = try sweep(plans.map(\.brief)).map(positions) {
            var describers: [Int: RecordDescriber] = [:]
            return { position, record in
                let file = plans[position.file].brief
                let describer = describers[file.planNumber] ?? file.describer
                describers[file.planNumber] = describer
                return describer.fold(of: record)
            }
        }
        func fold(_ position: UInt64) -> UInt32 { folds[positions.partition { $0 >= position }] }
        return Set(pairs.lazy.filter { fold($0.event) != 0 && fold($0.event) == fold($0.mate) }.map(\.event))
    }

    // MARK: Line breaks

    /// Notes which events were served right after a record with a line break inside.
    func noteLineBreaks(in evidence: inout Evidence) throws {
        let shapes = [evidence.missing.shape, evidence.present.shape]
        guard shapes.contains(where: { $0.contains { $0.contains(.lineBreak) } }) else { return }
        let events = (evidence.missing.position + evidence.present.position).sorted()
        let before = try recordsBefore(events)
        let positions = Set(before).subtracting([PrecedingRecords.none]).sorted()
        let breaks = try sweep(plans.map(\.brief)).map(positions) { { _, record in RecordLook.hasLineBreak(record) } }
        let after = zip(events, before).filter { pair in
            let place = positions.partition { $0 >= pair.1 }
            return place < positions.count && breaks[place]
        }
        for facts in [\Evidence.missing, \Evidence.present] {
            Self.insert(.afterLineBreak, at: Set(after.map(\.0)), in: &evidence[keyPath: facts])
        }
    }

    /// For each event the record before it in the same file.
    private func recordsBefore(_ events: [UInt64]) throws -> [UInt64] {
        let shared = (0..<settings.workers).map { _ in SharedRecords(events) }
        try present.forEachUnordered(workers: settings.workers) { worker, records in
            shared[worker].records.withLock { preceding in
                for place in records.indices { preceding.note(records[place].position) }
            }
        }
        var preceding = PrecedingRecords(events)
        for part in shared { part.records.withLock { preceding.add($0) } }
        try found.notable.forEach { outcome in
            if let position = outcome.position(.authority) { preceding.note(position.packed) }
        }
        try found.repeats.forEach { record in
            if record.side == .authority { preceding.note(record.position.packed) }
        }
        return preceding.before
    }

    private final class SharedRecords: Sendable {
        let records: Mutex<PrecedingRecords>

        init(_ events: [UInt64]) { records = Mutex(PrecedingRecords(events)) }
    }

    private func sweep(_ files: [RecordFile]) -> RecordSweep {
        RecordSweep(files: files, settings: settings, cancel: cancel)
    }

    private static func insert(_ shape: RecordShape, at positions: Set<UInt64>, in facts: inout EventFacts) {
        for index in facts.position.indices where positions.contains(facts.position[index]) {
            facts.shape[index].insert(shape)
        }
    }
}

/// Finds, for some positions, the greatest one before each.
struct PrecedingRecords: Sendable {
    /// No position.
    static let none = UInt64.max

    private let events: [UInt64]
    /// For each event the greatest position noted before it, in the same file; ``none`` without one.
    private(set) var before: [UInt64]

    /// - Parameter events: ascending.
    init(_ events: [UInt64]) {
        self.events = events
        before = Array(repeating: Self.none, count: events.count)
    }

    /// Notes the position of a record, in any order.
    mutating func note(_ position: UInt64) {
        let place = events.partition { $0 > position }
        guard place < events.count else { return }
        take(position, place)
    }

    /// Adds what was noted for the same events.
    mutating func add(_ other: PrecedingRecords) {
        for place in events.indices where other.before[place] != Self.none { take(other.before[place], place) }
    }

    private mutating func take(_ position: UInt64, _ place: Int) {
        guard RecordPosition(packed: position).file == RecordPosition(packed: events[place]).file else { return }
        if before[place] == Self.none || before[place] < position { before[place] = position }
    }
}
