import AuditModel
import Diagnosis
import Reconcile

/// The authority's events that are not plainly present, by position.
///
/// Memory: 48 bytes a missing event, 8 for each record that is passed over.
struct AbsentEvents {
    /// Missing events by position.
    private(set) var missing: [EventMark] = []
    /// Positions of records that are no present event's first: of absent events, and repeats; ascending.
    private(set) var passedOver: [UInt64] = []

    /// Takes them from what the comparison kept.
    init(_ reconciliation: Reconciliation, scopes: ScopeCodes) throws {
        missing.reserveCapacity(reconciliation.counts.missing)
        var absent: [UInt64] = []
        var firsts: [UInt64] = []
        try reconciliation.notable.forEach { outcome in
            guard let position = outcome.position(.authority) else { return }
            switch outcome.state {
            case .missing:
                missing.append(
                    EventMark(
                        position: position.packed, time: outcome.time?.nanoseconds ?? EventFacts.unknown,
                        scope: scopes.code(outcome.scope)))
                absent.append(position.packed)
            case .accepted, .unknown, .unsettled: absent.append(position.packed)
            case .matched: if outcome.count(.authority) > 1 { firsts.append(position.packed) }
            case .extra, .unconfirmed: break
            }
        }
        passedOver = try Self.merged(absent, reconciliation.repeats, firsts: firsts)
    }

    /// Absent events and repeats, but for the first records of present ones.
    private static func merged(
        _ absent: [UInt64], _ repeats: SortedRecords<RepeatedRecord>, firsts: [UInt64]
    ) throws -> [UInt64] {
        var merged: [UInt64] = []
        merged.reserveCapacity(absent.count)
        var (next, first) = (0, 0)
        try repeats.forEach { record in
            guard record.side == .authority else { return }
            let position = record.position.packed
            while next < absent.count, absent[next] < position {
                merged.append(absent[next])
                next += 1
            }
            while first < firsts.count, firsts[first] < position { first += 1 }
            if first < firsts.count, firsts[first] == position { return }
            if next < absent.count, absent[next] == position { next += 1 }
            merged.append(position)
        }
        return merged + absent[next...]
    }
}
